"""`manage.py send_digests`: a door to tenders.digest.send_due_digests."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from tenders.digest import send_due_digests
from tenders.management.door import Door


class Command(Door):
    """Send the weekly mails that are due; exit status 1 when one could not be sent."""

    help = "Send this week's digest to every user with a weekly search who has not had it yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        summary = send_due_digests()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(summary), default=str))
        else:
            self.stdout.write(
                f"week of {summary.week}: {summary.sent} sent, {summary.settled} settled, {summary.failed} failed"
            )
        if summary.failed:
            sys.exit(1)
