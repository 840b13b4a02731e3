"""Wrong arguments get one line, whatever the command."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

OURS = sorted(
    path.stem
    for app in ("tenders", "crawler")
    for path in (Path(settings.BASE_DIR) / app / "management" / "commands").glob("[!_]*.py")
)


@pytest.mark.parametrize("command", OURS)
def test_an_unknown_option_gets_one_line_and_status_2(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", command, "--no-such-option"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_a_caller_in_the_same_process_gets_an_exception() -> None:
    with pytest.raises(CommandError, match="source"):
        call_command("crawl")
