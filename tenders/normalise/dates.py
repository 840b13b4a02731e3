"""Printed dates and times in every notation of the notices, as dates or aware datetimes (Asia/Shanghai)."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tenders.normalise.numerals import chinese_int

CHINA = ZoneInfo("Asia/Shanghai")
_YEAR, _SEPARATOR = r"(?P<year>(?:19|20)\d\d)", r"\s*[-./年:]\s*"
_TIME = (
    r"(?:\s*日)?[\sT(,，]*(?:北京时间)?[)\s]*(?P<half>上午|下午|晚上|中午|早上)?\s*"
    r"(?P<hour>[01]?\d|2[0-4])\s*[:：时点]\s*(?P<minute>[0-5]?\d)?(?:\s*[:：分]\s*(?P<second>[0-5]\d)(?!\d))?"
)
_DATE = re.compile(
    rf"(?<!\d){_YEAR}{_SEPARATOR}(?P<month>1[0-2]|0?[1-9])\s*[-./月:]\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?:{_TIME})?"
)
_CHINESE_DATE = re.compile(
    r"(?P<year>[二一][〇零○Oo0一二三四五六七八九]{3})年\s*(?P<month>[一二三四五六七八九十]{1,2})月\s*(?P<day>[一二三四五六七八九十]{1,3})日"
)
_CHINESE_YEAR = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")


def find_date(text: str, start: int = 0) -> tuple[datetime | date, int, int] | None:
    """The first date in folded text: (date or aware datetime, start, end). A time is kept only when printed."""
    match = _DATE.search(text, start)
    if match is not None:
        found = _as_date(match)
        return (found, *_span(match)) if found is not None else find_date(text, match.end())
    spelled = _CHINESE_DATE.search(text, start)
    if spelled is None:
        return None
    year = int(spelled["year"].translate(_CHINESE_YEAR))
    day = _date_or_none(year, chinese_int(spelled["month"]) or 0, chinese_int(spelled["day"]) or 0)
    return (day, spelled.start(), spelled.end()) if day else None


def _span(match: re.Match[str]) -> tuple[int, int]:
    end = match.end() if match["hour"] is not None else match.end("day")
    return match.start(), end


def _as_date(match: re.Match[str]) -> datetime | date | None:
    day = _date_or_none(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None or match["hour"] is None:
        return day
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"] in ("下午", "晚上") and hour < 12:
        hour += 12
    if hour >= 24 or minute >= 60:
        return day
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_YEARLESS = re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日")


def with_year(text: str, year: int) -> str:
    """The text with the first yearless date (8月20日) given a year, so that `find_date` reads it."""
    return _YEARLESS.sub(lambda found: f"{year}年{found['month']}月{found['day']}日", text, count=1)


def day_of(moment: datetime | date | None) -> date | None:
    """The calendar day of a date or datetime."""
    return moment.date() if isinstance(moment, datetime) else moment
