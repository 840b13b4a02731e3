import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tenders.management.commands import crawl as command
from tenders.models import Crawl
from tenders.vocabulary import CrawlState
from tests.factories import china, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes crawls end as the test says; gives what they were asked for."""
    asked: list[tuple[Any, ...]] = []

    def end(state: CrawlState, message: str = "") -> list[tuple[Any, ...]]:
        def run_crawl(source: str, first: date, last: date, **options: Any) -> Crawl:
            asked.append((source, first, last, options["skip_known"]))
            make_source(source)
            crawl = Crawl.objects.create(
                source_id=source,
                from_date=first,
                until_date=last,
                state=state,
                message=message,
                finished_at=china("2026-11-23"),
                requests=9,
                pages_new=7,
                errors={"timeout": 1},
            )
            Crawl.objects.update(started_at=china("2026-11-23", 8))
            crawl.refresh_from_db()
            return crawl

        monkeypatch.setattr(command, "run_crawl", run_crawl)
        return asked

    return end


def test_it_says_how_the_crawl_ended(ended: Any) -> None:
    asked = ended(CrawlState.FINISHED, "a note")
    out = StringIO()

    call_command("crawl", "ccgp", "--from", "2026-11-01", "--until", "2026-11-03", "--skip-known", stdout=out)

    assert asked == [("ccgp", date(2026, 11, 1), date(2026, 11, 3), True)]
    assert out.getvalue() == (
        "ccgp finished in 3600.0 s: 9 requests, 7 new, 0 changed, 0 unchanged; errors: timeout 1\na note\n"
    )


def test_it_prints_json_on_demand(ended: Any) -> None:
    ended(CrawlState.FINISHED)
    out = StringIO()

    call_command("crawl", "ccgp", "--json", stdout=out)

    facts = json.loads(out.getvalue())
    assert (facts["state"], facts["requests"], facts["new"], facts["errors"]) == ("finished", 9, 7, {"timeout": 1})


@pytest.mark.parametrize("state", [CrawlState.BLOCKED, CrawlState.FAILED])
def test_a_crawl_that_did_not_finish_ends_with_status_1(ended: Any, state: CrawlState) -> None:
    ended(state)

    with pytest.raises(SystemExit) as end:
        call_command("crawl", "ccgp", stdout=StringIO())
    assert end.value.code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "unknown source nowhere"),
        (["ccgp", "--from", "yesterday"], "not a date"),
        (["ccgp", "--until", "2026-02-30"], "not a date"),
        (["ccgp", "--from", "2026-11-03", "--until", "2026-11-01"], "ends before it begins"),
    ],
)
def test_wrong_arguments_are_one_line_and_status_2(arguments: list[str], said: str) -> None:
    make_source("ccgp")
    with pytest.raises(CommandError, match=said) as end:
        call_command("crawl", *arguments)
    assert end.value.returncode == 2
    assert "\n" not in str(end.value)
