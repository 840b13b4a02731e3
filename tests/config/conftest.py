"""Processes that use an embedded server of the test's own."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from config.embedded import POSTGRES, VALKEY, Embedded

SCRIPT = Path(__file__).with_name("embedded_user.py")
GONE_WITHIN = 20  # seconds


@dataclass
class User:
    """A process that uses a server."""

    process: "subprocess.Popen[str]"
    server_pid: int
    pid: int

    def leave(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


class Servers:
    """One embedded server below a folder of its own, and whoever uses it."""

    def __init__(self, server: Embedded, var_dir: Path) -> None:
        self.server: Embedded = replace(server, var_dir=var_dir)
        self.users: list[User] = []

    def command(self, *how: str) -> list[str]:
        return [sys.executable, str(SCRIPT), self.server.name, str(self.server.var_dir), *how]

    def begin(self, *how: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(self.command(*how), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def greet(self, process: "subprocess.Popen[str]") -> User:
        assert process.stdout is not None
        word, server_pid, pid = process.stdout.readline().split()
        assert word == "up"
        self.users.append(User(process, int(server_pid), int(pid)))
        return self.users[-1]

    def use(self, *how: str) -> User:
        """Start a process that uses the server; returns when the server is up."""
        return self.greet(self.begin(*how))

    def refusal(self) -> str:
        """What a process that can't use the server says on stderr, having ended with status 1."""
        done = subprocess.run(self.command(), input="", capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        return done.stderr

    def keeper(self) -> psutil.Process:
        return next(process for process in psutil.process_iter() if self.is_keeper(process))

    def is_keeper(self, process: psutil.Process) -> bool:
        try:
            return str(self.server.folder) in process.cmdline() and "config.keeper" in process.cmdline()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False

    def end(self) -> None:
        for user in self.users:
            user.leave()
        wait_until(lambda: not self.server.answers())
        wait_until(lambda: not any(self.is_keeper(process) for process in psutil.process_iter()))


def wait_until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + GONE_WITHIN
    while not true():
        assert time.monotonic() < give_up, "it did not happen"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def var_dirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One folder for each server for the whole module: making a cluster takes a second."""
    return {name: tmp_path_factory.mktemp(name) for name in ("postgres", "valkey")}


@pytest.fixture(params=["postgres", "valkey"])
def servers(request: pytest.FixtureRequest, var_dirs: dict[str, Path]) -> Iterator[Servers]:
    """Each embedded server in turn."""
    servers = Servers({"postgres": POSTGRES, "valkey": VALKEY}[request.param], var_dirs[request.param])
    yield servers
    servers.end()


@pytest.fixture
def postgres(var_dirs: dict[str, Path]) -> Iterator[Servers]:
    servers = Servers(POSTGRES, var_dirs["postgres"])
    yield servers
    servers.end()


@pytest.fixture
def valkey(var_dirs: dict[str, Path]) -> Iterator[Servers]:
    servers = Servers(VALKEY, var_dirs["valkey"])
    yield servers
    servers.end()
