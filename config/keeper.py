"""The keeper of one embedded server: starts it, restarts it, stops it when its last user is gone.

Run by embedded.py as `python -m config.keeper NAME FOLDER SOCKET_DIR LOCK`, LOCK being the inherited
descriptor of the locked keeper.lock. It ends with status 0 when the server answers, leaving its child
in the background, or with status 1 and one line on stderr. Loads neither Django nor Celery, so that it
is small and starts at once.
"""

import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from config.programs import Postgres, Valkey
from config.server import Refused, Server

LOOK_EVERY = 0.2  # seconds between two looks at the users' lock and at the server


def keep(server: Server, users: int) -> None:
    """Keep the server running until nobody else holds the users' lock."""
    while True:
        try:
            return fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            server.ensure()
        time.sleep(LOOK_EVERY)


def child(server_type: type[Server], folder: Path, socket_dir: Path, lock: int, ready: int) -> None:
    """Start the server, report, and keep it. The keeper's lock goes before the users', so that
    whoever was waiting to use the server finds no keeper and starts the next one."""
    server = server_type(folder, socket_dir)
    try:
        server.prepare()
        server.ensure()
        go_into_background(server.log)
        os.write(ready, b"ready")
        os.close(ready)
        with (folder / "users.lock").open("ab") as users:
            keep(server, users.fileno())
            server.stop()
            os.close(lock)
    finally:
        server.stop()


def go_into_background(log: Path) -> None:
    """Leave the terminal and pipes of whoever started us."""
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)


def main(name: str, folder: str, socket_dir: str, lock: str) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    heard, ready = os.pipe()
    if os.fork():
        os.close(ready)
        return 0 if os.read(heard, 5) else 1
    os.close(heard)
    try:
        child({"postgres": Postgres, "valkey": Valkey}[name], Path(folder), Path(socket_dir), int(lock), ready)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except PermissionError as error:
        sys.stderr.write(f"{error.filename} is not open to this user\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
