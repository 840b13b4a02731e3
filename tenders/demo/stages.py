"""The stages of the demo: crawl, read, mail. Each asks the real worker for real work and watches the database."""

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

from tenders.demo.children import Children
from tenders.models import Crawl, RawPage
from tenders.tasks import crawl_source, read_pages
from tenders.vocabulary import CrawlState, PageState

LOOK_EVERY = 0.5  # seconds between two looks at the database


class StageFailed(Exception):
    """A stage did not end as it should; the message is one line for a person."""


class Watch(NamedTuple):
    """How a stage is watched: the children that must stay alive, and where progress goes (done, total, words)."""

    children: Children
    progress: Callable[[int, int | None, str], None]

    def until(self, done: Callable[[], bool]) -> None:
        """Look again and again until `done`; raises ChildFailed when a child dies meanwhile."""
        while not done():
            self.children.check()
            time.sleep(LOOK_EVERY)


def crawl(sources: Sequence[str], first_day: date, last_day: date, watch: Watch) -> list[Crawl]:
    """Crawl every source through the worker; returns the finished runs. Raises StageFailed when one failed."""
    before = Crawl.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    runs = Crawl.objects.filter(pk__gt=before)
    for source in sources:
        crawl_source.delay(source, first_day.isoformat(), last_day.isoformat(), skip_known=False)

    def all_ended() -> bool:
        ended = runs.exclude(state=CrawlState.RUNNING).count()
        pages = runs.aggregate(new=Sum("pages_new"), same=Sum("pages_unchanged"), asked=Sum("requests"))
        found = (pages["new"] or 0) + (pages["same"] or 0)
        watch.progress(
            found, None, f"pages from {pages['asked'] or 0} requests, {ended} of {len(sources)} portals done"
        )
        return ended == len(sources)

    watch.until(all_ended)
    for run in runs.exclude(state=CrawlState.FINISHED):
        raise StageFailed(f"the crawl of {run.source_id} ended as {run.state}: {run.message}")
    return list(runs.order_by("source_id"))


def read(watch: Watch) -> None:
    """Have the worker read every waiting page; ends when none waits."""
    pending = RawPage.objects.filter(state=PageState.PENDING)
    total = pending.count()
    if total:
        read_pages.delay()

    def none_waits() -> bool:
        left = pending.count()
        watch.progress(total - left, total, "pages read")
        return left == 0

    watch.until(none_waits)


def mail(watch: Watch) -> int:
    """Send the weekly digests that are due, to the mail catcher; returns how many mails went out."""
    answer = watch.children.run("send_digests", "manage.py", "send_digests", "--json")
    return int(json.loads(answer)["sent"])
