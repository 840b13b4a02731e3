"""ccgp's static lists and detail pages behave as the site does."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from crawler.replica.ccgp import CcgpPortal
from crawler.replica.shelf import Listed
from tests.crawler.replica.conftest import Visitor

ROW = re.compile(r'<a href="(\./\d{6}/t\d{8}_\d{8}\.htm)" title="([^"]+)">([^<]+)</a>')


def many(count: int) -> Visitor:
    """A portal with so many awards, one a minute."""
    moment = datetime(2025, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    paths = [f"/cggg/dfgg/zbgg/202501/t20250101_{i:08d}.htm" for i in range(count)]
    return Visitor(CcgpPortal(Listed(path, "dfgg/zbgg", path[-12:], moment, lambda: "text") for path in paths))


def test_a_list_has_twenty_rows() -> None:
    assert len(ROW.findall(many(45).text("/cggg/dfgg/zbgg/"))) == 20


def test_the_folder_and_index_are_page_one() -> None:
    visitor = many(45)
    assert visitor.text("/cggg/dfgg/zbgg/") == visitor.text("/cggg/dfgg/zbgg/index.htm")


def test_page_two_is_index_1() -> None:
    visitor = many(45)
    first = [href for href, _, _ in ROW.findall(visitor.text("/cggg/dfgg/zbgg/index.htm"))]
    second = [href for href, _, _ in ROW.findall(visitor.text("/cggg/dfgg/zbgg/index_1.htm"))]
    third = [href for href, _, _ in ROW.findall(visitor.text("/cggg/dfgg/zbgg/index_2.htm"))]
    assert (len(first), len(second), len(third)) == (20, 20, 5)
    assert len({*first, *second, *third}) == 45


def test_behind_the_last_page_stands_the_sites_404() -> None:
    response = many(45).get("/cggg/dfgg/zbgg/index_3.htm")
    assert response.status == 404
    assert "错误页面！中国政府采购网" in response.body.decode()


def test_twenty_five_pages_are_kept() -> None:
    visitor = many(600)
    assert visitor.get("/cggg/dfgg/zbgg/index_24.htm").status == 200
    assert visitor.get("/cggg/dfgg/zbgg/index_25.htm").status == 404


def test_contracts_are_not_here(ccgp: Visitor) -> None:
    assert ccgp.get("/cggg/dfgg/htgg/").status == 404


def test_an_empty_list_is_a_page_without_rows(ccgp: Visitor) -> None:
    assert ROW.findall(ccgp.text("/cggg/zygg/zgysgg/")) == []


def test_a_long_title_is_cut_in_the_text_and_whole_in_the_attribute() -> None:
    title = "某市某区政务云资源租赁及运行维护服务采购项目（第二包）的中标（成交）结果公告"
    entry = Listed(
        "/cggg/dfgg/zbgg/202501/t20250101_00000001.htm",
        "dfgg/zbgg",
        title,
        datetime(2025, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
        lambda: "",
    )
    (row,) = ROW.findall(Visitor(CcgpPortal([entry])).text("/cggg/dfgg/zbgg/"))
    assert row[1] == title
    assert row[2] == f"{title[:34]}..."


def test_a_row_names_time_place_and_buyer(ccgp: Visitor) -> None:
    page = ccgp.text("/cggg/dfgg/zbgg/")
    assert "发布时间：<em>2025-02-18 17:42</em> 地域：<em>湖南</em> 采购人：<em>湖南省政务服务和大数据中心</em>" in page


def test_root_lists_have_one_more_em(ccgp: Visitor) -> None:
    assert '<em rel="bxlx">中标公告</em> 发布时间：' in ccgp.text("/cggg/dfgg/")
    assert "bxlx" not in ccgp.text("/cggg/dfgg/zbgg/")


def test_every_row_opens(ccgp: Visitor) -> None:
    for href, title, _ in ROW.findall(ccgp.text("/cggg/dfgg/zbgg/")):
        assert f'<meta name="ArticleTitle" content="{title}" />' in ccgp.text(f"/cggg/dfgg/zbgg/{href[2:]}")


def test_rows_are_newest_first(ccgp: Visitor) -> None:
    times = re.findall(r"发布时间：<em>([^<]+)</em>", ccgp.text("/cggg/dfgg/"))
    assert times == sorted(times, reverse=True)


def test_a_detail_page_has_the_markers_of_the_site(ccgp: Visitor) -> None:
    href, _, _ = ROW.findall(ccgp.text("/cggg/dfgg/zbgg/"))[0]
    page = ccgp.text(f"/cggg/dfgg/zbgg/{href[2:]}")
    assert 'class="vF_deail_maincontent"' in page
    assert 'class="vF_detail_content"' in page
    assert page.count("<!--contentTable-->") == 2
    assert '<span id="sourceName"></span>' in page


def test_there_is_no_robots_txt(ccgp: Visitor) -> None:
    assert ccgp.get("/robots.txt").status == 404
