"""`manage.py parse_pages`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_page
from tests.tenders.ingest.pages import BLOCKED, award_page, keep

pytestmark = pytest.mark.django_db


def parse_pages(*arguments: str) -> str:
    output = StringIO()
    call_command("parse_pages", *arguments, stdout=output, stderr=StringIO())
    return output.getvalue()


def test_it_says_how_many_were_read_and_why_others_were_not() -> None:
    keep(award_page("WH-2025-001", "武汉市数据局", [("某公司", "120.5")]))
    keep(BLOCKED)
    assert parse_pages() == "1 read, 1 unreadable\n  1 blocked\n"


def test_it_says_so_in_json() -> None:
    keep(BLOCKED)
    assert json.loads(parse_pages("--json")) == {"read": 0, "unreadable": 1, "by_reason": {"blocked": 1}}


def test_it_reads_one_source_and_no_more_than_the_limit() -> None:
    for n in range(3):
        make_page("ggzy", body=BLOCKED + b" " * n)
    keep(BLOCKED)
    assert json.loads(parse_pages("--source", "ggzy", "--limit", "2", "--json"))["unreadable"] == 2
    assert json.loads(parse_pages("--source", "ggzy", "--json"))["unreadable"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--source", "nowhere"], "unknown source nowhere: one of ccgp, shanghai, hubei, ggzy"),
        (["--limit", "many"], "--limit is no number of pages: many"),
        (["--limit", "0"], "--limit is no number of pages: 0"),
        (["--limit", "-1"], "--limit is no number of pages: -1"),
    ],
)
def test_a_wrong_argument_is_one_clear_line_and_status_2(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message) as refusal:
        parse_pages(*arguments)
    assert refusal.value.returncode == 2
