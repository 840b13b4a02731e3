"""Is the data whole? Per source: last success, lag, volume against expectation, what could not be read and why."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from tenders import sources
from tenders.admin.faults import with_code
from tenders.models import Crawl, RawPage
from tenders.vocabulary import CrawlState, PageState

WEEK = timedelta(days=7)
LATE = timedelta(days=2)  # crawls run daily; one may fail without anybody having to act


@dataclass(slots=True)
class SourceHealth:
    """One source today. `week` counts the pages fetched in the last seven days, against `expected` (min, max)."""

    expected: tuple[int, int] | None = None
    caveats: str = ""
    last_success: datetime | None = None
    last_crawl: Crawl | None = None
    blocked: int = 0
    crawls: int = 0
    week: int = 0
    states: dict[str, int] = field(default_factory=dict)
    reasons: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        return self.last_success is None or timezone.now() - self.last_success > LATE

    @property
    def volume(self) -> str:
        """`low`, `high` or empty: whether the week's volume is outside what the source was declared to bring."""
        if self.expected is None:
            return ""
        return "low" if self.week < self.expected[0] else "high" if self.week > self.expected[1] else ""


def health_by_source() -> dict[str, SourceHealth]:
    """The health of every source that is declared or has rows, in a fixed number of queries."""
    health: defaultdict[str, SourceHealth] = defaultdict(SourceHealth)
    for key, declared in sources.SOURCES.items():
        health[key].expected, health[key].caveats = declared.weekly, declared.caveats
    _add_crawls(health)
    _add_pages(health)
    return dict(health)


def _add_crawls(health: defaultdict[str, SourceHealth]) -> None:
    counts = (
        Crawl.objects.order_by()
        .values("source")
        .annotate(
            crawls=Count("pk"),
            blocked=Count("pk", filter=Q(state=CrawlState.BLOCKED)),
            success=Max("finished_at", filter=Q(state=CrawlState.FINISHED)),
        )
    )
    for row in counts:
        one = health[row["source"]]
        one.crawls, one.blocked, one.last_success = row["crawls"], row["blocked"], row["success"]
    for crawl in Crawl.objects.order_by("source_id", "-started_at").distinct("source_id"):
        health[crawl.source_id].last_crawl = crawl


def _add_pages(health: defaultdict[str, SourceHealth]) -> None:
    since = timezone.now() - WEEK
    pages = RawPage.objects.order_by()
    for row in pages.values("source", "state").annotate(
        n=Count("pk"), week=Count("pk", filter=Q(fetched_at__gte=since))
    ):
        one = health[row["source"]]
        one.states[row["state"]] = row["n"]
        one.week += row["week"]
    unreadable = with_code(pages.filter(state=PageState.UNREADABLE)).values("source", "code").annotate(n=Count("pk"))
    for counted in unreadable.order_by("-n", "code"):
        health[counted["source"]].reasons.append((counted["code"], counted["n"]))
