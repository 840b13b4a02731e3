from datetime import date

import pytest
from scrapy import Request

from crawler.items import Listed
from crawler.spiders.ccgp import CcgpSpider
from tests.crawler.answers import html_answer

CHANNEL = "dfgg/zbgg"
ROW = """<li><a href="{href}" title="{title}">{text}</a>
 {kind}发布时间：<em>{published}</em> 地域：<em>四川</em> 采购人：<em>四川大学</em></li>"""


def row(href: str, published: str = "2026-09-09 22:47", title: str = "全文标题", kind: str = "") -> str:
    return ROW.format(href=href, published=published, title=title, text=f"{title[:2]}...", kind=kind)


def a_list(*rows: str, pager: str = "Pager({size:9, current:0, prefix:'index',suffix:'htm'});") -> str:
    return f'<ul class="c_list_bid">{"".join(rows)}</ul><p class="pager"><script>{pager}</script></p>'


@pytest.fixture
def spider() -> CcgpSpider:
    return CcgpSpider(from_date="2026-09-01", until_date="2026-09-30")


def ask(spider: CcgpSpider, body: str, number: int = 1, status: int = 200) -> list[Request]:
    answer = html_answer(spider.ask(CHANNEL, number), body, status)
    return list(spider.parse_list(answer, CHANNEL, number))


def test_page_one_is_index_and_page_two_is_index_1(spider: CcgpSpider) -> None:
    folder = "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/"

    assert spider.ask(CHANNEL, 1).url == f"{folder}index.htm"
    assert spider.ask(CHANNEL, 2).url == f"{folder}index_1.htm"
    assert spider.ask(CHANNEL, 25).url == f"{folder}index_24.htm"


def test_links_are_relative_to_the_folder_and_titles_are_whole(spider: CcgpSpider) -> None:
    page, following = ask(spider, a_list(row("./202609/t20260909_27300551.htm", title="某大学超长标题中标公告")))

    url = "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/t20260909_27300551.htm"
    assert page.url == url
    assert page.cb_kwargs["listed"] == Listed(url, "某大学超长标题中标公告", "2026-09-09 22:47", date(2026, 9, 9))
    assert following.url.endswith("/index_1.htm")


def test_the_time_is_found_by_its_label_where_another_cell_stands_before_it(spider: CcgpSpider) -> None:
    page, _ = ask(spider, a_list(row("./202609/a.htm", kind='<em rel="bxlx">中标公告</em> ')))

    assert page.cb_kwargs["listed"].published == "2026-09-09 22:47"


def test_articles_of_the_same_host_are_kept_as_listed(spider: CcgpSpider) -> None:
    requests = ask(spider, a_list(row("./202609/a.htm"), row("../../../zcdt/202609/t1.htm")))

    assert [request.url for request in requests if request.cb_kwargs.get("listed")] == [
        "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/a.htm",
        "http://www.ccgp.gov.cn/zcdt/202609/t1.htm",
    ]


def test_links_to_other_hosts_are_left_alone_and_counted(spider: CcgpSpider) -> None:
    requests = ask(spider, a_list(row("./202609/a.htm"), row("http://other.example/t1.htm")))

    assert len([request for request in requests if request.cb_kwargs.get("listed")]) == 1
    assert list(spider.closing_notes()) == ["1 listed links are no notices and were left alone"]


def test_rows_outside_the_window_are_not_fetched(spider: CcgpSpider) -> None:
    requests = ask(
        spider, a_list(row("./a.htm", "2026-10-01 00:10"), row("./b.htm"), row("./c.htm", "2026-08-31 23:59"))
    )

    assert [request.cb_kwargs["listed"].url[-5:] for request in requests[:-1]] == ["b.htm"]


def test_paging_stops_when_all_rows_are_older_than_the_window(spider: CcgpSpider) -> None:
    assert ask(spider, a_list(row("./a.htm", "2026-08-31 23:59"), row("./b.htm", "2026-08-01 10:00"))) == []
    assert spider.lists_lost == 0


