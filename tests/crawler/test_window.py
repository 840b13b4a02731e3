from datetime import date, datetime

import pytest
import time_machine

from crawler.window import Window, china_time, printed_day
from tenders.normalise.dates import CHINA


@time_machine.travel(datetime(2026, 11, 23, 23, 30, tzinfo=CHINA))
def test_the_default_window_is_the_last_seven_days_until_today_in_china() -> None:
    assert Window.of("", "") == Window(date(2026, 11, 16), date(2026, 11, 23))


@time_machine.travel("2026-11-23T16:00:00Z")
def test_four_in_the_afternoon_utc_is_the_next_day_in_china() -> None:
    assert Window.of("", "").last == date(2026, 11, 24)
    assert china_time(1_795_449_600_000) == datetime(2026, 11, 24, 0, 0, tzinfo=CHINA)


def test_both_ends_of_a_window_belong_to_it() -> None:
    window = Window.of("2026-11-01", "2026-11-03")

    assert [window.holds(date(2026, 11, day)) for day in (1, 3, 4)] == [True, True, False]
    assert not window.holds(date(2026, 10, 31))


def test_a_row_without_a_readable_day_is_wanted_and_never_ends_the_paging() -> None:
    window = Window.of("2026-11-01", "2026-11-03")

    assert window.holds(None)
    assert not window.is_before(None)


@pytest.mark.parametrize(
    "text", ["2026-09-09 22:47", "2026.09.09 12:30:10", "2026年09月09日 17:52", "2026/9/9", " 2026-09-09\n"]
)
def test_days_are_read_in_every_form_that_lists_print(text: str) -> None:
    assert printed_day(text) == date(2026, 9, 9)


@pytest.mark.parametrize("text", ["", "昨天", "2026-13-40", "09-09"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert printed_day(text) is None


@pytest.mark.parametrize("value", [None, "2026-09-09", True, 10**30, 1.5])
def test_what_is_no_timestamp_is_none(value: object) -> None:
    assert china_time(value) is None
