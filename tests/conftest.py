"""Fixtures that more than one test module uses; rows are made by tests/factories.py."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from tests.servers import MailCatcher, Worker, broker

CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def broker_url() -> Iterator[str]:
    """The address of empty queues on the embedded broker, which this process's Celery uses meanwhile."""
    with broker() as url:
        yield url


@pytest.fixture
def make_worker(transactional_db: None, broker_url: str, tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    """Makes real workers, not yet started; all are ended with the test."""
    workers: list[Worker] = []

    def make() -> Worker:
        workers.append(Worker(broker_url, tmp_path / f"worker-{len(workers)}.log"))
        return workers[-1]

    yield make
    for worker in workers:
        worker.stop()


@pytest.fixture
def real_worker(make_worker: Callable[[], Worker]) -> Worker:
    """A running Celery worker on the test database, for tests whose rows are committed."""
    worker = make_worker()
    worker.start()
    return worker


@pytest.fixture
def smtp_catcher(settings: LazySettings) -> Iterator[MailCatcher]:
    """A mail server on loopback that Django's mail goes to; `.mails` are what arrived."""
    with MailCatcher().serving() as catcher:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield catcher


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Debian's chromium through Playwright, which keeps an event loop in the test's thread."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        yield chrome
        chrome.close()
