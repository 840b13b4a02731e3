"""`manage.py export_awards`: a door to tenders.exports."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from tenders.exports import stream_awards_csv
from tenders.management.door import Door
from tenders.parameters import BadQuery
from tenders.search import NoticeFilter

FORMATS = ("csv",)


class Command(Door):
    """Write the awards of the notices found to a file or to standard output."""

    help = "Awards for a spreadsheet: one row per award and supplier, streamed; amounts in yuan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", default="csv", help=f"one of {', '.join(FORMATS)}")
        parser.add_argument("--out", required=True, metavar="FILE", help="where to write; - is standard output")
        parser.add_argument("--query", default="", help="a search as on the notices page: 'q=智算&city=420100'")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] not in FORMATS:
            raise CommandError(f"unknown format {options['format']}; known are {', '.join(FORMATS)}", returncode=2)
        try:
            lines = stream_awards_csv(NoticeFilter.from_query(options["query"]))
        except BadQuery as fault:
            raise CommandError(str(fault), returncode=2) from fault
        if options["out"] == "-":
            self.write(lines, sys.stdout)
        else:
            self.write_file(lines, Path(options["out"]))

    def write_file(self, lines: Iterator[str], path: Path) -> None:
        """Write beside the file first, so that a broken export never stands under its name."""
        unfinished = path.with_name(f"{path.name}.part")
        try:
            with unfinished.open("w", encoding="utf-8", newline="") as out:
                rows = self.write(lines, out)
            unfinished.replace(path)
        except OSError as fault:
            unfinished.unlink(missing_ok=True)
            raise CommandError(f"cannot write {path}: {fault.strerror}", returncode=2) from fault
        self.stderr.write(f"{rows:,} rows in {path}")

    def write(self, lines: Iterator[str], out: IO[str]) -> int:
        """Write the lines and return the number of rows under the header; progress goes to a terminal only."""
        rows = -1
        for line in tqdm(lines, unit=" rows", disable=None, leave=False):
            out.write(line)
            rows += 1
        return rows
