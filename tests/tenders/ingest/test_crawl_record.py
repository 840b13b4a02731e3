from datetime import date
from typing import Any

import pytest
import time_machine

from tenders.ingest.crawl_record import close_crawl, expected_pages, record_progress
from tenders.models import Crawl
from tenders.sources import SHANGHAI
from tenders.vocabulary import CrawlState
from tests.factories import china, make_source

pytestmark = pytest.mark.django_db


def running(**others: Any) -> Crawl:
    make_source("shanghai")
    window = {"from_date": date(2026, 11, 17), "until_date": date(2026, 11, 23)}
    return Crawl.objects.create(source_id="shanghai", **(window | others))


def test_progress_is_written_while_a_crawl_runs_and_not_after() -> None:
    crawl = running()

    assert record_progress(crawl.pk, requests=7, errors={"timeout": 1})
    close_crawl(crawl.pk, CrawlState.FAILED, "ended")
    assert not record_progress(crawl.pk, requests=9, errors={})
    crawl.refresh_from_db()
    assert (crawl.requests, crawl.errors) == (7, {"timeout": 1})


@time_machine.travel(china("2026-11-23", 10), tick=False)
def test_a_crawl_stays_as_it_ended() -> None:
    crawl = running()
    close_crawl(crawl.pk, CrawlState.BLOCKED, "page titled 频繁访问")
    close_crawl(crawl.pk, CrawlState.FAILED, "the spider ended with 0")

    crawl.refresh_from_db()
    assert (crawl.state, crawl.message) == (CrawlState.BLOCKED, "page titled 频繁访问")
    assert crawl.finished_at == china("2026-11-23", 10)


@pytest.mark.parametrize(("pages", "said"), [(99, True), (100, False), (2000, False), (2001, True)])
def test_a_volume_outside_the_declared_one_is_said(pages: int, *, said: bool) -> None:
    crawl = running(pages_new=pages - 20, pages_unchanged=20)
    close_crawl(crawl.pk, CrawlState.FINISHED)

    crawl.refresh_from_db()
    expected = f"{pages} pages, where the source usually brings 100 to 2,000 in such a window"
    assert crawl.message == (expected if said else "")


def test_the_declared_week_is_scaled_to_the_window() -> None:
    assert expected_pages(SHANGHAI, date(2026, 11, 23), date(2026, 11, 23)) == (14, 286)
    assert expected_pages(SHANGHAI, date(2026, 11, 10), date(2026, 11, 23)) == (200, 4000)


def test_a_failed_crawl_is_not_measured_by_its_volume() -> None:
    crawl = running()
    close_crawl(crawl.pk, CrawlState.FAILED, "ended by a signal")

    crawl.refresh_from_db()
    assert crawl.message == "ended by a signal"
