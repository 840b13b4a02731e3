"""`manage.py demo`: the whole pipeline on this machine, against the replica of the portals."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import override
from tqdm import tqdm

from tenders.demo.children import ChildFailed
from tenders.demo.run import Demo, is_taken
from tenders.demo.stages import StageFailed
from tenders.management.door import Door


class Command(Door):
    help = "Crawl the replica of the portals, read, mail and sum up; then serve the admin until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end after the summary")
        parser.add_argument("--pages", type=Path, help="a folder of real pages to serve instead of our own notices")
        parser.add_argument("--port", type=int, default=8000, help="port of the admin (default 8000)")

    def handle(self, *args: Any, once: bool, pages: Path | None, port: int, **options: Any) -> None:
        if pages is not None and not pages.is_dir():
            raise CommandError(f"--pages: {pages} is not a folder", returncode=2)
        if not 0 < port < 65536:
            raise CommandError(f"--port: {port} is no port", returncode=2)
        if is_taken(port):
            raise CommandError(f"port {port} is taken; name another with --port", returncode=2)
        with (
            override("en"),
            tqdm(unit="", leave=False, bar_format="  {n_fmt}{postfix}", disable=not self.stdout.isatty()) as bar,
        ):

            def progress(done: int, total: int | None, words: str) -> None:
                bar.n = done
                bar.set_postfix_str(f"{f' of {total:,}' if total else ''} {words}")

            def say(line: str) -> None:
                bar.clear()
                self.stdout.write(line)
                self.stdout.flush()

            try:
                Demo(pages and pages.resolve(), port, say, progress).run(once=once)
            except (ChildFailed, StageFailed) as fault:
                raise CommandError(str(fault)) from fault
            except KeyboardInterrupt as end:
                raise CommandError("ended by Ctrl-C", returncode=130) from end
