"""`parse_notice SOURCE FILE…`: read pages on disk and print one JSON object a line. Needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from tenders.management.door import Door
from tenders.parsing import Page, UnreadablePage, as_json, parse
from tenders.parsing.shape import evidence_json
from tenders.sources import SOURCES

ANY = "any"


class Command(Door):
    """Arguments and output only; the reading is `tenders.parsing`."""

    help = "Read notice pages from files: one JSON object a line. SOURCE is a declared source, or `any`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help=f"one of {', '.join(SOURCES)}, or `{ANY}` to read by format alone")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a saved page, .html or .json")
        parser.add_argument("--json", action="store_true", help="JSON lines, which is what it prints anyway")
        parser.add_argument("--evidence", action="store_true", help="add where each value stands in the page's text")

    def handle(self, *args: Any, **options: Any) -> None:
        source, files = options["source"], options["files"]
        if source not in SOURCES and source != ANY:
            raise CommandError(f"unknown source {source!r}; one of {', '.join(SOURCES)}, {ANY}", returncode=2)
        missing = next((file for file in files if not file.is_file()), None)
        if missing is not None:
            raise CommandError(f"no such file: {missing}", returncode=2)
        for file in files:
            self.stdout.write(json.dumps(self._read(source, file, options["evidence"]), ensure_ascii=False))

    def _read(self, source: str, file: Path, evidence: bool) -> dict[str, object]:
        try:
            notice = parse(Page(source=source, url="", body=file.read_bytes()))
        except UnreadablePage as reason:
            return {"id": file.stem, "kind": None, "unreadable": reason.code, "detail": reason.detail}
        shown = as_json(notice, file.stem)
        return {**shown, "evidence": evidence_json(notice)} if evidence else shown
