"""`manage.py replica` as a person or a script runs it."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[4]
COMMAND = [sys.executable, "manage.py", "replica"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def served() -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The command while it serves on free ports, and its lines up to `ready`."""
    command = [*COMMAND, "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines: list[str] = []
        while not lines or lines[-1] not in {"ready", ""}:
            lines.append(process.stdout.readline().strip())
        yield process, lines
        if process.poll() is None:
            process.kill()


def test_it_names_each_portal_and_is_ready(served: tuple[subprocess.Popen[str], list[str]]) -> None:
    _, lines = served
    assert [line.split(" ")[0] for line in lines] == ["ccgp", "shanghai", "hubei", "ggzy", "ready"]
    address = lines[0].split(" ")[1]
    with urlopen(f"{address}/cggg/dfgg/zbgg/", timeout=5) as response:  # noqa: S310 - an address of ours on loopback
        assert "c_list_bid" in response.read().decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_told(served: tuple[subprocess.Popen[str], list[str]], number: signal.Signals) -> None:
    process, _ = served
    process.send_signal(number)
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


def test_a_taken_port_is_one_line_and_status_2() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run("--port", str(other.getsockname()[1]))
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "cannot serve" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--misbehave", "politely"], "unknown misbehaviour politely"),
        (["--pages", "nowhere"], "no real pages in nowhere"),
        (["--port", "70000"], "cannot serve"),
        (["--port", "-1"], "cannot serve"),
    ],
)
def test_wrong_arguments_are_one_line_and_status_2(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert words in result.stderr


def test_it_lists_the_misbehaviours() -> None:
    result = run("--list")
    assert result.returncode == 0
    assert {line.split()[0] for line in result.stdout.splitlines()} >= {
        "ccgp-block",
        "shanghai-waf",
        "ggzy-829",
        "slow",
    }
