"""Child processes of the demo: started with one environment, ended in reverse order, never left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

GRACE = 20  # seconds that a child has to end by itself before it is killed


class ChildFailed(Exception):
    """A child process ended, or never said that it was ready; the message is one line for a person."""


@contextmanager
def child(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own group whose output goes to `log`; ended with SIGTERM, after GRACE seconds with SIGKILL."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[str]) -> None:
    """Ask the process to end; kill its whole group when it does not."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Children:
    """The children of one demo run, by name, each with its log under `logs`."""

    def __init__(self, stack: ExitStack, logs: Path) -> None:
        self.stack = stack
        self.logs = logs
        self.environment: dict[str, str] = {}
        self.running: dict[str, subprocess.Popen[str]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, *command: str) -> Path:
        """Start one child; returns the path of its log, which begins empty."""
        log = self.logs / f"{name}.log"
        log.write_bytes(b"")
        self.running[name] = self.stack.enter_context(child(list(command), self.environment, log))
        return log

    def run(self, name: str, *command: str) -> str:
        """Run one command to its end; returns what it printed. Raises ChildFailed with its last words."""
        done = subprocess.run(  # noqa: S603 - our own commands, no shell
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ChildFailed(f"{name} ended with status {done.returncode}: {done.stderr.strip()[-300:]}")
        return done.stdout

    def check(self) -> None:
        """Raise ChildFailed when any child has ended."""
        for name, process in self.running.items():
            if process.poll() is not None:
                raise ChildFailed(f"{name} ended with status {process.returncode}; its log is {self.logs / name}.log")
