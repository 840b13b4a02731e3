"""Serves the replica of the four portals on loopback until it is stopped; a door without logic of its own."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from crawler.replica.corpus import NoPagesError, portals_of_notices, portals_of_pages
from crawler.replica.facts import FactsError, load
from crawler.replica.misbehaviour import SWITCHES, UnknownSwitchError, misbehaving
from crawler.replica.server import PortTakenError, serve
from crawler.replica.web import Portal
from tenders.management.door import Door


class Command(Door):
    """`manage.py replica`."""

    help = "Serve a replica of the four portals on loopback: our own notices, or real pages from a folder."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--port", type=int, default=8900, help="first of four ports, 0 picks free ones")
        parser.add_argument("--pages", type=Path, metavar="DIR", help="serve the real pages of this folder")
        parser.add_argument(
            "--misbehave", nargs="+", action="extend", default=[], metavar="NAME", help="switch misbehaviours on"
        )
        parser.add_argument("--list", action="store_true", help="list the misbehaviours and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until SIGINT or SIGTERM; wrong arguments and taken ports end with status 2."""
        if options["list"]:
            for switch in SWITCHES.values():
                self.stdout.write(f"{switch.name:18} {'/'.join(switch.portals)}: {switch.summary}")
            return
        try:
            portals = [misbehaving(portal, options["misbehave"]) for portal in self._portals(options["pages"])]
            with serve(portals, options["port"]) as addresses:
                self._run(addresses)
        except (UnknownSwitchError, FactsError, NoPagesError, PortTakenError) as error:
            raise CommandError(str(error), returncode=2) from error

    def _portals(self, pages: Path | None) -> list[Portal]:
        return portals_of_pages(pages) if pages else portals_of_notices(load())

    def _run(self, addresses: dict[str, str]) -> None:
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        for key, address in addresses.items():
            self.stdout.write(f"{key} {address}")
        self.stdout.write("ready")
        self.stdout.flush()
        stopped.wait()
