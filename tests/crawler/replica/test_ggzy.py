"""ggzy's list API, its shells and its texts."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine

from crawler.replica.ggzy import API, GgzyPortal
from crawler.replica.shelf import Listed
from tests.crawler.replica.conftest import Visitor

EVER = "DEAL_TIME=06&TIMEBEGIN=2019-01-01&TIMEEND=2026-12-31"


def page(visitor: Visitor, form: str) -> dict[str, Any]:
    """The page of records."""
    answer = json.loads(visitor.post(API, form).body)
    assert answer["code"] == 200
    data: dict[str, Any] = answer["data"]
    return data


def test_deal_time_is_required(ggzy: Visitor) -> None:
    assert ggzy.post(API, "PAGENUMBER=1").status == 404


def test_own_dates_are_honoured(ggzy: Visitor) -> None:
    records = page(ggzy, "DEAL_TIME=06&TIMEBEGIN=2019-05-05&TIMEEND=2019-05-06")["records"]
    assert [record["publishTime"] for record in records] == ["2019-05-06", "2019-05-05"]


def test_dates_that_are_none_get_code_801(ggzy: Visitor) -> None:
    assert json.loads(ggzy.post(API, "DEAL_TIME=06&TIMEBEGIN=soon").body)["code"] == 801


@time_machine.travel("2026-06-10T08:00:00Z", tick=False)
def test_deal_time_01_is_today(ggzy: Visitor) -> None:
    assert [record["title"] for record in page(ggzy, "DEAL_TIME=01")["records"]] == [
        "哈尔滨市政务大模型算力租赁项目终止公告"
    ]


def test_province_class_and_stage_narrow_the_list(ggzy: Visitor) -> None:
    records = page(ggzy, f"{EVER}&DEAL_PROVINCE=640000&DEAL_CLASSIFY=01&DEAL_STAGE=0104")["records"]
    assert [record["informationType"] for record in records] == ["0104"]
    assert records[0]["provinceText"] == "宁夏回族自治区"


def test_stage_00_is_all_of_a_class(ggzy: Visitor) -> None:
    some = page(ggzy, f"{EVER}&DEAL_CLASSIFY=02&DEAL_STAGE=0200")["total"]
    assert some == sum(page(ggzy, f"{EVER}&DEAL_STAGE=020{n}")["total"] for n in (1, 2, 3, 4))


def test_a_keyword_without_a_hit_gives_the_unfiltered_list(ggzy: Visitor) -> None:
    assert page(ggzy, f"{EVER}&FINDTXT=中关村")["total"] == 1
    assert page(ggzy, f"{EVER}&FINDTXT=没有这个词")["total"] == page(ggzy, EVER)["total"]


def test_records_leave_city_and_code_empty(ggzy: Visitor) -> None:
    record = page(ggzy, EVER)["records"][0]
    assert (record["city"], record["tenderProjectCode"], record["bodyContent"]) == (None, None, None)


def test_totals_are_capped_at_a_thousand() -> None:
    moment = datetime(2025, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    entries = (Listed(f"/information/html/a/{i}.shtml", "0202", "t", moment, str) for i in range(1200))
    visitor = Visitor(GgzyPortal(entries))
    data = page(visitor, f"{EVER}&PAGENUMBER=50")
    assert (data["total"], data["pages"], len(data["records"])) == (1000, 50, 20)
    assert page(visitor, f"{EVER}&PAGENUMBER=51")["records"] == []


def test_the_a_page_is_a_shell_that_names_the_b_pages(ggzy: Visitor) -> None:
    (record,) = page(ggzy, f"{EVER}&FINDTXT=中关村")["records"]
    shell = ggzy.text(record["url"])
    assert "北京金山云" not in shell
    assert record["url"].replace("/html/a/", "/html/b/") in shell


def test_the_b_page_holds_the_text(ggzy: Visitor) -> None:
    (record,) = page(ggzy, f"{EVER}&FINDTXT=中关村")["records"]
    text = ggzy.text(record["url"].replace("/html/a/", "/html/b/"))
    assert "<p>中标金额：532.88388万元</p>" in text


def test_a_shell_links_all_stages_of_its_project(ggzy: Visitor) -> None:
    records = page(ggzy, f"{EVER}&FINDTXT=西安市工业互联网")["records"]
    shell = ggzy.text(records[0]["url"])
    assert shell.count("showDetail(this") == len(records) == 3


def test_some_b_pages_are_empty(ggzy: Visitor) -> None:
    records = page(ggzy, f"{EVER}&FINDTXT=苏州市边缘计算")["records"]
    texts = [ggzy.text(record["url"].replace("/html/a/", "/html/b/")) for record in records]
    assert sum("项目编号" not in text for text in texts) == 1
