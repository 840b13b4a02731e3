"""What a portal with static pages holds: entries in its lists, each opening its page when asked for."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One notice as a list shows it. `open` renders or reads the page; nothing rendered is kept."""

    path: str
    category: str
    title: str
    published: datetime
    open: Callable[[], str]
    region: str = ""
    province: str = ""
    buyer: str = ""
    agency: str = ""
    number: str = ""
    method: str = ""
    catalogue: str = ""


class Shelf:
    """Entries by category, newest first, and by path; a path listed twice is one entry."""

    def __init__(self, entries: Iterable[Listed]) -> None:
        self.by_path = {entry.path: entry for entry in entries}
        self.entries = sorted(self.by_path.values(), key=lambda entry: (entry.published, entry.path), reverse=True)
        self._days = [-entry.published.toordinal() for entry in self.entries]
        self._by_category: dict[str, list[Listed]] = defaultdict(list)
        for entry in self.entries:
            self._by_category[entry.category].append(entry)

    def between(self, begin: date, end: date) -> list[Listed]:
        """The entries of the days from `begin` to `end`, both included, newest first."""
        first = bisect_left(self._days, -end.toordinal())
        return self.entries[first : bisect_right(self._days, -begin.toordinal())]

    def category(self, name: str) -> list[Listed]:
        """The entries of a category, newest first; empty when nothing stands there."""
        return self._by_category.get(name, [])


def page_of(rows: list[Listed], number: int, size: int) -> list[Listed]:
    """Page `number`, counted from 1; empty outside the list."""
    return rows[(number - 1) * size : number * size] if number >= 1 else []
