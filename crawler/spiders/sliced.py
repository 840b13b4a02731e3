"""List APIs that show only so many notices to one question: ask by slices, cut finer where the cap is hit."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler.items import Listed
from crawler.spiders.base import NoticeSpider


@dataclass(frozen=True, slots=True)
class Slice:
    """One question: a class of trade in a span of days, at last in one province and one stage."""

    kind: str
    first: date
    last: date
    province: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class SliceAnswer:
    """What one page of a slice says: its notices, and how many the slice holds; None when it is refused as too wide."""

    rows: list[Listed]
    total: int | None


class NotAsDeclared(Exception):
    """An answer of the API is not one; the message is the kind of fault to count."""


class SlicedSpider(NoticeSpider):
    """A list API with a cap.

    1. Set `kinds`, `provinces` and `stages`, the codes it knows, `cap`, `page_size`, and `span` (days in one question).
    2. Write `ask(piece, number)`: the request for page `number`, counted from 1.
    3. Write `read_answer(response)`.

    A slice at the cap is cut into days, then provinces, then stages. What even then is at the cap is read as far as
    the API shows it, and the crawl says so.
    """

    kinds: ClassVar[tuple[str, ...]]
    provinces: ClassVar[tuple[str, ...]]
    stages: ClassVar[tuple[str, ...]]
    cap: ClassVar[int]
    page_size: ClassVar[int]
    span: ClassVar[int]

    def ask(self, piece: Slice, number: int) -> Request:
        """The request for a page of a slice."""
        raise NotImplementedError

    def read_answer(self, response: Response) -> SliceAnswer:
        """The rows of a page. Raises NotAsDeclared."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the widest slices, newest days first."""
        last = self.window.last
        while last >= self.window.first:
            first = max(self.window.first, last - timedelta(days=self.span - 1))
            for kind in self.kinds:
                yield self.ask(Slice(kind, first, last), 1)
            last = first - timedelta(days=1)

    def parse_list(self, response: Response, piece: Slice, number: int) -> Iterator[Request]:  # type: ignore[override]
        """Cut the slice if it is at the cap, else follow its rows and its next page."""
        try:
            answer = self.read_answer(response)
        except NotAsDeclared as fault:
            self.lose_list(str(fault), f"{fault}: {piece}")
            return
        is_capped = answer.total is None or answer.total >= self.cap
        finer = list(self.cut(piece)) if is_capped and number == 1 else []
        if finer:
            yield from (self.ask(part, 1) for part in finer)
            return
        if is_capped:
            self.remark(f"{piece.first} {piece.province} {piece.stage}: more notices than the portal shows")
        yield from self._read(piece, number, answer)

    def cut(self, piece: Slice) -> Iterator[Slice]:
        """The parts of a slice; nothing when it cannot be cut."""
        if piece.first < piece.last:
            days = range((piece.last - piece.first).days + 1)
            for day in (piece.first + timedelta(days=number) for number in days):
                yield replace(piece, first=day, last=day)
        elif piece.province is None:
            yield from (replace(piece, province=province) for province in self.provinces)
        elif piece.stage is None:
            yield from (replace(piece, stage=stage) for stage in self.stages)

    def _read(self, piece: Slice, number: int, answer: SliceAnswer) -> Iterator[Request]:
        total = answer.total or 0
        if not answer.rows:
            if (number - 1) * self.page_size < total or answer.total is None:
                self.lose_list("empty_list", f"no rows, and nothing says that there are none: {piece}, page {number}")
            return
        for row in answer.rows:
            if row.day is None:
                self.report("undated_row")
            if self.window.holds(row.day):
                yield self.page_request(row)
        if number * self.page_size < total:
            yield self.ask(piece, number + 1)
