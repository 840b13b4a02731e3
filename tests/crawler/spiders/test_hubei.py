from datetime import date

import pytest
from scrapy import Request

from crawler.items import Listed
from crawler.spiders.hubei import HubeiSpider
from tests.crawler.answers import html_answer

CHANNEL = "notice/cggg/czhbgg"
ROW = """<li>
\t<a href="{href}" target="_blank">
\t[<font color="red">\n\t\t\t\t竞争性磋商\n\t\t\t</font>]
\t{title} </a>
\t<span>{day}</span></li>"""


def a_list(*rows: str, total: str = "共 31 条记录") -> str:
    return f"<ul class='news-list-content list-unstyled'>{''.join(rows)}</ul><div>第 1 页，{total}</div>"


def row(
    href: str = "/notice/202608/notice_73f5.html", day: str = "2026-08-16", title: str = "某大学[二期]成交公告"
) -> str:
    return ROW.format(href=href, day=day, title=title)


@pytest.fixture
def spider() -> HubeiSpider:
    return HubeiSpider(from_date="2026-08-10", until_date="2026-08-20")


def ask(spider: HubeiSpider, body: str, number: int = 1) -> list[Request]:
    return list(spider.parse_list(html_answer(spider.ask(CHANNEL, number), body), CHANNEL, number))


def test_page_one_is_index_1_and_page_two_is_index_2(spider: HubeiSpider) -> None:
    assert spider.ask(CHANNEL, 1).url == "http://www.ccgp-hubei.gov.cn/notice/cggg/czhbgg/index_1.html"
    assert spider.ask(CHANNEL, 2).url == "http://www.ccgp-hubei.gov.cn/notice/cggg/czhbgg/index_2.html"


def test_tenders_and_awards_of_province_and_cities_and_contracts_are_all_listed() -> None:
    lists = {"notice/cggg/czbgg", "notice/cggg/czhbgg", "notice/cggg/pzbgg", "notice/cggg/pzhbgg"}

    assert lists | {"contract/sjzfcght", "contract/cxzfcght"} <= set(HubeiSpider.channels)


def test_the_method_in_brackets_is_no_part_of_the_title_but_the_titles_own_brackets_are(spider: HubeiSpider) -> None:
    page, _ = ask(spider, a_list(row()))

    url = "http://www.ccgp-hubei.gov.cn/notice/202608/notice_73f5.html"
    assert page.cb_kwargs["listed"] == Listed(url, "某大学[二期]成交公告", "2026-08-16", date(2026, 8, 16))


def test_a_title_that_begins_with_a_bracket_keeps_it(spider: HubeiSpider) -> None:
    page, _ = ask(spider, a_list(row(title="[重新招标]某中心成交公告")))

    assert page.cb_kwargs["listed"].title == "[重新招标]某中心成交公告"


def test_the_printed_total_tells_the_last_page(spider: HubeiSpider) -> None:
    assert ask(spider, a_list(row()), number=2)[-1].url.endswith("index_3.html")
    assert all("listed" in request.cb_kwargs for request in ask(spider, a_list(row("/notice/202608/b.html")), number=3))


def test_a_total_of_none_proves_an_empty_list(spider: HubeiSpider) -> None:
    assert ask(spider, a_list(total="共 0 条记录")) == []
    assert dict(spider.errors) == {}


def test_an_empty_page_that_says_nothing_is_a_fault(spider: HubeiSpider) -> None:
    assert ask(spider, a_list(total="")) == []
    assert dict(spider.errors) == {"empty_list": 1}


def test_the_older_container_is_read_too(spider: HubeiSpider) -> None:
    body = a_list(row()).replace(
        "<ul class='news-list-content list-unstyled'>", '<div class="news-list list-page"><ul>'
    )

    assert len(ask(spider, body)) == 2


def test_a_missing_page_behind_the_first_is_a_fault_here(spider: HubeiSpider) -> None:
    answer = html_answer(spider.ask(CHANNEL, 2), "没有", 404)

    assert list(spider.parse_list(answer, CHANNEL, 2)) == []
    assert (spider.lists_lost, dict(spider.errors)) == (1, {"http_404": 1})
