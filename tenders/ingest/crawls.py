"""Running a crawl: claims the source, starts the spider as a child process, closes the row. Knows no spider."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from os import SEEK_END
from typing import IO
from zlib import crc32

from django.conf import settings
from django.db import connection

from tenders.ingest.crawl_record import close_crawl
from tenders.models import Crawl, Source
from tenders.normalise.dates import CHINA
from tenders.sources import SOURCES
from tenders.vocabulary import CrawlState

DEFAULT_DAYS = 7
POLL_SECONDS = 0.5
# a spider at its time limit ends by itself, after the answers under way; then it is killed
GRACE_SECONDS = 60
LAST_LINES = 5
LOG_TAIL = 4096


class CannotCrawl(Exception):
    """The crawl was not started; the message says why: unknown or paused source, or one already running."""


def default_window() -> tuple[date, date]:
    """The last seven days until today, in China."""
    today = datetime.now(CHINA).date()
    return today - timedelta(days=DEFAULT_DAYS), today


def run_crawl(
    source_key: str,
    from_date: date,
    until_date: date,
    *,
    skip_known: bool = False,
    on_progress: Callable[[Crawl], None] | None = None,
) -> Crawl:
    """Crawl a source for a window of days (both included) and return the closed Crawl.

    With `skip_known`, pages listed as before are not fetched again. `on_progress` gets the fresh row about twice a
    second. Raises CannotCrawl.
    """
    if from_date > until_date:
        raise CannotCrawl(f"the window ends before it begins: {from_date} to {until_date}")
    source = Source.objects.filter(key=source_key).first()
    if source is None or source_key not in SOURCES:
        raise CannotCrawl(f"unknown source {source_key}")
    if source.paused:
        raise CannotCrawl(f"source {source_key} is paused")
    with _claimed(source_key):
        _close_orphans(source_key)
        crawl = Crawl.objects.create(source=source, from_date=from_date, until_date=until_date)
        _run_spider(crawl, skip_known, on_progress or (lambda _: None))
    crawl.refresh_from_db()
    return crawl


def lock_key(source_key: str) -> int:
    """The number of the database's lock on a source."""
    return crc32(f"crawl {source_key}".encode())


@contextmanager
def _claimed(source_key: str) -> Iterator[None]:
    """Hold the source's lock in the database; it falls with our connection, however this process ends."""
    key = lock_key(source_key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise CannotCrawl(f"source {source_key} is being crawled already")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _close_orphans(source_key: str) -> None:
    for crawl in Crawl.objects.filter(source=source_key, state=CrawlState.RUNNING):
        close_crawl(crawl.pk, CrawlState.FAILED, "its process ended without closing it")


def _run_spider(crawl: Crawl, skip_known: bool, on_progress: Callable[[Crawl], None]) -> None:
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter, arguments are a key, dates and numbers
            _command(crawl, skip_known), cwd=settings.BASE_DIR, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        in_time = True
        try:
            in_time = _wait(child, crawl, on_progress)
        finally:
            child.kill()
            child.wait()
            limit = f"ended at the time limit of {settings.CRAWL_TIME_LIMIT} s"
            died = f"the spider ended with {child.returncode}: {_last_lines(log)}"
            # a spider that ended well has closed its crawl, and then this changes nothing
            close_crawl(crawl.pk, CrawlState.FAILED, died if in_time else limit)


def _command(crawl: Crawl, skip_known: bool) -> list[str]:
    arguments = {
        "crawl_id": crawl.pk,
        "from_date": crawl.from_date,
        "until_date": crawl.until_date,
        "skip_known": int(skip_known),
    }
    options = [part for name, value in arguments.items() for part in ("-a", f"{name}={value}")]
    limit = f"CLOSESPIDER_TIMEOUT={settings.CRAWL_TIME_LIMIT}"
    return [sys.executable, "-m", "scrapy", "crawl", crawl.source_id, *options, "-s", limit]


def _wait(child: "subprocess.Popen[bytes]", crawl: Crawl, on_progress: Callable[[Crawl], None]) -> bool:
    """Whether the child ended by itself within the time limit."""
    end = time.monotonic() + settings.CRAWL_TIME_LIMIT + GRACE_SECONDS
    while time.monotonic() < end:
        try:
            child.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            crawl.refresh_from_db()
            on_progress(crawl)
        else:
            return True
    return False


def _last_lines(log: IO[bytes]) -> str:
    log.seek(max(0, log.seek(0, SEEK_END) - LOG_TAIL))
    lines = log.read().decode(errors="replace").splitlines()
    return " / ".join(line.strip() for line in lines[-LAST_LINES:] if line.strip()) or "it said nothing"
