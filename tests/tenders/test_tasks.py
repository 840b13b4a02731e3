"""The doors that Celery opens."""

import importlib
import json
from datetime import date

import pytest
import time_machine
from celery.signals import worker_ready
from django.apps import apps
from django_celery_beat.models import PeriodicTask

from tenders import tasks
from tenders.ingest.read import count_waiting
from tenders.sources import SOURCES
from tests.tenders.ingest.pages import BLOCKED, keep


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The messages that would go to the broker."""
    messages: list[str] = []
    monkeypatch.setattr(tasks.read_pages, "delay", lambda: messages.append("read_pages"))
    return messages


@pytest.fixture
def crawled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, date, date]]:
    """The crawls that would run."""
    crawls: list[tuple[str, date, date]] = []

    def run_crawl(source: str, first: date, last: date, *, skip_known: bool) -> None:
        assert skip_known
        crawls.append((source, first, last))

    monkeypatch.setattr(tasks, "run_crawl", run_crawl)
    return crawls


def test_a_crawl_takes_its_days_from_the_message_and_has_the_pages_read(
    sent: list[str], crawled: list[tuple[str, date, date]]
) -> None:
    tasks.crawl_source("ccgp", "2026-08-01", "2026-08-05")
    assert crawled == [("ccgp", date(2026, 8, 1), date(2026, 8, 5))]
    assert sent == ["read_pages"]


@time_machine.travel("2026-08-04T17:00:00Z", tick=False)
def test_a_crawl_without_days_takes_the_last_week_in_china(
    sent: list[str], crawled: list[tuple[str, date, date]]
) -> None:
    tasks.crawl_source("ccgp")
    assert crawled == [("ccgp", date(2026, 7, 29), date(2026, 8, 5))]


@pytest.mark.django_db
@pytest.mark.parametrize(("pages", "handed_on"), [(2, []), (3, ["read_pages"])])
def test_what_is_more_than_a_batch_is_handed_on_first(
    monkeypatch: pytest.MonkeyPatch, sent: list[str], pages: int, handed_on: list[str]
) -> None:
    monkeypatch.setattr(tasks, "BATCH", 2)
    for n in range(pages):
        keep(BLOCKED + b" " * n)
    tasks.read_pages()
    assert sent == handed_on
    assert count_waiting() == pages - 2


def test_a_worker_that_starts_reads_what_waits(sent: list[str]) -> None:
    worker_ready.send(sender=None)
    assert sent == ["read_pages"]


# The schedule that an installation begins with


@pytest.fixture
def schedule(db: None) -> dict[str, PeriodicTask]:
    PeriodicTask.objects.all().delete()
    create_schedule()
    return {task.name: task for task in PeriodicTask.objects.all()}


def create_schedule() -> None:
    importlib.import_module("tenders.migrations.0004_default_schedule").create(apps, None)


def test_every_source_is_crawled_daily_in_the_early_morning_of_china(schedule: dict[str, PeriodicTask]) -> None:
    crawls = [task for task in schedule.values() if task.task == "tenders.tasks.crawl_source"]
    assert {json.loads(task.kwargs)["source"] for task in crawls} == set(SOURCES)
    assert {when(task) for task in crawls} == {
        f"{minute} 5 * * * (m/h/dM/MY/d) Asia/Shanghai" for minute in (0, 15, 30, 45)
    }


def test_pages_are_read_every_minute_and_digests_sent_on_mondays_at_eight(schedule: dict[str, PeriodicTask]) -> None:
    reading, digests = schedule["每分钟：阅读待读网页"], schedule["每周一：发送周报"]
    assert (reading.task, reading.schedule.seconds) == ("tenders.tasks.read_pages", 60)
    assert (digests.task, when(digests)) == ("tenders.tasks.send_digests", "0 8 * * 1 (m/h/dM/MY/d) Asia/Shanghai")


def when(task: PeriodicTask) -> str:
    return str(task.crontab)


def test_what_an_administrator_changed_stays(schedule: dict[str, PeriodicTask]) -> None:
    PeriodicTask.objects.filter(name="每分钟：阅读待读网页").update(enabled=False)
    create_schedule()
    assert not PeriodicTask.objects.get(name="每分钟：阅读待读网页").enabled
    assert PeriodicTask.objects.count() == len(schedule)
