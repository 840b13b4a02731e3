"""Lists by page number, newest notice first: read until the rows are older than the window."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from parsel import Selector
from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.items import Listed
from crawler.spiders.base import NoticeSpider


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one page of a list says.

    `rows` are its notices. `others` counts rows that are no notices. `more` is whether a further page may exist.
    `proven_empty` is whether the page itself declares that there is nothing.
    """

    rows: list[Listed]
    others: int = 0
    more: bool = True
    proven_empty: bool = False


class UnreadableList(Exception):
    """A page of a list is not as declared; the message is the kind of fault to count."""


class NewestFirstSpider(NoticeSpider):
    """Pages of several lists, each newest first.

    1. Set `channels`: what tells one list from another.
    2. Write `ask(channel, number)`: the request for page `number`, counted from 1.
    3. Write `read_list(response, channel, number)`.

    Paging of a list stops when all its dated rows are older than the window (one old row may be pinned on top), when
    no further page is declared, or when the portal gives the same page again.
    """

    channels: ClassVar[tuple[str, ...]]

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self.seen: defaultdict[str, set[str]] = defaultdict(set)
        self.ended: list[str] = []
        self.others = 0

    def ask(self, channel: str, number: int) -> Request:
        """The request for a page of a list."""
        raise NotImplementedError

    def read_list(self, response: Response, channel: str, number: int) -> ListPage:
        """The rows of a page. Raises UnreadableList."""
        raise NotImplementedError

    def is_end(self, response: Response, channel: str, number: int) -> bool:
        """Whether this answer is the portal's way to say that the list has no such page."""
        return False

    async def start(self) -> AsyncIterator[Any]:
        """Begin with page 1 of every list."""
        for channel in self.channels:
            yield self.ask(channel, 1)

    def parse_list(self, response: Response, channel: str, number: int) -> Iterator[Request]:  # type: ignore[override]
        """Follow the rows inside the window, then the next page."""
        if self.is_end(response, channel, number):
            self.ended.append(channel)
            return
        try:
            page = self.read_list(response, channel, number)
        except UnreadableList as fault:
            self.lose_list(str(fault), f"{fault}: {response.url}")
            return
        if not page.rows and not page.others:
            if not page.proven_empty:
                self.lose_list("empty_list", f"no rows, and nothing says that there are none: {response.url}")
            return
        self.others += page.others
        yield from self._follow(page.rows)
        if page.more and not self._is_past(page) and self._is_fresh(page, channel, response.url):
            yield self.ask(channel, number + 1)

    def closing_notes(self) -> Iterator[str]:
        """Lists that the portal cuts off inside the window, and links that are no notices."""
        if self.ended:
            yield f"these lists end before the window begins, older notices are out of reach: {', '.join(self.ended)}"
        if self.others:
            yield f"{self.others} listed links are no notices and were left alone"

    def _follow(self, rows: list[Listed]) -> Iterator[Request]:
        for row in rows:
            if row.day is None:
                self.report("undated_row")
            if self.window.holds(row.day):
                yield self.page_request(row)

    def _is_past(self, page: ListPage) -> bool:
        dated = [row.day for row in page.rows if row.day is not None]
        return bool(dated) and all(self.window.is_before(day) for day in dated)

    def _is_fresh(self, page: ListPage, channel: str, url: str) -> bool:
        urls = {row.url for row in page.rows}
        repeated = bool(urls) and urls <= self.seen[channel]
        self.seen[channel] |= urls
        if repeated:
            self.lose_list("repeated_list", f"the same rows again: {url}")
        return not repeated


class HtmlListSpider(NewestFirstSpider):
    """Lists of HTML rows.

    1. Write `list_address(channel, number)`: the official address of a page.
    2. Set `row_selectors`: CSS for the rows, the first that finds any counts.
    3. Write `read_row(row, address)`: the notice of a row, or None for a link that is no notice.
    4. Where the list says how many there are, write `declared_total(response)`.
    """

    row_selectors: ClassVar[tuple[str, ...]]
    page_size: ClassVar[int]

    def list_address(self, channel: str, number: int) -> str:
        """The official address of a page of a list."""
        raise NotImplementedError

    def read_row(self, row: Selector, address: str) -> Listed | None:
        """The notice of a row on the page of this official address."""
        raise NotImplementedError

    def declared_total(self, response: TextResponse) -> int | None:
        """How many notices the list says it holds; None where it does not say."""
        return None

    def ask(self, channel: str, number: int) -> Request:
        """Pages are plain addresses; an end of the list may be a 404."""
        place = {"channel": channel, "number": number}
        meta = {"handle_httpstatus_list": [404]} if number > 1 else {}
        return self.list_request(self.list_address(channel, number), "html", place, meta=meta)

    def read_list(self, response: Response, channel: str, number: int) -> ListPage:
        """Rows by selector; a declared total proves emptiness and tells the last page."""
        if response.status == 404 or not isinstance(response, TextResponse):
            raise UnreadableList(f"http_{response.status}" if response.status == 404 else "not_html")
        address = self.list_address(channel, number)
        found: list[Selector] = next(filter(None, map(response.css, self.row_selectors)), [])
        rows = [notice for row in found if (notice := self.read_row(row, address))]
        total = self.declared_total(response)
        more = total is None or number * self.page_size < total
        return ListPage(rows, len(found) - len(rows), more, proven_empty=total == 0)
