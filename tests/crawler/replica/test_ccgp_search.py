"""ccgp's search: kinds by number, dates with colons, the true addresses in ohtmlurls."""

import re

import pytest
import time_machine

from tests.crawler.replica.conftest import Visitor

OWN_DATES = "timeType=6&start_time=2025%3A02%3A01&end_time=2025%3A02%3A28"
TOTAL = re.compile(r'<span style="color:#c00000">(\d+)</span>')


def total(page: str) -> int:
    found = TOTAL.search(page)
    assert found
    return int(found[1])


def test_dates_count_with_time_type_six(ccgp: Visitor) -> None:
    assert total(ccgp.text("/bxsearch", f"kw=政务云&{OWN_DATES}")) == 1


def test_dates_with_hyphens_are_not_understood(ccgp: Visitor) -> None:
    assert total(ccgp.text("/bxsearch", "kw=政务云&timeType=6&start_time=2025-02-01&end_time=2025-02-28")) == 0


@time_machine.travel("2025-02-19T00:00:00Z", tick=False)
def test_without_time_type_six_own_dates_are_ignored(ccgp: Visitor) -> None:
    page = ccgp.text("/bxsearch", "kw=湖南&timeType=2&start_time=2024%3A01%3A01&end_time=2024%3A12%3A31")
    assert total(page) == 1


def test_a_span_is_cut_to_365_days(ccgp: Visitor) -> None:
    wide = total(ccgp.text("/bxsearch", "timeType=6&start_time=2019%3A01%3A01&end_time=2025%3A12%3A31"))
    year = total(ccgp.text("/bxsearch", "timeType=6&start_time=2024%3A12%3A31&end_time=2025%3A12%3A31"))
    assert wide == year


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("1", "公开招标公告"),
        ("7", "中标公告"),
        ("8", "更正公告"),
        ("10", "竞争性磋商公告"),
        ("11", "成交公告"),
        ("12", "终止公告"),
    ],
)
def test_kinds_have_their_numbers(ccgp: Visitor, code: str, kind: str) -> None:
    page = ccgp.text("/bxsearch", f"bidType={code}&timeType=6&start_time=2025%3A01%3A01&end_time=2025%3A12%3A31")
    assert set(re.findall(r"<br/><strong>([^<]+)</strong>", page)) == {kind}


def test_the_true_addresses_are_in_ohtmlurls(ccgp: Visitor) -> None:
    page = ccgp.text("/bxsearch", f"kw=政务云&{OWN_DATES}")
    (addresses,) = re.findall(r'var ohtmlurls="([^"]*)"', page)
    (href,) = re.findall(r'<a href="(https://[^"]+)"', page)
    assert addresses.endswith(".htm,")
    assert addresses.rstrip(",") == href.replace("https://", "http://")


def test_hits_are_marked_and_times_dotted(ccgp: Visitor) -> None:
    page = ccgp.text("/bxsearch", f"kw=政务云&{OWN_DATES}")
    assert '省级<font color="red">政务云</font>服务' in page
    assert "<span>2025.02.18 17:42:00 | 采购人：" in page


def test_a_province_is_two_digits(ccgp: Visitor) -> None:
    page = ccgp.text("/bxsearch", "zoneId=54&timeType=6&start_time=2024%3A01%3A01&end_time=2024%3A12%3A31")
    assert total(page) == 2
    assert "阿里地区" in page
