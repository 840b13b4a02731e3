"""Wrong arguments get one line, whatever the command."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, ManagementUtility, call_command

OURS = sorted(
    path.stem
    for app in ("tenders", "crawler")
    for path in (Path(settings.BASE_DIR) / app / "management" / "commands").glob("[!_]*.py")
)


@pytest.mark.parametrize("command", OURS)
def test_an_unknown_option_gets_one_line_and_status_2(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        ManagementUtility(["manage.py", command, "--no-such-option"]).execute()
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out, len(printed.err.splitlines())) == (2, "", 1)


def test_a_caller_in_the_same_process_gets_an_exception() -> None:
    with pytest.raises(CommandError, match="source"):
        call_command("crawl")
