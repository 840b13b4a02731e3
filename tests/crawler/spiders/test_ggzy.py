from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest
from scrapy import Request

from crawler.items import Listed
from crawler.spiders.ggzy import GgzySpider
from crawler.spiders.sliced import Slice
from tests.crawler.answers import json_answer
from tests.crawler.test_all_spiders import started

WHOLE = Slice("02", date(2026, 3, 10), date(2026, 3, 17))
DAY = Slice("02", date(2026, 3, 17), date(2026, 3, 17))
FINEST = Slice("02", date(2026, 3, 17), date(2026, 3, 17), "330000", "02")


def record(name: str = "0033", day: str = "2026-03-17") -> dict[str, Any]:
    url = f"/information/deal/html/a/330000/0203/20260317/{name}.html"
    return {"id": name, "publishTime": day, "title": "某县采购项目合同", "url": url, "city": None}


def answer_of(records: Any, total: Any = 1) -> dict[str, Any]:
    return {"code": 200, "message": "success", "data": {"records": records, "total": total, "size": 20}}


@pytest.fixture
def spider() -> GgzySpider:
    return GgzySpider(from_date="2026-03-10", until_date="2026-03-17")


def ask(spider: GgzySpider, answer: Any, piece: Slice = DAY, number: int = 1) -> list[Request]:
    return list(spider.parse_list(json_answer(spider.ask(piece, number), answer), piece, number))


def pieces(requests: list[Request]) -> list[Slice]:
    return [request.cb_kwargs["piece"] for request in requests]


def test_the_form_holds_the_required_deal_time_with_dates_of_its_own(spider: GgzySpider) -> None:
    request = spider.ask(FINEST, 2)
    form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}

    assert request.method == "POST"
    assert (form["DEAL_TIME"], form["TIMEBEGIN"], form["TIMEEND"]) == ("06", "2026-03-17", "2026-03-17")
    assert (form["DEAL_CLASSIFY"], form["DEAL_STAGE"], form["DEAL_PROVINCE"]) == ("02", "0202", "330000")
    assert form["PAGENUMBER"] == "2"
    assert "X-Pass-Token" in request.headers


def test_the_kept_address_is_the_a_page_and_the_bytes_are_the_b_page(spider: GgzySpider) -> None:
    (page,) = ask(spider, answer_of([record()]))

    url = "https://www.ggzy.gov.cn/information/deal/html/a/330000/0203/20260317/0033.html"
    assert page.cb_kwargs["listed"] == Listed(url, "某县采购项目合同", "2026-03-17", date(2026, 3, 17))
    assert page.url == url.replace("/html/a/", "/html/b/")


def test_a_slice_below_the_cap_is_read_page_by_page(spider: GgzySpider) -> None:
    first = ask(spider, answer_of([record("a")], total=21), WHOLE)
    second = ask(spider, answer_of([record("b")], total=21), WHOLE, 2)

    assert (first[-1].cb_kwargs["number"], len(second)) == (2, 1)


def test_a_span_at_the_cap_is_cut_into_days(spider: GgzySpider) -> None:
    cut = pieces(ask(spider, answer_of([record()], total=1000), WHOLE))

    assert [(piece.first, piece.last) for piece in cut] == [(date(2026, 3, d), date(2026, 3, d)) for d in range(10, 18)]


def test_a_day_at_the_cap_is_cut_into_all_provinces(spider: GgzySpider) -> None:
    cut = pieces(ask(spider, answer_of([record()], total=1598), DAY))

    assert len(cut) == 32
    assert {"110000", "420000", "650000", "660000"} <= {piece.province for piece in cut}


def test_a_province_at_the_cap_is_cut_into_stages(spider: GgzySpider) -> None:
    cut = pieces(ask(spider, answer_of([record()], total=1000), Slice("02", DAY.first, DAY.last, "330000")))

    assert {piece.stage for piece in cut} == {"01", "02", "03", "04", "05", "06"}


def test_what_is_at_the_cap_at_last_is_read_as_far_as_it_shows_and_said(spider: GgzySpider) -> None:
    requests = ask(spider, answer_of([record()], total=1000), FINEST)

    assert [request.cb_kwargs.get("number") for request in requests] == [None, 2]
    assert spider.notes == ["2026-03-17 330000 02: more notices than the portal shows"]


def test_code_804_means_too_wide_and_cuts_the_slice(spider: GgzySpider) -> None:
    assert len(ask(spider, {"code": 804, "message": "请缩小范围", "data": None}, WHOLE)) == 8


def test_code_804_at_the_finest_slice_is_a_fault(spider: GgzySpider) -> None:
    assert ask(spider, {"code": 804, "data": None}, FINEST) == []
    assert dict(spider.errors) == {"empty_list": 1}


def test_a_total_of_zero_proves_an_empty_day(spider: GgzySpider) -> None:
    assert ask(spider, answer_of([], total=0)) == []
    assert dict(spider.errors) == {}


def test_no_rows_with_a_total_is_a_fault(spider: GgzySpider) -> None:
    assert ask(spider, answer_of([], total=7)) == []
    assert dict(spider.errors) == {"empty_list": 1}


def test_a_bad_parameter_is_a_fault_of_its_own(spider: GgzySpider) -> None:
    assert ask(spider, {"code": 801, "message": "参数错误", "data": None}) == []
    assert (spider.lists_lost, dict(spider.errors)) == (1, {"code_801": 1})


@pytest.mark.parametrize("answer", [{}, [], {"code": 200, "data": None}, answer_of([{}]), answer_of([record()], "多")])
def test_an_answer_of_another_shape_is_a_fault(spider: GgzySpider, answer: Any) -> None:
    assert ask(spider, answer) == []
    assert dict(spider.errors) == {"not_as_declared": 1}


def test_rows_of_other_days_are_left_alone_for_the_portal_may_ignore_the_dates(spider: GgzySpider) -> None:
    assert ask(spider, answer_of([record(day="2026-03-18"), record(day="2026-03-09")], total=2)) == []


def test_a_long_window_is_asked_in_spans_that_cover_every_day_once() -> None:
    spider = GgzySpider(from_date="2026-01-01", until_date="2026-01-25")
    spans = [(p.first, p.last) for p in pieces(started(spider)) if p.kind == "02"]

    assert spans == [
        (date(2026, 1, 16), date(2026, 1, 25)),
        (date(2026, 1, 6), date(2026, 1, 15)),
        (date(2026, 1, 1), date(2026, 1, 5)),
    ]
