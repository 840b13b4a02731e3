"""The embedded PostgreSQL and Valkey, seen from a process that uses one of them.

A process that needs a server calls `POSTGRES.ensure()` or `VALKEY.ensure()`: from then on it counts
as a user of that server until it ends, however it ends, because what counts users is a shared
`flock` that the kernel drops with the process. The keeper (keeper.py), one small process per
server, starts it, restarts it when it dies, and stops it when nobody holds that lock any more.

Everything lives in `var/<server>/` (the variable VAR_DIR moves `var`). Both servers listen on a unix
socket only, so they occupy no port and no other user of the
machine can reach them.
"""

import fcntl
import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or CHECKOUT / "var").resolve()
LONGEST_SOCKET_PATH = 100  # bytes; the kernel takes 107 on Linux, 103 on macOS
READY_WITHIN = 30.0  # seconds; recovery after a crash is the slow case


class CannotStart(Exception):
    """An embedded server can't be used; the message is one line that says why and what to do."""


def _lock(path: Path, mode: int) -> int:
    """An open descriptor of `path` with a lock on it; raises BlockingIOError when `mode` says not to wait."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, mode)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def _locked(path: Path, mode: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Hold a lock for a moment."""
    descriptor = _lock(path, mode)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@dataclass
class Embedded:
    """One embedded server of this checkout, and this process's hold on it."""

    name: str
    variable: str  # the environment variable that names a server of one's own instead
    example: str
    socket_name: str
    var_dir: Path = VAR_DIR
    user: int | None = field(default=None, init=False)  # the process that holds the users' lock

    @property
    def folder(self) -> Path:
        """Where the server's data, log and locks are."""
        return self.var_dir / self.name

    @property
    def socket_dir(self) -> Path:
        """The folder of the socket: beside the data, or under /tmp when that path is too long for a socket."""
        inside = self.folder / "run"
        if len(os.fsencode(inside / self.socket_name)) <= LONGEST_SOCKET_PATH:
            return inside
        return Path("/tmp") / f"tenders-{hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]}"  # noqa: S108 - the keeper refuses a folder that isn't its own

    @property
    def address(self) -> Path:
        return self.socket_dir / self.socket_name

    def answers(self) -> bool:
        """Whether somebody listens behind the socket."""
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self.address))
            except OSError:
                return False
        return True

    def ensure(self) -> None:
        """Make this process a user of the server and return when the server answers.

        Cheap when that is so already. Raises CannotStart.
        """
        try:
            self._hold()
            give_up = time.monotonic() + READY_WITHIN
            while not self._ready():
                if time.monotonic() > give_up:
                    raise self._cannot(f"no answer within {READY_WITHIN:.0f} s; its log is {self.folder / 'log'}")
                time.sleep(0.05)
        except PermissionError as error:
            raise self._cannot(f"{error.filename or self.folder} is not open to this user") from error
        except OSError as error:
            raise self._cannot(f"{error.filename or self.folder}: {error.strerror}") from error

    def _hold(self) -> None:
        """Take the shared lock once per process; a forked child takes its own, whatever it inherited."""
        if self.user != os.getpid():
            self.folder.mkdir(parents=True, exist_ok=True)
            _lock(self.folder / "users.lock", fcntl.LOCK_SH)  # left open: the kernel closes it with the process
            self.user = os.getpid()

    def _ready(self) -> bool:
        """Whether a kept server answers; without a keeper, one is started first.

        One process of the checkout at a time looks, so that a look is never taken for a keeper.
        """
        with _locked(self.folder / "start.lock"):
            try:
                with _locked(self.folder / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) as keeper_lock:
                    self._run_keeper(keeper_lock)
            except BlockingIOError:
                pass  # a keeper lives
        return self.answers()

    def _run_keeper(self, lock: int) -> None:
        """Run the keeper, which goes into the background when the server answers, or says in one line why not."""
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "config.keeper", self.name, str(self.folder), str(self.socket_dir), str(lock)],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=[lock],
            start_new_session=True,
            check=False,
        )
        lines = done.stderr.strip().splitlines()
        if done.returncode:
            raise self._cannot(lines[-1] if lines else f"its keeper ended with status {done.returncode}")
        for line in lines:
            sys.stderr.write(f"{line}\n")

    def _cannot(self, reason: str) -> CannotStart:
        return CannotStart(
            f"The embedded {self.name} can't start: {reason}. "
            f"To use a server of your own, set {self.variable}, for example {self.example}"
        )


class EmbeddedPostgres(Embedded):
    """PostgreSQL listens before it has recovered from a crash, so its word is asked for too."""

    def answers(self) -> bool:
        try:
            status = (self.folder / "data" / "postmaster.pid").read_text().splitlines()[7]
        except (FileNotFoundError, IndexError):
            return False
        return status.strip() == "ready" and super().answers()


POSTGRES = EmbeddedPostgres(
    "postgres", "DATABASE_URL", "DATABASE_URL=postgres://user:password@host:5432/tenders", ".s.PGSQL.5432"
)
VALKEY = Embedded("valkey", "BROKER_URL", "BROKER_URL=redis://host:6379/0", "valkey.sock")


def database_settings() -> dict[str, object]:
    """Django's settings of the embedded database, which the first connection starts (config.postgres)."""
    return {
        "ENGINE": "config.postgres",
        "NAME": "tenders",
        "USER": "postgres",
        "HOST": str(POSTGRES.socket_dir),
        "PORT": "5432",
    }


def broker_url() -> str:
    """The address of the embedded broker, which the first Celery connection starts (config.celery)."""
    return f"redis+socket://{quote(str(VALKEY.address))}"
