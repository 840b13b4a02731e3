"""Say which stored notices are ours and what they are about; needs no database."""

import gzip
import json
import zlib
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from tenders.classify.topics import classify_topics
from tenders.management.door import Door


class Command(Door):
    help = "Read rows with id, title and text; print one JSON line per row: id, ours, topics, words."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")

    def handle(self, *, file: Path, **options: Any) -> None:
        for row in _rows(file):
            answer = {"id": row["id"], **asdict(classify_topics(row["title"], row["text"]))}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield _row(line, f"{file}, line {number}")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise CommandError(f"{file} can't be read: {error}", returncode=2) from error


def _row(line: str, place: str) -> dict[str, str]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise CommandError(f"{place}: no JSON: {error}", returncode=2) from error
    if not isinstance(row, dict) or not {"id", "title", "text"} <= row.keys():
        raise CommandError(f"{place}: a row needs id, title and text", returncode=2)
    return {key: row[key] or "" for key in ("id", "title", "text")}
