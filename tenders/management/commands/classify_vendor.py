"""Say which camp printed company names belong to; needs no database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import CommandError

from tenders.classify.vendors import classify_vendor
from tenders.management.door import Door


class Command(Door):
    help = "Print one JSON line per name: name, class, group, rule, evidence, entity."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="a name as printed; - reads names from stdin")
        parser.add_argument("--json", action="store_true", help="JSON lines, which is what it prints anyway")
        parser.add_argument("--on", metavar="DATE", help="the day that matters, YYYY-MM-DD (default: today)")

    def handle(self, *, names: list[str], on: str | None, **options: Any) -> None:
        day = _day(on)
        if not names:
            raise CommandError("give at least one name, or - to read names from stdin", returncode=2)
        for name in _expand(names):
            answer = asdict(classify_vendor(name, day))
            answer["class"] = answer.pop("vendor_class")
            self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _day(on: str | None) -> date | None:
    try:
        return date.fromisoformat(on) if on else None
    except ValueError as error:
        raise CommandError(f"--on takes a date as YYYY-MM-DD, not {on!r}", returncode=2) from error


def _expand(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        if name == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield name
