"""A server program under a keeper: its folders, its process, its last words; not which program it is."""

import importlib.util
import os
import platform
import pwd
import signal
import subprocess
import time
from pathlib import Path

import psutil

START_WITHIN = 30.0  # seconds; recovery after a crash is the slow case
STOP_WITHIN = 60.0  # a shutdown writes a checkpoint; longer than this means that something is stuck


class Refused(Exception):
    """The server can't be started; the message is the reason, on one line."""


class Server:
    """What both servers have in common: a data folder, a socket folder, a log, a process."""

    stop_signal = signal.SIGTERM
    pid_file = "server.pid"

    def __init__(self, folder: Path, socket_dir: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.socket_dir = socket_dir
        self.log = folder / "log"
        self.process: psutil.Process | None = None
        self.account = self.find_account()

    def find_account(self) -> pwd.struct_passwd | None:
        """Whom to run as, None for the keeper's own user: as root, the owner of data that are already there."""
        if os.geteuid() == 0 and self.data.exists() and self.data.stat().st_uid != 0:
            return pwd.getpwuid(self.data.stat().st_uid)
        return None

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def prepare(self) -> None:
        self.make(self.data)
        self.make(self.socket_dir)

    def make(self, path: Path) -> None:
        """A folder of the server's account, closed to everybody else."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.account and path.stat().st_uid == 0:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)
        if path.stat().st_uid != (self.account.pw_uid if self.account else os.geteuid()):
            raise Refused(f"{path} belongs to another user")
        path.chmod(0o700)

    def ensure(self) -> None:
        """Start the server unless it runs; one that a killed keeper left behind is taken over."""
        if not self.alive():
            self.process = self.left_behind()
        if not self.process:
            self.start()

    def alive(self) -> bool:
        try:
            if self.process is None or self.process.status() != psutil.STATUS_ZOMBIE:
                return self.process is not None
            self.process.wait(0)
        except (psutil.NoSuchProcess, psutil.TimeoutExpired):
            pass
        return False

    def left_behind(self) -> psutil.Process | None:
        """The process of an earlier keeper's server; a pid file that names any other process is removed."""
        pid_file = self.data / self.pid_file
        try:
            process = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
            if process.status() != psutil.STATUS_ZOMBIE and process.cwd() == str(self.data.resolve()):
                return process
        except (psutil.AccessDenied, psutil.ZombieProcess):
            pass
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return None
        pid_file.unlink()
        return None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        for stale in self.socket_dir.iterdir():
            stale.unlink()
        written = self.log.stat().st_size if self.log.exists() else 0
        self.process = self.run(self.command())
        give_up = time.monotonic() + START_WITHIN
        while not self.answers():
            if not self.alive():
                raise Refused(self.last_words(written))
            if time.monotonic() > give_up:
                raise Refused(f"no answer within {START_WITHIN:.0f} s; its log is {self.log}")
            time.sleep(0.02)

    def run(self, command: list[str], stdin: int = subprocess.DEVNULL) -> psutil.Popen:
        """A process of the server's account whose output goes to the log."""
        with self.log.open("ab") as log:
            return psutil.Popen(
                command,
                stdin=stdin,
                stdout=log,
                stderr=log,
                cwd=self.data if self.data.exists() else self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                user=self.account.pw_uid if self.account else None,
                group=self.account.pw_gid if self.account else None,
                extra_groups=[] if self.account else None,
                start_new_session=True,
            )

    def last_words(self, since: int) -> str:
        """The line of the log, from byte `since` on, that says why the server ended."""
        lines = self.log.read_bytes()[since:].decode(errors="replace").strip().splitlines()
        reasons = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line.lower()]
        return (reasons or lines or ["it ended without a word"])[-1].strip()

    def stop(self) -> None:
        if self.process and self.alive():
            self.process.send_signal(self.stop_signal)
            self.process.wait(STOP_WITHIN)


def find_program(wheel: str, pattern: str, server: str) -> Path:
    """A server program in a wheel, found without importing the wheel, which would take a while."""
    package = importlib.util.find_spec(wheel)
    found = sorted(Path(package.origin).parent.glob(pattern)) if package and package.origin else []
    if not found:
        raise Refused(f"no {server} wheel is installed for this platform ({platform.system()} {platform.machine()})")
    return found[0]
