"""The days a crawl covers, and the days that lists print; China's calendar."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self

from tenders.ingest.crawls import default_window
from tenders.normalise.dates import CHINA

DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day to the last, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, from_date: str, until_date: str) -> Self:
        """The window of two ISO dates; a missing one is taken from the last seven days. Raises ValueError."""
        first, last = default_window()
        window = cls(
            date.fromisoformat(from_date) if from_date else first,
            date.fromisoformat(until_date) if until_date else last,
        )
        if window.first > window.last:
            raise ValueError(f"the window ends before it begins: {window.first} to {window.last}")
        return window

    def holds(self, day: date | None) -> bool:
        """Whether a row of this day is wanted; a row without a readable day is, lest a notice be lost."""
        return day is None or self.first <= day <= self.last

    def is_before(self, day: date | None) -> bool:
        """Whether a row's day is known to lie before the window."""
        return day is not None and day < self.first


def printed_day(text: str) -> date | None:
    """The day in a printed time such as 2026-09-09 22:47, 2026.09.23 12:30:10 or 2025年06月27日; None without one."""
    found = DAY.search(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def china_time(value: object) -> datetime | None:
    """The time in China of a JSON timestamp in milliseconds; None for anything else. 16:00 UTC is the next day."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC).astimezone(CHINA)
    except (OverflowError, ValueError, OSError):
        return None
