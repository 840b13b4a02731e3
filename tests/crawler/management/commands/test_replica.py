"""`manage.py replica` as a person or a script runs it."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[4]
COMMAND = [sys.executable, "manage.py", "replica"]


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


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program holds."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(
    served: tuple[subprocess.Popen[str], list[str]], number: signal.Signals
) -> None:
    process, lines = served
    assert [line.split(" ")[0] for line in lines] == ["ccgp", "shanghai", "hubei", "ggzy", "ready"]
    address = lines[0].split(" ")[1]
    with urlopen(f"{address}/cggg/dfgg/zbgg/", timeout=5) as response:  # noqa: S310 - an address of ours on loopback
        assert "c_list_bid" in response.read().decode()
    process.send_signal(number)
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


def test_a_taken_port_is_one_line_and_status_2(taken: int) -> None:
    command = [*COMMAND, "--port", str(taken)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert f"cannot serve ccgp on port {taken}" in result.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"misbehave": ["politely"]}, "unknown misbehaviour politely; known: ccgp-block"),
        ({"pages": Path("nowhere")}, "no real pages in nowhere"),
        ({"port": 70_000}, "cannot serve ccgp on port 70000"),
        ({"port": -1}, "cannot serve ccgp on port -1"),
    ],
)
def test_wrong_arguments_are_one_line_and_status_2(options: dict[str, object], words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("replica", **options)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_it_lists_the_misbehaviours() -> None:
    out = StringIO()
    call_command("replica", list=True, stdout=out)
    names = {line.split()[0] for line in out.getvalue().splitlines()}
    assert names >= {"ccgp-block", "ccgp-502", "shanghai-waf", "ggzy-829", "robots-disallow", "slow"}
