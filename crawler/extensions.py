"""Keeps the crawl's row true while the spider works, so that it tells what happened however the process ends."""

import asyncio
import os
from contextlib import suppress
from typing import Any, Self

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.spiders.base import NoticeSpider, spider_of
from tenders.ingest.crawl_record import close_crawl, record_progress
from tenders.vocabulary import CrawlState

TICK_SECONDS = 1.0
ENDINGS = {
    "shutdown": "ended by a signal",
    "closespider_timeout": "ended at its time limit",
    "superseded": "closed while it ran",
    "orphaned": "the process that started it is gone",
    "database": "the database went away",
}


class CrawlRecord:
    """Counts requests and faults, writes them every second, and closes the row with the reason of the end."""

    def __init__(self, crawler: Crawler, spider: NoticeSpider, crawl_id: int) -> None:
        self.crawler = crawler
        self.spider = spider
        self.crawl_id = crawl_id
        self.requests = 0
        self.parent = os.getppid()
        self.ticking: asyncio.Task[None] | None = None
        self.closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to a spider that was given a crawl; one started by hand leaves no row."""
        spider = spider_of(crawler)
        if spider.crawl_id is None:
            raise NotConfigured
        record = cls(crawler, spider, spider.crawl_id)
        for name in ("spider_opened", "request_reached_downloader", "spider_error", "item_error", "spider_closed"):
            crawler.signals.connect(getattr(record, name), getattr(signals, name))
        return record

    def spider_opened(self) -> None:
        """Begin to write progress."""
        self.ticking = asyncio.ensure_future(self._tick())

    def request_reached_downloader(self) -> None:
        """Every request that leaves, robots.txt and retries included."""
        self.requests += 1

    def spider_error(self, failure: Failure, response: Response) -> None:
        """A fault of ours in a spider: counted by its name, and a list is lost by it."""
        kind = f"fault_{type(failure.value).__name__}"
        if response.request is not None and response.request.meta["is_list"]:
            self.spider.lose_list(kind, f"{failure.getErrorMessage()}: {response.url}")
        else:
            self.spider.report(kind, failure.getErrorMessage())

    def item_error(self, failure: Failure) -> None:
        """A page that could not be kept; without a database the crawl ends."""
        self.spider.report("not_kept", f"a page could not be kept: {failure.getErrorMessage()}")
        if isinstance(failure.value, OperationalError | InterfaceError):
            self._end("database")

    async def spider_closed(self, reason: str) -> None:
        """The last counts, and how it ended."""
        if self.ticking:
            self.ticking.cancel()
            with suppress(asyncio.CancelledError):
                await self.ticking
        await self._write()
        state, message = self._ending(reason)
        await sync_to_async(close_crawl)(self.crawl_id, state, message)

    def _ending(self, reason: str) -> tuple[CrawlState, str]:
        notes = [*self.spider.notes, *self.spider.closing_notes()]
        if reason == "blocked":
            return CrawlState.BLOCKED, "\n".join(notes)
        if reason != "finished":
            return CrawlState.FAILED, "\n".join([ENDINGS.get(reason, reason), *notes])
        if self.spider.lists_lost:
            lost = f"{self.spider.lists_lost} list pages could not be read: the window is not covered"
            return CrawlState.FAILED, "\n".join([lost, *notes])
        return CrawlState.FINISHED, "\n".join(notes)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            still_running = await self._write()
            if not still_running:
                self._end("superseded")
            if os.getppid() != self.parent:
                self._end("orphaned")

    async def _write(self) -> bool:
        errors: dict[str, Any] = dict(self.spider.errors)
        return await sync_to_async(record_progress)(self.crawl_id, requests=self.requests, errors=errors)

    def _end(self, reason: str) -> None:
        self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))
