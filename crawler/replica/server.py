"""Portals on real HTTP ports of the loopback address; knows sockets and threads, nothing of notices."""

import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from crawler.replica.web import Portal, Request, Response

HOST = "127.0.0.1"


class PortTakenError(OSError):
    """A port is in use by another program; the message names it."""


class PortalServer(ThreadingHTTPServer):
    """One portal on one port, a thread for each connection."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, portal: Portal, port: int) -> None:
        self.portal = portal
        super().__init__((HOST, port), PortalHandler)

    @property
    def base_url(self) -> str:
        """Where the portal is found, without a slash at the end."""
        return f"http://{HOST}:{self.server_address[1]}"

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """A client may leave in the middle of an answer; anything else is a fault of ours and shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class PortalHandler(BaseHTTPRequestHandler):
    """Turns HTTP/1.1 into Request and Response, connections kept alive."""

    protocol_version = "HTTP/1.1"
    server_version = "openresty"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: PortalServer

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Answer a POST; its body is read whole."""
        length = self.headers.get("Content-Length", "0")
        self._answer(self.rfile.read(int(length)) if length.isdecimal() else b"")

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the crawl keeps its own record."""

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        client, headers = self.client_address[0], dict(self.headers.items())
        request = Request(self.command, parts.path, parts.query, body, client, headers)
        self._send(self.server.portal.answer(request))

    def _send(self, response: Response) -> None:
        if response.dropped:
            self.close_connection = True
            return
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        for name, value in response.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)


@contextmanager
def serve(portals: Sequence[Portal], port: int = 0) -> Iterator[dict[str, str]]:
    """Serve each portal until the block ends; gives base urls by source key.

    The first portal gets `port`, each next one the port after it; 0 picks free ports. Raises PortTakenError.
    """
    with ExitStack() as running:
        servers = [running.enter_context(_bind(portal, port and port + i)) for i, portal in enumerate(portals)]
        for server in servers:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            running.callback(thread.join)
            running.callback(server.shutdown)
        yield {server.portal.key: server.base_url for server in servers}


def _bind(portal: Portal, port: int) -> PortalServer:
    try:
        return PortalServer(portal, port)
    except (OSError, OverflowError) as error:
        raise PortTakenError(f"cannot serve {portal.key} on port {port}: {error}") from error
