"""Hubei's static lists and detail pages."""

import re

from tests.crawler.replica.conftest import Visitor

ROW = re.compile(r'<a href="(/notice/\d{6}/notice_[0-9a-f]{32}\.html)" target="_blank">([^<]*)<font')


def test_lists_count_from_one_with_fifteen_rows(hubei: Visitor) -> None:
    first = ROW.findall(hubei.text("/notice/cggg/czhbgg/index_1.html"))
    second = ROW.findall(hubei.text("/notice/cggg/czhbgg/index_2.html"))
    assert len(first) == 15
    assert 0 < len(second) < 15
    assert hubei.get("/notice/cggg/czhbgg/index_0.html").status == 404
    assert hubei.get("/notice/cggg/czhbgg/index_3.html").status == 404


def test_the_list_says_how_many_records_there_are(hubei: Visitor) -> None:
    page = hubei.text("/notice/cggg/czhbgg/index_1.html")
    listed = len(ROW.findall(page)) + len(ROW.findall(hubei.text("/notice/cggg/czhbgg/index_2.html")))
    assert f"共 {listed} 条记录" in page


def test_tabs_and_newlines_stand_round_the_method(hubei: Visitor) -> None:
    assert re.search(
        r'\[<font color="red">\n\t+竞争性磋商\n\t+</font>\]', hubei.text("/notice/cggg/czbgg/index_1.html")
    )


def test_wuhan_is_in_the_city_lists_and_the_province_in_its_own(hubei: Visitor) -> None:
    assert "武汉市智慧城市基础平台" in hubei.text("/notice/cggg/czhbgg/index_2.html")
    assert "湖北省一体化公共数据平台" in hubei.text("/notice/cggg/pzhbgg/index_1.html")


def test_the_list_shows_the_day_alone(hubei: Visitor) -> None:
    times = re.findall(r"<span>([^<]+)</span></li>", hubei.text("/notice/cggg/czhbgg/index_1.html"))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", time) for time in times)


def test_an_empty_list_is_page_one_without_rows(hubei: Visitor) -> None:
    assert "共 0 条记录" in hubei.text("/notice/cggg/pfbgg/index_1.html")


def test_contracts_have_their_own_folder(hubei: Visitor) -> None:
    assert "洪山区教育云平台及专线服务项目合同公告" in hubei.text("/contract/cxzfcght/index_1.html")


def test_every_row_opens_on_a_page_with_number_and_plan(hubei: Visitor) -> None:
    for path, _ in ROW.findall(hubei.text("/notice/cggg/czhbgg/index_1.html")):
        page = hubei.text(path)
        assert '<div class="art_con">' in page
        assert "<p>一、项目编号</p>" in page
        assert "<p>二、采购计划备案号</p>" in page


def test_separators_are_mixed(hubei: Visitor) -> None:
    path, _ = ROW.findall(hubei.text("/notice/cggg/czbgg/index_1.html"))[0]
    page = hubei.text(path)
    assert "</span>｜<span>发布单位：" in page
    assert "文件递交截止时间：" in page
    assert "</span>|<span>阅读次数：" in page
