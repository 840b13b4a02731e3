"""`manage.py parse_pages`: a door to tenders.ingest.read.read_pending, in this process."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from tenders.ingest.read import ReadSummary, count_waiting, read_pending
from tenders.management.door import Door
from tenders.sources import SOURCES


class Command(Door):
    """Read the pages that wait, showing progress, and say how many were read and why others were not."""

    help = "Read kept pages that nobody has read yet, in this process; workers may read beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", metavar="KEY", help=f"only pages of one of {', '.join(SOURCES)}")
        parser.add_argument("--limit", metavar="N", help="at most N pages")
        parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        source, limit = options["source"], _limit(options["limit"])
        if source is not None and source not in SOURCES:
            raise CommandError(f"unknown source {source}: one of {', '.join(SOURCES)}", returncode=2)
        waiting = count_waiting(source)
        total = waiting if limit is None else min(limit, waiting)
        with tqdm(total=total, unit=" pages", disable=None, file=self.stderr) as bar:
            summary = read_pending(limit, source, on_progress=lambda done: bar.update(done - bar.n))
        self._report(summary, as_json=options["json"])

    def _report(self, summary: ReadSummary, *, as_json: bool) -> None:
        if as_json:
            counts = {"read": summary.read, "unreadable": summary.unreadable, "by_reason": summary.by_reason}
            self.stdout.write(json.dumps(counts))
            return
        reasons = "".join(f"\n  {count} {reason}" for reason, count in summary.by_reason.most_common())
        self.stdout.write(f"{summary.read} read, {summary.unreadable} unreadable{reasons}")


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text)):
        raise CommandError(f"--limit is no number of pages: {text}", returncode=2)
    return int(text)
