"""`manage.py load_registry`: a door to tenders.matching.load_registry_into_database."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tenders.classify.registry import RegistryError
from tenders.management.door import Door
from tenders.matching import load_registry_into_database


class Command(Door):
    """Bring the vendor registry's groups, camps and legal entities into the database."""

    help = "Load the reviewed vendor registry into the database. Loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the rows changed, by table, as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = load_registry_into_database()
        except RegistryError as fault:
            raise CommandError(f"the registry cannot be read: {fault}") from fault
        if options["json"]:
            self.stdout.write(json.dumps(changed))
        elif options["verbosity"]:
            rows = ", ".join(f"{table} {count}" for table, count in changed.items())
            self.stdout.write(f"rows changed: {rows}")
