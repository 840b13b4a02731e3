"""Children of the demo are ended with it, whatever they do."""

import signal
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tenders.demo import children as subject
from tenders.demo.children import ChildFailed, Children

SLEEPS = ("-c", "import time; print('ready', flush=True); time.sleep(600)")
DEAF = (
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
)


def lines_of(log: Path, wanted: str) -> None:
    for _ in range(200):
        if wanted in log.read_text():
            return
        time.sleep(0.05)
    pytest.fail(f"{wanted} never came")


def test_a_child_ends_with_the_run(tmp_path: Path) -> None:
    with ExitStack() as stack:
        children = Children(stack, tmp_path)
        lines_of(children.start("sleeper", *SLEEPS), "ready")
        process = children.running["sleeper"]
    assert process.poll() == -signal.SIGTERM


def test_a_child_that_ignores_the_request_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "GRACE", 0.2)
    with ExitStack() as stack:
        children = Children(stack, tmp_path)
        lines_of(children.start("deaf", *DEAF), "deaf")
        process = children.running["deaf"]
    assert process.poll() == -signal.SIGKILL


def test_a_child_that_died_is_named_with_its_log(tmp_path: Path) -> None:
    with ExitStack() as stack:
        children = Children(stack, tmp_path)
        children.start("faulty", "-c", "raise SystemExit(3)")
        children.running["faulty"].wait(10)
        with pytest.raises(ChildFailed, match=r"faulty ended with status 3; its log is .*faulty\.log"):
            children.check()


def test_a_command_gives_back_what_it_printed(tmp_path: Path) -> None:
    with ExitStack() as stack:
        assert Children(stack, tmp_path).run("hello", "-c", "print('hello')") == "hello\n"


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with ExitStack() as stack, pytest.raises(ChildFailed, match="broken ended with status 1: no such thing"):
        Children(stack, tmp_path).run("broken", "-c", "import sys; sys.exit('no such thing')")


def test_children_see_the_environment_they_are_given(tmp_path: Path) -> None:
    with ExitStack() as stack:
        children = Children(stack, tmp_path)
        children.environment = {"GREETING": "你好"}
        assert children.run("env", "-c", "import os; print(os.environ['GREETING'])").strip() == "你好"
