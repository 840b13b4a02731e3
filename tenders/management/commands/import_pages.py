"""`manage.py import_pages SOURCE FILE`: a door to tenders.ingest.imports.import_pages."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tenders.ingest.imports import ImportSummary, UnreadableFile, import_pages
from tenders.management.door import Door
from tenders.sources import SOURCES

SHOWN = 10  # bad rows named one by one


class Command(Door):
    """Keep the pages of a file as if they had been crawled."""

    help = "Keep stored pages of a source: JSON lines with url and html, or url, text, title and published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help=f"one of {', '.join(SOURCES)}")
        parser.add_argument("file", type=Path, help="JSON lines, gzipped where the name ends in .gz")
        parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        source = SOURCES.get(options["source"])
        if source is None:
            raise CommandError(f"unknown source {options['source']}; known: {', '.join(SOURCES)}", returncode=2)
        if not options["file"].is_file():
            raise CommandError(f"no such file: {options['file']}", returncode=2)
        try:
            summary = import_pages(source, options["file"], self._progress if sys.stderr.isatty() else None)
        except UnreadableFile as reason:
            raise CommandError(str(reason)) from reason
        if summary.rows and summary.bad == summary.rows:
            line, fault = summary.bad_rows[0]
            raise CommandError(f"{options['file']} has no page in it; line {line}: {fault}", returncode=2)
        self._report(summary, as_json=options["json"])

    def _progress(self, summary: ImportSummary) -> None:
        self.stderr.write(f"\r{summary.rows} rows, {summary.kept.total()} pages, {summary.bad} bad", ending="")
        self.stderr.flush()

    def _report(self, summary: ImportSummary, *, as_json: bool) -> None:
        if sys.stderr.isatty():
            self.stderr.write("")
        counts = {kept: summary.kept[kept] for kept in ("new", "changed", "unchanged")}
        if as_json:
            bad_rows = [{"line": line, "reason": reason} for line, reason in summary.bad_rows]
            facts = {"rows": summary.rows, **counts, "bad": summary.bad, "bad_rows": bad_rows}
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        for line, reason in summary.bad_rows[:SHOWN]:
            self.stderr.write(f"line {line}: {reason}")
        if summary.bad > SHOWN:
            self.stderr.write(f"and {summary.bad - SHOWN} more bad rows; --json lists them")
        words = ", ".join(f"{count} {kept}" for kept, count in counts.items())
        self.stdout.write(f"{summary.rows} rows: {words}, {summary.bad} bad")
