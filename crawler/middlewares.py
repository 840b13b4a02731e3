"""Between spider and site: refusals end the run, stumbles are retried patiently, known pages are left alone."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Self, TypeVar

from asgiref.sync import sync_to_async
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.blocks import Answer, Blocked, BlockSignals, block_reason
from crawler.items import Listed
from crawler.spiders.base import NoticeSpider, spider_of
from tenders.ingest.keep import skip_if_known

T = TypeVar("T")


class StopWhenBlocked:
    """Raises Blocked for an answer that the spider's source declares to be a refusal; its errback ends the run."""

    def __init__(self, signals: BlockSignals) -> None:
        self.signals = signals

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making one."""
        return cls(spider_of(crawler).block_signals)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass ordinary answers on; robots.txt, for which nothing is due, is not judged."""
        due = request.meta.get("due")
        if due is None:
            return response
        answer = Answer(response.url, response.status, response.body, json_due=due == "json")
        if reason := block_reason(self.signals, answer):
            raise Blocked(f"{reason} at {response.url}")
        return response


class PatientRetry(RetryMiddleware):
    """Scrapy's retries, each after twice the pause of the one before; the first pause is twice the source's delay."""

    async def process_response(  # type: ignore[override]  # Scrapy awaits what a middleware returns
        self, request: Request, response: Response
    ) -> Request | Response:
        """Retry the declared statuses."""
        return await self._after_a_pause(super().process_response(request, response))

    async def process_exception(  # type: ignore[override]  # as above
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Retry lost connections and timeouts."""
        return await self._after_a_pause(super().process_exception(request, exception))

    async def _after_a_pause(self, result: T) -> T:
        if isinstance(result, Request):
            delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
            await asyncio.sleep(delay * 2 ** result.meta["retry_times"])
        return result


class SkipKnown:
    """Leaves out pages that are listed as they were when last kept; on when the spider is told `skip_known`."""

    def __init__(self, spider: NoticeSpider) -> None:
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making one; does nothing unless asked for."""
        spider = spider_of(crawler)
        if not spider.skip_known:
            raise NotConfigured
        return cls(spider)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on everything but requests for known pages."""
        async for output in result:
            listed = output.cb_kwargs.get("listed") if isinstance(output, Request) else None
            if listed is None or not await self._is_known(listed):
                yield output

    async def _is_known(self, listed: Listed) -> bool:
        key, crawl_id = self.spider.source.key, self.spider.crawl_id
        return await sync_to_async(skip_if_known)(key, listed.url, listed.title, listed.published, crawl_id)
