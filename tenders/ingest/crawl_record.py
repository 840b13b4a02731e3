"""The row of a running crawl: progress, ending, and whether the volume is what the source usually brings."""

from datetime import date, timedelta

from django.utils import timezone

from tenders.models import Crawl
from tenders.sources import SOURCES, Source
from tenders.vocabulary import CrawlState


def record_progress(crawl_id: int, *, requests: int, errors: dict[str, int]) -> bool:
    """Write the counts so far; False when the crawl is no longer running, so that its spider can stop."""
    running = Crawl.objects.filter(pk=crawl_id, state=CrawlState.RUNNING)
    return bool(running.update(requests=requests, errors=errors))


def close_crawl(crawl_id: int, state: CrawlState, message: str = "") -> None:
    """End a crawl that is still running; a crawl that has ended stays as it ended."""
    crawl = Crawl.objects.get(pk=crawl_id)
    if state == CrawlState.FINISHED:
        message = "\n".join(filter(None, (message, unusual_volume(crawl))))
    running = Crawl.objects.filter(pk=crawl_id, state=CrawlState.RUNNING)
    running.update(state=state, message=message, finished_at=timezone.now())


LONGEST_JUDGED = timedelta(days=31)  # no portal's lists reach back for years, so a longer window says nothing


def unusual_volume(crawl: Crawl) -> str:
    """A sentence when the window brought fewer or more pages than the source declares for a week, else nothing."""
    if crawl.from_date is None or crawl.until_date is None:
        return ""
    if crawl.until_date - crawl.from_date > LONGEST_JUDGED:
        return ""
    pages = crawl.pages_new + crawl.pages_changed + crawl.pages_unchanged
    least, most = expected_pages(SOURCES[crawl.source_id], crawl.from_date, crawl.until_date)
    if least <= pages <= most:
        return ""
    return f"{pages} pages, where the source usually brings {least:,} to {most:,} in such a window"


def expected_pages(source: Source, from_date: date, until_date: date) -> tuple[int, int]:
    """The declared weekly range, scaled to a window of whole days."""
    days = (until_date - from_date).days + 1
    least, most = source.weekly
    return least * days // 7, -(-most * days // 7)
