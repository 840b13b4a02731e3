"""The worked example of docs/win_ratio.md is run as it stands there."""

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tenders.analysis.reasons import Reason
from tests.tenders.analysis.camps import sichuan

PAGE = Path(settings.BASE_DIR, "docs", "win_ratio.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ manage\.py (.+)\n(.+)$", PAGE, re.MULTILINE)
TOLD_ELSEWHERE = {"failed", "undated", "other_period", "other_place", "other_topic", "other_method", "other_camp"}


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "figure"), EXAMPLES)
def test_the_example_gives_the_printed_figure(command: str, figure: str) -> None:
    sichuan()
    out = StringIO()
    call_command(*shlex.split(command), stdout=out)
    assert figure in out.getvalue()


def test_the_amounts_of_the_example_are_those_of_the_rows() -> None:
    printed = [int(yuan.replace(",", "")) for yuan in re.findall(r"\| ([\d,]+) \|$", PAGE, re.MULTILINE)]
    assert printed == [49_386_671, 62_088_490, 11_992_215, 13_532_624]
    assert len(EXAMPLES) == 3


def test_every_reason_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE.partition("## Exclusions")[2], re.MULTILINE))
    assert explained == set(Reason.values) - TOLD_ELSEWHERE
