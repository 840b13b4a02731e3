"""Every spider keeps the same promises, from the moment its file exists."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.spiders.base import NoticeSpider
from tenders.sources import SOURCES

LOADER = SpiderLoader(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
SPIDERS: list[type[NoticeSpider]] = [LOADER.load(name) for name in LOADER.list()]  # type: ignore[misc]
every_spider = pytest.mark.parametrize("spider", SPIDERS, ids=lambda spider: spider.name)


def test_every_declared_source_has_its_spider() -> None:
    assert LOADER.list() == sorted(SOURCES)


@every_spider
def test_name_source_and_file_agree(spider: type[NoticeSpider]) -> None:
    assert spider.name == spider.source.key == spider.__module__.removeprefix("crawler.spiders.")


@every_spider
def test_a_window_of_one_day_yields_requests_to_the_official_site(spider: type[NoticeSpider]) -> None:
    requests = started(spider(from_date="2026-11-20", until_date="2026-11-20"))

    assert requests
    assert all(request.url.startswith(spider.source.base_url) for request in requests)
    assert all(request.errback and request.meta["due"] in {"html", "json"} for request in requests)


@every_spider
def test_requests_go_to_the_server_that_the_settings_name(spider: type[NoticeSpider], settings: Any) -> None:
    settings.SOURCE_BASE_URLS = {spider.name: "http://127.0.0.1:8901"}

    requests = started(spider(from_date="2026-11-20", until_date="2026-11-20"))

    assert all(request.url.startswith("http://127.0.0.1:8901/") for request in requests)


@every_spider
def test_a_live_site_is_asked_one_thing_at_a_time_with_its_declared_delay(spider: type[NoticeSpider]) -> None:
    settings = Settings()
    spider.update_settings(settings)

    assert settings.getfloat("DOWNLOAD_DELAY") == spider.source.delay >= 1
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getbool("AUTOTHROTTLE_ENABLED")


@every_spider
def test_a_replica_may_be_asked_without_delay(spider: type[NoticeSpider], settings: Any) -> None:
    settings.SOURCE_BASE_URLS = {spider.name: "http://127.0.0.1:8901"}
    settings.SOURCE_DELAYS = {spider.name: 0.0}
    scrapy_settings = Settings()
    spider.update_settings(scrapy_settings)

    assert scrapy_settings.getfloat("DOWNLOAD_DELAY") == 0
    assert scrapy_settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") > 1
    assert not scrapy_settings.getbool("HTTPPROXY_ENABLED")


@every_spider
def test_a_window_that_ends_before_it_begins_is_refused(spider: type[NoticeSpider]) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        spider(from_date="2026-11-21", until_date="2026-11-20")


def started(spider: NoticeSpider) -> list[Request]:
    """The requests that a spider begins with."""

    async def collect(requests: AsyncIterator[Any]) -> list[Request]:
        return [request async for request in requests]

    return asyncio.run(collect(spider.start()))
