"""The doors that Celery opens: each starts what another module does, and knows nothing of how."""

from datetime import date

from celery import shared_task
from celery.signals import worker_ready

from tenders.digest.send import send_due_digests
from tenders.ingest.crawls import CannotCrawl, default_window, run_crawl
from tenders.ingest.read import more_wait_than, read_pending

BATCH = 50  # pages that one message stands for: about a second of work


@shared_task(acks_late=True, throws=(CannotCrawl,))
def crawl_source(
    source: str, from_date: str | None = None, until_date: str | None = None, *, skip_known: bool = True
) -> None:
    """Crawl a source from one day to another (ISO; by default the last seven days), then have its pages read.

    Pages listed as before are left alone unless `skip_known` is off: at 5 s a page, a week of ccgp asked for again
    every day would take the day. A page that changed behind an unchanged list row is found with it off.
    """
    first, last = default_window()
    run_crawl(
        source,
        date.fromisoformat(from_date) if from_date else first,
        date.fromisoformat(until_date) if until_date else last,
        skip_known=skip_known,
    )
    read_pages.delay()


@shared_task(acks_late=True)
def read_pages() -> None:
    """Read a batch of waiting pages. The rest is handed on first, so one message keeps every free worker reading."""
    if more_wait_than(BATCH):
        read_pages.delay()
    read_pending(limit=BATCH)


@shared_task(acks_late=True)
def send_digests() -> None:
    """Send the weekly mails that are due."""
    send_due_digests()


@worker_ready.connect
def read_what_waits(**_signal: object) -> None:
    """A worker that starts takes up what a killed one left."""
    read_pages.delay()
