import asyncio
import threading
from datetime import UTC, datetime

import pytest
from asgiref.sync import async_to_sync
from django.db import DataError

from crawler import pipelines
from crawler.pipelines import HandOver
from tenders.ingest.keep import FetchedPage
from tenders.models import RawPage
from tests.factories import make_source


def fetched(number: int) -> FetchedPage:
    url = f"http://www.ccgp.gov.cn/cggg/{number}.htm"
    return FetchedPage("ccgp", url, datetime(2026, 9, 9, tzinfo=UTC), 200, "text/html", f"<p>{number}</p>".encode())


@pytest.mark.django_db
def test_a_page_is_kept_when_the_pipeline_returns() -> None:
    make_source("ccgp")

    assert async_to_sync(HandOver().process_item)(fetched(1)) == fetched(1)
    assert RawPage.objects.get().url == "http://www.ccgp.gov.cn/cggg/1.htm"


def test_pages_that_wait_are_kept_together_and_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    threads: set[int] = set()

    def store(pages: list[FetchedPage]) -> None:
        batches.append(len(pages))
        threads.add(threading.get_ident())

    monkeypatch.setattr(pipelines, "store_pages", store)

    async def all_at_once() -> None:
        pipeline = HandOver()
        await asyncio.gather(*(pipeline.process_item(fetched(number)) for number in range(50)))

    async_to_sync(all_at_once)()

    assert sum(batches) == 50
    assert len(batches) < 5
    assert len(threads) == 1


def test_a_page_that_the_database_refuses_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[FetchedPage] = []

    def store_together(pages: list[FetchedPage]) -> None:
        raise DataError("one of them is too long")

    def store_alone(page: FetchedPage) -> None:
        if page == fetched(2):
            raise DataError("too long")
        kept.append(page)

    monkeypatch.setattr(pipelines, "store_pages", store_together)
    monkeypatch.setattr(pipelines, "store_page", store_alone)

    async def all_at_once() -> list[object]:
        pipeline = HandOver()
        items = (pipeline.process_item(fetched(number)) for number in (1, 2, 3))
        return list(await asyncio.gather(*items, return_exceptions=True))

    first, second, third = async_to_sync(all_at_once)()

    assert (first, third) == (fetched(1), fetched(3))
    assert isinstance(second, DataError)
    assert sorted(page.url for page in kept) == [fetched(1).url, fetched(3).url]
