"""`manage.py crawl SOURCE`: a door to tenders.ingest.crawls.run_crawl."""

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tenders.ingest.crawls import CannotCrawl, default_window, run_crawl
from tenders.management.door import Door
from tenders.models import Crawl
from tenders.sources import SOURCES
from tenders.vocabulary import CrawlState


class Command(Door):
    """Crawl one source for a window of days, showing progress, and say how it ended."""

    help = "Fetch the notices that a source published in a window of days (default: the last seven)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help=f"one of {', '.join(SOURCES)}")
        parser.add_argument("--from", dest="from_date", metavar="DATE", help="first day, YYYY-MM-DD")
        parser.add_argument("--until", dest="until_date", metavar="DATE", help="last day, YYYY-MM-DD")
        parser.add_argument(
            "--skip-known", action="store_true", help="do not fetch pages again that are listed as before"
        )
        parser.add_argument("--json", action="store_true", help="print the ended crawl as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = default_window()
        from_date = _day(options["from_date"]) or first
        until_date = _day(options["until_date"]) or last
        try:
            crawl = run_crawl(
                options["source"],
                from_date,
                until_date,
                skip_known=options["skip_known"],
                on_progress=self._progress if sys.stderr.isatty() else None,
            )
        except CannotCrawl as reason:
            raise CommandError(str(reason), returncode=2) from reason
        self._report(crawl, as_json=options["json"])
        if crawl.state != CrawlState.FINISHED:
            sys.exit(1)

    def _progress(self, crawl: Crawl) -> None:
        self.stderr.write(f"\r{_counts(crawl)}", ending="")
        self.stderr.flush()

    def _report(self, crawl: Crawl, *, as_json: bool) -> None:
        if sys.stderr.isatty():
            self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps(_facts(crawl), ensure_ascii=False))
            return
        seconds = _facts(crawl)["seconds"]
        self.stdout.write(f"{crawl.source_id} {crawl.state} in {seconds} s: {_counts(crawl)}")
        if crawl.message:
            self.stdout.write(crawl.message)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"not a date (YYYY-MM-DD): {text}", returncode=2) from error


def _counts(crawl: Crawl) -> str:
    errors = ", ".join(f"{kind} {count}" for kind, count in sorted(crawl.errors.items())) or "none"
    return (
        f"{crawl.requests} requests, {crawl.pages_new} new, {crawl.pages_changed} changed, "
        f"{crawl.pages_unchanged} unchanged; errors: {errors}"
    )


def _facts(crawl: Crawl) -> dict[str, Any]:
    seconds = (crawl.finished_at - crawl.started_at).total_seconds() if crawl.finished_at else None
    return {
        "crawl": crawl.pk,
        "source": crawl.source_id,
        "state": crawl.state,
        "from": str(crawl.from_date),
        "until": str(crawl.until_date),
        "requests": crawl.requests,
        "new": crawl.pages_new,
        "changed": crawl.pages_changed,
        "unchanged": crawl.pages_unchanged,
        "errors": crawl.errors,
        "seconds": round(seconds, 1) if seconds is not None else None,
        "message": crawl.message,
    }
