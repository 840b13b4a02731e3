import sys
from datetime import date, datetime
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection

from tenders.ingest import crawls
from tenders.ingest.crawls import CannotCrawl, default_window, run_crawl
from tenders.models import Crawl, Source
from tenders.normalise.dates import CHINA
from tenders.vocabulary import CrawlState
from tests.factories import make_source

DAY = date(2026, 11, 20)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets the crawl run a Python program in the place of the spider."""

    def use(program: str) -> None:
        monkeypatch.setattr(crawls, "_command", lambda *_: [sys.executable, "-c", program])

    return use


@time_machine.travel(datetime(2026, 11, 23, 0, 30, tzinfo=CHINA))
def test_the_default_window_is_the_last_seven_days_until_today_in_china() -> None:
    assert default_window() == (date(2026, 11, 16), date(2026, 11, 23))


@pytest.mark.django_db
def test_an_unknown_source_is_not_crawled() -> None:
    with pytest.raises(CannotCrawl, match="unknown source nowhere"):
        run_crawl("nowhere", DAY, DAY)


@pytest.mark.django_db
def test_a_row_of_a_source_that_is_declared_no_more_is_not_crawled() -> None:
    Source.objects.create(key="gone", name="gone")
    with pytest.raises(CannotCrawl, match="unknown source gone"):
        run_crawl("gone", DAY, DAY)


@pytest.mark.django_db
def test_a_paused_source_is_not_crawled() -> None:
    make_source("ccgp")
    Source.objects.filter(key="ccgp").update(paused=True)

    with pytest.raises(CannotCrawl, match="ccgp is paused"):
        run_crawl("ccgp", DAY, DAY)
    assert not Crawl.objects.exists()


@pytest.mark.django_db
def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CannotCrawl, match="ends before it begins"):
        run_crawl("ccgp", DAY, date(2026, 11, 19))


@pytest.mark.django_db
def test_a_spider_that_dies_leaves_a_failed_crawl_with_its_last_words(child: Any) -> None:
    make_source("ccgp")
    child("import sys; sys.exit('x' * 9000 + '\\nno such table')")

    crawl = run_crawl("ccgp", DAY, DAY)

    assert (crawl.state, crawl.message) == (CrawlState.FAILED, crawl.message)
    assert crawl.message.startswith("the spider ended with 1: ")
    assert crawl.message.endswith(" / no such table")
    assert crawl.finished_at is not None


@pytest.mark.django_db
def test_a_spider_that_does_not_end_is_killed_at_the_time_limit(
    child: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    make_source("ccgp")
    child("import time; time.sleep(60)")
    settings.CRAWL_TIME_LIMIT = 0
    monkeypatch.setattr(crawls, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(crawls, "POLL_SECONDS", 0.1)

    crawl = run_crawl("ccgp", DAY, DAY)

    assert (crawl.state, crawl.message) == (CrawlState.FAILED, "ended at the time limit of 0 s")


@pytest.mark.django_db
def test_progress_is_told_while_the_spider_runs(child: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_source("ccgp")
    child("import time; time.sleep(0.5)")
    monkeypatch.setattr(crawls, "POLL_SECONDS", 0.1)
    told: list[Crawl] = []

    run_crawl("ccgp", DAY, DAY, on_progress=told.append)

    assert told


@pytest.mark.django_db
def test_a_crawl_whose_process_is_gone_is_closed_by_the_next_one(child: Any) -> None:
    make_source("ccgp")
    make_source("hubei")
    orphan = Crawl.objects.create(source_id="ccgp")
    other = Crawl.objects.create(source_id="hubei")
    child("pass")

    run_crawl("ccgp", DAY, DAY)

    orphan.refresh_from_db()
    other.refresh_from_db()
    assert (orphan.state, orphan.message) == (CrawlState.FAILED, "its process ended without closing it")
    assert other.state == CrawlState.RUNNING


@pytest.mark.django_db
def test_a_source_is_crawled_by_one_process_at_a_time(child: Any) -> None:
    make_source("ccgp")
    child("pass")
    with psycopg.connect(**connection.get_connection_params()) as elsewhere:
        elsewhere.execute("SELECT pg_advisory_lock(%s)", [crawls.lock_key("ccgp")])
        with pytest.raises(CannotCrawl, match="being crawled already"):
            run_crawl("ccgp", DAY, DAY)
    assert not Crawl.objects.exists()
    run_crawl("ccgp", DAY, DAY)


@pytest.mark.django_db
def test_an_interrupted_crawl_ends_its_spider_and_is_closed(child: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_source("ccgp")
    child("import time; time.sleep(60)")
    monkeypatch.setattr(crawls, "POLL_SECONDS", 0.1)

    def interrupt(_: Crawl) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_crawl("ccgp", DAY, DAY, on_progress=interrupt)
    assert Crawl.objects.get().state == CrawlState.FAILED
