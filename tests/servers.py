"""Servers that tests run beside themselves: a real Celery worker, a mail catcher."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import redis
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection
from kombu import pools

from config import embedded
from config.celery import app as celery_app

NAMESPACE = 9  # the database of Valkey that tests have for themselves
READY_WITHIN = 30  # seconds


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def broker() -> Iterator[str]:
    """The embedded broker with empty queues apart from everybody else's; Celery of this process uses it, too."""
    embedded.VALKEY.ensure()
    url = f"{embedded.broker_url()}?virtual_host={NAMESPACE}"
    before = celery_app.conf.broker_url
    with redis.Redis(unix_socket_path=str(embedded.VALKEY.address), db=NAMESPACE) as client:
        client.flushdb()
        use_broker(url)
        try:
            yield url
        finally:
            use_broker(before)
            client.flushdb()


def use_broker(url: str) -> None:
    """Let this process's Celery forget its connections and use another broker."""
    celery_app.conf.update(broker_url=url)
    pools.reset()
    celery_app._after_fork()  # type: ignore[attr-defined]  # the app's own way to forget its pools


def database_url() -> str:
    """The address of the database that this test run uses."""
    parameters = connection.get_connection_params()
    host, name = str(parameters["host"]), parameters["dbname"]
    if host.startswith("/"):
        return f"postgres://{parameters['user']}@/{host}/{name}"
    password, port = parameters.get("password", ""), parameters.get("port") or 5432
    return f"postgres://{parameters['user']}:{password}@{host}:{port}/{name}"


class Worker:
    """A Celery worker in processes of its own, on the test database and the tests' own queues."""

    def __init__(self, broker_url: str, log: Path) -> None:
        self.log = log
        self.environment = {**os.environ, "DATABASE_URL": database_url(), "BROKER_URL": broker_url}
        self.environment.pop("PYTHONWARNINGS", None)  # Celery warns root, and CI is root
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and return when it takes tasks."""
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", "worker", "-Q", "crawl,read,digest", "-c", "2"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        give_up = time.monotonic() + READY_WITHIN
        while b" ready." not in self.log.read_bytes():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < give_up, self.log.read_text()
            time.sleep(0.1)

    def kill(self) -> None:
        """`kill -9` of the worker and of all its children."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in its own time."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class MailCatcher:
    """An SMTP server on loopback; `mails` are the messages that it was given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = free_port()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, EmailMessage, policy=policy.default))
        return "250 OK"

    @contextmanager
    def serving(self) -> Iterator["MailCatcher"]:
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # its thread may outlive the captured output of a test
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()