def test_one_old_row_pinned_on_top_does_not_stop_the_paging(spider: CcgpSpider) -> None:
    requests = ask(spider, a_list(row("./pinned.htm", "2025-01-01 10:00"), row("./a.htm")))

    assert requests[-1].url.endswith("/index_1.htm")


def test_a_404_behind_page_one_is_the_end_of_what_the_site_keeps(spider: CcgpSpider) -> None:
    assert ask(spider, "错误页面", number=26, status=404) == []
    assert (spider.lists_lost, dict(spider.errors)) == (0, {})
    assert list(spider.closing_notes()) == [
        "these lists end before the window begins, older notices are out of reach: dfgg/zbgg"
    ]


def test_a_404_of_page_one_is_a_fault_for_the_list_is_gone(spider: CcgpSpider) -> None:
    assert "handle_httpstatus_list" not in spider.ask(CHANNEL, 1).meta
    assert spider.ask(CHANNEL, 2).meta["handle_httpstatus_list"] == [404]


def test_a_page_without_rows_is_a_fault_and_never_no_notices(spider: CcgpSpider) -> None:
    assert ask(spider, "<p>维护中</p>") == []
    assert (spider.lists_lost, dict(spider.errors)) == (1, {"empty_list": 1})


def test_an_empty_list_under_a_pager_of_one_page_is_proven_empty(spider: CcgpSpider) -> None:
    assert ask(spider, a_list(pager="Pager({size:1, current:0, prefix:'index',suffix:'htm'});")) == []
    assert (spider.lists_lost, dict(spider.errors)) == (0, {})


def test_an_empty_list_under_a_pager_of_many_pages_is_a_fault(spider: CcgpSpider) -> None:
    ask(spider, a_list())

    assert dict(spider.errors) == {"empty_list": 1}


def test_the_same_page_again_and_again_ends_the_paging_as_a_fault(spider: CcgpSpider) -> None:
    assert len(ask(spider, a_list(row("./a.htm")), number=1)) == 2
    assert len(ask(spider, a_list(row("./a.htm")), number=2)) == 1
    assert dict(spider.errors) == {"repeated_list": 1}


def test_a_row_without_a_day_is_fetched_and_counted(spider: CcgpSpider) -> None:
    page, _ = ask(spider, a_list(row("./a.htm", "近日")))

    assert page.cb_kwargs["listed"].day is None
    assert dict(spider.errors) == {"undated_row": 1}


def test_the_other_container_is_read_too(spider: CcgpSpider) -> None:
    body = a_list(row("./202609/a.htm")).replace("c_list_bid", "ul_compa")

    assert len(ask(spider, body)) == 2


def test_the_sites_own_error_page_is_not_kept_although_its_status_is_200(spider: CcgpSpider) -> None:
    listed = Listed("http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/a.htm", "t", "", None)
    answer = html_answer(spider.page_request(listed), "")
    answer = answer.replace(body=answer.body.replace("列表".encode(), "错误页面！中国政府采购网".encode()))

    assert list(spider.parse_page(answer, listed)) == []
    assert dict(spider.errors) == {"not_found": 1}


def test_a_page_is_handed_over_as_served_under_its_official_address(settings: object) -> None:
    settings.SOURCE_BASE_URLS = {"ccgp": "http://127.0.0.1:8900"}  # type: ignore[attr-defined]
    spider = CcgpSpider(from_date="2026-09-01", until_date="2026-09-30", crawl_id="7")
    listed = Listed("http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/a.htm", "标题", "2026-09-09 22:47", None)
    request = spider.page_request(listed)
    answer = html_answer(request, "正文").replace(headers={"Content-Type": "text/html"})

    (page,) = spider.parse_page(answer, listed)

    assert request.url == "http://127.0.0.1:8900/cggg/dfgg/zbgg/202609/a.htm"
    assert (page.source, page.url, page.crawl_id) == ("ccgp", listed.url, 7)
    assert (page.body, page.content_type) == (answer.body, "text/html")
    assert (page.listed_title, page.listed_published) == ("标题", "2026-09-09 22:47")
    assert page.fetched_at.tzinfo is not None
