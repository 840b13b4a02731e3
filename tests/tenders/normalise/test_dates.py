from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.dates import CHINA, day_of, find_date, with_year
from tenders.normalise.text import fold


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2026年08月05日  12:54", datetime(2026, 8, 5, 12, 54, tzinfo=CHINA)),
        ("2026年08月26日 09点30分（北京时间）", datetime(2026, 8, 26, 9, 30, tzinfo=CHINA)),
        ("2019/5/10 15:47:03", datetime(2019, 5, 10, 15, 47, tzinfo=CHINA)),
        ("2026.09.23 12:30:10", datetime(2026, 9, 23, 12, 30, tzinfo=CHINA)),
        ("2019年5月9日下午14：30", datetime(2019, 5, 9, 14, 30, tzinfo=CHINA)),
        ("2019年5月9日下午2时30分", datetime(2019, 5, 9, 14, 30, tzinfo=CHINA)),
        ("2026-08-12 09:00:00", datetime(2026, 8, 12, 9, 0, tzinfo=CHINA)),
        ("2026年8 月15日至2027年8月14日", date(2026, 8, 15)),
        ("二〇一九年五月九日", date(2019, 5, 9)),
        ("2019-5-6评审地点", date(2019, 5, 6)),
    ],
)
def test_a_printed_date_is_read_with_its_time_if_there_is_one(printed: str, moment: date) -> None:
    found = find_date(fold(printed))
    assert found is not None
    assert found[0] == moment


@pytest.mark.parametrize("printed", ["", "5月9日", "12345678", "2019年13月40日", "电话 0571-2019"])
def test_what_is_no_whole_date_is_none(printed: str) -> None:
    assert find_date(fold(printed)) is None


def test_a_date_without_a_year_is_read_in_the_year_given() -> None:
    found = find_date(with_year("开标时间变更为8月20日 9:00", 2026))
    assert found is not None
    assert found[0] == datetime(2026, 8, 20, 9, 0, tzinfo=CHINA)


def test_a_day_comes_out_of_a_moment() -> None:
    assert day_of(datetime(2026, 8, 5, 12, 54, tzinfo=CHINA)) == date(2026, 8, 5)
    assert day_of(None) is None


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001 - made aware below
def test_a_moment_survives_every_notation(moment: datetime) -> None:
    aware = moment.replace(tzinfo=CHINA, second=0, microsecond=0)
    for form in ("%Y-%m-%d %H:%M", "%Y年%m月%d日 %H:%M", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日%H时%M分", "%Y.%m.%d %H:%M"):
        found = find_date(aware.strftime(form))
        assert found is not None
        assert found[0] == aware
