import json
from datetime import date, datetime
from typing import Any

import pytest
from scrapy import Request

from crawler.items import Listed
from crawler.spiders.shanghai import ShanghaiSpider
from tenders.normalise.dates import CHINA
from tests.crawler.answers import json_answer

CHANNEL = "ZcyAnnouncement4"


def milliseconds(year: int, month: int, day: int, hour: int, minute: int) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=CHINA).timestamp()) * 1000


def row(article: str = "Y1Xs+Ya9sq/iYbm5sKeVqQ==", published: Any = None) -> dict[str, Any]:
    return {
        "articleId": article,
        "title": " 某区\n成交公告",
        "publishDate": published or milliseconds(2026, 8, 15, 9, 30),
    }


def answer_of(rows: Any, total: Any = 120) -> dict[str, Any]:
    return {"success": True, "result": {"data": {"total": total, "data": rows}}, "error": None}


@pytest.fixture
def spider() -> ShanghaiSpider:
    return ShanghaiSpider(from_date="2026-08-10", until_date="2026-08-15")


def ask(spider: ShanghaiSpider, answer: Any, number: int = 1) -> list[Request]:
    return list(spider.parse_list(json_answer(spider.ask(CHANNEL, number), answer), CHANNEL, number))


def test_the_list_is_asked_with_dates_as_strings_under_their_right_names(spider: ShanghaiSpider) -> None:
    request = spider.ask(CHANNEL, 3)
    body = json.loads(request.body)

    assert (request.method, request.url) == ("POST", "https://www.zfcg.sh.gov.cn/portal/category")
    assert request.headers["Content-Type"] == b"application/json"
    assert (body["publishDateBegin"], body["publishDateEnd"]) == ("2026-08-10", "2026-08-15")
    assert (body["pageNo"], body["parentId"], body["categoryCode"]) == (3, "137027", CHANNEL)


def test_the_kept_address_is_the_peoples_page_and_the_bytes_are_the_detail_json(spider: ShanghaiSpider) -> None:
    page, _ = ask(spider, answer_of([row()]))

    article = "articleId=Y1Xs%2BYa9sq%2FiYbm5sKeVqQ%3D%3D"
    url = f"https://www.zfcg.sh.gov.cn/site/detail?parentId=137027&{article}"
    assert page.cb_kwargs["listed"] == Listed(url, "某区 成交公告", "2026-08-15 09:30", date(2026, 8, 15))
    assert page.url == f"https://www.zfcg.sh.gov.cn/portal/detail?parentId=137027&{article}&siteId=77"
    assert page.meta["due"] == "json"


def test_a_timestamp_at_sixteen_hours_utc_is_the_next_day_in_china(spider: ShanghaiSpider) -> None:
    (after,) = ask(spider, answer_of([row(published=milliseconds(2026, 8, 16, 0, 0))]))

    assert "listed" not in after.cb_kwargs


def test_rows_are_filtered_again_for_the_portal_may_ignore_the_dates(spider: ShanghaiSpider) -> None:
    rows = [
        row("newer", milliseconds(2026, 8, 16, 8, 0)),
        row("inside", milliseconds(2026, 8, 10, 0, 0)),
        row("older", milliseconds(2026, 8, 9, 23, 59)),
    ]
    requests = ask(spider, answer_of(rows))

    assert [request.cb_kwargs["listed"].url.rsplit("=")[-1] for request in requests[:-1]] == ["inside"]


def test_paging_stops_when_the_rows_are_older(spider: ShanghaiSpider) -> None:
    assert ask(spider, answer_of([row("older", milliseconds(2026, 8, 9, 23, 59))])) == []


def test_paging_stops_at_the_total_and_not_before(spider: ShanghaiSpider) -> None:
    assert ask(spider, answer_of([row("a")], total=101), 2)[-1].cb_kwargs["number"] == 3
    assert len(ask(spider, answer_of([row("b")], total=100), 2)) == 1


def test_a_total_of_zero_proves_an_empty_list(spider: ShanghaiSpider) -> None:
    assert ask(spider, answer_of([], total=0)) == []
    assert dict(spider.errors) == {}


def test_no_rows_with_a_total_is_a_fault(spider: ShanghaiSpider) -> None:
    assert ask(spider, answer_of([], total=54374)) == []
    assert dict(spider.errors) == {"empty_list": 1}


@pytest.mark.parametrize("answer", [{"result": {"data": None}}, {"success": False}, [], answer_of(None)])
def test_an_answer_of_another_shape_is_a_fault(spider: ShanghaiSpider, answer: Any) -> None:
    assert ask(spider, answer) == []
    assert dict(spider.errors) == {"not_as_declared": 1}


def test_an_unknown_article_is_not_kept(spider: ShanghaiSpider) -> None:
    listed = Listed("https://www.zfcg.sh.gov.cn/site/detail?parentId=137027&articleId=x", "t", "", None)
    answer = json_answer(spider.page_request(listed), {"success": True, "result": {"data": None}})

    assert list(spider.parse_page(answer, listed)) == []
    assert dict(spider.errors) == {"not_found": 1}
