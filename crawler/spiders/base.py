"""What every spider has: a source, a window of days, official addresses, and a plain account of what went wrong."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

import scrapy
from django.conf import settings as django_settings
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.addresses import fetch_address
from crawler.blocks import BlockSignals
from crawler.faults import fault_kind
from crawler.items import Listed
from crawler.politeness import polite_settings
from crawler.window import Window
from tenders.ingest.keep import FetchedPage
from tenders.sources import Source

MOST_NOTES = 20
# lists before pages: a list that is read quickly shifts little under our feet
LIST_PRIORITY = 10


class NoticeSpider(scrapy.Spider):
    """A spider of one declared source.

    A subclass for a *shape of listing* finds rows; a spider then only declares:

    1. `name` and `source`: the name is the source's key and the module's name.
    2. `block_signals`: how this portal refuses.
    3. what its base class asks for.

    Spiders think in official addresses. `list_request` and `page_request` translate them to the server that
    `SOURCE_BASE_URLS` names, so that a replica needs no word in a spider.
    """

    source: ClassVar[Source]
    block_signals: ClassVar[BlockSignals] = BlockSignals()
    page_due: ClassVar[Literal["html", "json"]] = "html"

    def __init__(self, from_date: str = "", until_date: str = "", crawl_id: str = "", skip_known: str = "") -> None:
        super().__init__()
        self.window = Window.of(from_date, until_date)
        self.crawl_id = int(crawl_id) if crawl_id else None
        self.skip_known = skip_known == "1"
        self.fetch_base = self.base_to_fetch()
        self.allowed_domains = [urlsplit(self.fetch_base).hostname]
        self.errors: Counter[str] = Counter()
        self.lists_lost = 0
        self.notes: list[str] = []

    @classmethod
    def base_to_fetch(cls) -> str:
        """The server to ask: the official one unless the settings name another."""
        return django_settings.SOURCE_BASE_URLS.get(cls.source.key, cls.source.base_url)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the source's own politeness."""
        super().update_settings(settings)
        polite = polite_settings(cls.source, cls.base_to_fetch(), django_settings.SOURCE_DELAYS)
        settings.setdict(polite, priority="spider")

    # What a page is asked for with

    def page_address(self, listed: Listed) -> str:
        """The official address whose bytes are the notice; usually the notice's own."""
        return listed.url

    def page_request(self, listed: Listed) -> scrapy.Request:
        """Ask for a listed notice."""
        return self._request(self.page_address(listed), self.parse_page, self.page_due, {"listed": listed})

    def list_request(
        self, address: str, due: Literal["html", "json"], cb_kwargs: dict[str, Any], **options: Any
    ) -> scrapy.Request:
        """Ask for a page of a list; `cb_kwargs` reach `parse_list`, `options` are the Request's, `kind` its class."""
        options = {"priority": LIST_PRIORITY, "dont_filter": True, **options}
        return self._request(address, self.parse_list, due, cb_kwargs, **options)

    def _request(
        self, address: str, callback: Any, due: str, cb_kwargs: dict[str, Any], **options: Any
    ) -> scrapy.Request:
        url = fetch_address(address, self.source.base_url, self.fetch_base)
        make: type[scrapy.Request] = options.pop("kind", scrapy.Request)
        meta = {"due": due, "is_list": callback == self.parse_list, **options.pop("meta", {})}
        return make(url, callback=callback, errback=self.failed, cb_kwargs=cb_kwargs, meta=meta, **options)

    # What comes back

    def parse_list(self, response: Response, **kwargs: Any) -> Iterator[scrapy.Request]:
        """Read a page of a list; each shape of listing has its way."""
        raise NotImplementedError

    def is_missing(self, response: Response) -> bool:
        """Whether the portal answers with its own "no such page" instead of the notice."""
        return False

    def parse_page(self, response: Response, listed: Listed) -> Iterator[FetchedPage]:
        """Hand over a notice's bytes under its official address."""
        if self.is_missing(response):
            self.report("not_found")
            return
        yield FetchedPage(
            source=self.source.key,
            url=listed.url,
            fetched_at=datetime.now(UTC),
            status=response.status,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
            body=response.body,
            listed_title=listed.title,
            listed_published=listed.published,
            crawl_id=self.crawl_id,
        )

    # What goes wrong

    def report(self, kind: str, note: str = "") -> None:
        """Count a fault; notes are for people and kept once each, the first twenty."""
        self.errors[kind] += 1
        self.remark(note)

    def remark(self, note: str) -> None:
        """Say something about the run that is no fault."""
        if note and note not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(note)

    def closing_notes(self) -> Iterator[str]:
        """What can only be said at the end of the run."""
        yield from ()

    def lose_list(self, kind: str, note: str) -> None:
        """A page of a list could not be read: what it lists, and the pages after it, are missing from this crawl."""
        self.lists_lost += 1
        self.report(kind, note)

    def failed(self, failure: Failure) -> None:
        """Count an answer that did not come; a refusal ends the run."""
        request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        kind, is_list = fault_kind(failure), request.meta["is_list"]
        if kind == "blocked" or (kind == "robots" and is_list):
            # what was under way when the refusal came is refused as well, and tells nothing new
            if kind != "blocked" or not self.errors[kind]:
                self.report(
                    kind, failure.getErrorMessage() if kind == "blocked" else f"robots.txt forbids {request.url}"
                )
            raise CloseSpider("blocked")
        if is_list:
            self.lose_list(kind, f"{kind}: {request.url}")
        else:
            self.report(kind)


def spider_of(crawler: Crawler) -> NoticeSpider:
    """The spider of a crawler; Scrapy makes it before middlewares and extensions."""
    if not isinstance(crawler.spider, NoticeSpider):
        raise TypeError(f"{crawler.spider} is not a NoticeSpider")
    return crawler.spider
