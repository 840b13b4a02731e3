"""The order of the demo: set up, crawl the replica, read, mail, sum up, serve."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from tenders.demo.account import Login, ensure_login
from tenders.demo.children import ChildFailed, Children
from tenders.demo.stages import Watch, crawl, mail, read
from tenders.demo.summary import summary
from tenders.sources import SOURCES

FIRST_DAY = date(2019, 1, 1)  # the oldest of the demo's notices
READY_WITHIN = 30  # seconds that a child server has to say that it is ready


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_taken(port: int) -> bool:
    """Whether somebody listens on the loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(log: Path, pattern: str, children: Children) -> list[str]:
    """The log's lines up to the one that matches `pattern`; raises ChildFailed when it does not come."""
    give_up = time.monotonic() + READY_WITHIN
    while time.monotonic() < give_up:
        lines = log.read_text(encoding="utf-8").splitlines()
        if any(re.search(pattern, line) for line in lines):
            return lines
        children.check()
        time.sleep(0.1)
    raise ChildFailed(f"not ready after {READY_WITHIN} s; its log is {log}")


@dataclass
class Demo:
    """One run. `say` prints a line; `progress(done, total, words)` shows how far a long stage is."""

    pages: Path | None
    port: int
    say: Callable[[str], None]
    progress: Callable[[int, int | None, str], None]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """Where the demo keeps its login, mails and logs."""
        return Path(settings.VAR_DIR)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        self.say(f"{name} …")
        yield
        self.seconds[name] = time.monotonic() - started

    def run(self, *, once: bool) -> None:
        """The whole demo; with `once` it ends after the summary. Raises ChildFailed or StageFailed."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with ExitStack() as stack:
            children = Children(stack, self.home / "log")
            watch = Watch(children, self.progress)
            with self.stage("set up"):
                login = self.set_up()
                self.start_servers(children)
            with self.stage("crawl"):
                crawl(list(SOURCES), FIRST_DAY, timezone.localdate(), watch)
            with self.stage("read"):
                read(watch)
            with self.stage("mail"):
                self.say(f"  {mail(watch)} digest sent; mails are in {self.home / 'mail'}")
            for line in summary(self.seconds):
                self.say(line)
            if not once:
                self.serve(children, login)

    def set_up(self) -> Login:
        """The database in its newest shape, the vendor registry in it, and a user."""
        call_command("migrate", verbosity=0)
        call_command("load_registry", verbosity=0)
        return ensure_login(self.home / "demo-login.json")

    def start_servers(self, children: Children) -> None:
        """The replica of the portals, a mail catcher, and a Celery worker that is pointed at both."""
        folder = ["--pages", str(self.pages)] if self.pages else []
        log = children.start("replica", "manage.py", "replica", "--port", "0", *folder)
        lines = wait_for(log, "^ready$", children)
        addresses = {found[1]: found[2] for line in lines if (found := re.match(r"(\w+) (http://\S+)$", line))}
        mail_port = free_port()
        children.start(
            "mail-catcher", "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Mailbox", str(self.home / "mail"),
            "-l", f"127.0.0.1:{mail_port}",
        )  # fmt: skip
        children.environment = {
            "SOURCE_BASE_URLS": ",".join(f"{key}={address}" for key, address in addresses.items()),
            "SOURCE_DELAYS": ",".join(f"{key}=0" for key in addresses),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
        }
        children.start(
            "worker",
            "-m",
            "celery",
            "-A",
            "config",
            "worker",
            "-c",
            str(os.cpu_count() or 2),
            "-Q",
            "crawl,read,digest",
        )

    def serve(self, children: Children, login: Login) -> None:
        """The admin, with worker and beat behind it, until Ctrl-C."""
        children.start("beat", "-m", "celery", "-A", "config", "beat")
        log = children.start("web", "-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{self.port}", "--workers", "2")
        wait_for(log, "Listening at", children)
        self.say(f"The admin is at http://127.0.0.1:{self.port}/admin/  user {login.user}  password {login.password}")
        self.say("Ctrl-C ends it.")
        try:
            while True:
                children.check()
                time.sleep(1)
        except KeyboardInterrupt:
            self.say("Ending …")
