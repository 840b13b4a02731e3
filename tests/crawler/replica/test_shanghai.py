"""Shanghai's JSON portal: lists, dates, ids and what it keeps quiet about."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from crawler.replica.facts import NoticeFacts
from crawler.replica.shanghai import article_id
from tests.crawler.replica.conftest import Visitor

CHINA = ZoneInfo("Asia/Shanghai")


def listed(visitor: Visitor, path: str = "/portal/category", **asked: object) -> dict[str, Any]:
    """The list's `data`: total and rows."""
    answer = json.loads(visitor.post(path, json.dumps(asked)).body)
    assert answer["success"] is True
    data: dict[str, Any] = answer["result"]["data"]
    return data


def detail(visitor: Visitor, query: str) -> Any:
    """The detail's `data`."""
    return json.loads(visitor.get("/portal/detail", query).body)["result"]["data"]


def test_rows_are_newest_first_and_paged(shanghai: Visitor) -> None:
    first = listed(shanghai, categoryCode="ZcyAnnouncement", pageNo=1, pageSize=10)
    second = listed(shanghai, categoryCode="ZcyAnnouncement", pageNo=2, pageSize=10)
    times = [row["publishDate"] for row in first["data"] + second["data"]]
    assert len(times) == 20
    assert times == sorted(times, reverse=True)
    assert first["total"] == second["total"]


def test_a_parent_category_holds_its_children(shanghai: Visitor) -> None:
    parent = listed(shanghai, categoryCode="ZcyAnnouncement2", pageSize=50)["total"]
    children = [listed(shanghai, categoryCode=f"ZcyAnnouncement{n}")["total"] for n in (3001, 3011, 3002, 3003)]
    assert parent == sum(children)
    assert children[0] > 0


def test_publish_dates_are_honoured(shanghai: Visitor) -> None:
    day = "2024-04-12"
    data = listed(shanghai, categoryCode="ZcyAnnouncement", publishDateBegin=day, publishDateEnd=day)
    assert [row["title"] for row in data["data"]] == ["浦东新区政务云资源服务项目中标结果公告"]


def test_unknown_names_are_ignored_without_a_word(shanghai: Visitor) -> None:
    everything = listed(shanghai, categoryCode="ZcyAnnouncement")["total"]
    data = listed(shanghai, categoryCode="ZcyAnnouncement", beginDate="2024-04-12", endDate="2024-04-12")
    assert data["total"] == everything


def test_the_second_list_takes_epoch_milliseconds(shanghai: Visitor) -> None:
    begin = int(datetime(2024, 4, 12, tzinfo=CHINA).timestamp() * 1000)
    asked = {"firstCode": "ZcyAnnouncement", "publishDateBegin": begin, "publishDateEnd": begin}
    assert listed(shanghai, "/portal/all", **asked)["total"] == 1
    assert listed(shanghai, "/portal/category", **asked)["total"] > 1


def test_times_are_epoch_milliseconds(shanghai: Visitor) -> None:
    (row,) = listed(shanghai, publishDateBegin="2024-04-12", publishDateEnd="2024-04-12")["data"]
    assert datetime.fromtimestamp(row["publishDate"] / 1000, CHINA).isoformat() == "2024-04-12T15:42:00+08:00"


def test_the_buyer_of_a_result_is_kept_quiet(shanghai: Visitor) -> None:
    rows = listed(shanghai, categoryCode="ZcyAnnouncement4", pageSize=100)["data"]
    assert {row["purchaseName"] for row in rows} == {None}
    assert "上海百通项目管理咨询有限公司" in {row["author"] for row in rows}


def test_some_ids_hold_a_plus(shanghai: Visitor) -> None:
    rows = listed(shanghai, categoryCode="ZcyAnnouncement", pageSize=100)["data"]
    assert any("+" in row["articleId"] for row in rows)


def test_an_encoded_id_opens_and_a_raw_plus_does_not(shanghai: Visitor) -> None:
    rows = listed(shanghai, categoryCode="ZcyAnnouncement", pageSize=100)["data"]
    identifier = next(row["articleId"] for row in rows if "+" in row["articleId"])
    assert detail(shanghai, f"articleId={quote(identifier, safe='')}&parentId=137027")["content"]
    assert detail(shanghai, f"articleId={identifier}&parentId=137027") is None


def test_an_article_links_the_life_of_its_project(shanghai: Visitor, notices: dict[str, NoticeFacts]) -> None:
    identifier = article_id(notices["shanghai_pudong_gov_cloud_2024-award"])
    links = detail(shanghai, f"articleId={quote(identifier, safe='')}")["announcementLinkDtoList"]
    assert [link["typeName"] for link in links] == ["采购意向公开", "采购公告", "更正公告", "采购结果", "采购合同"]
    assert [link["publishDate"] for link in links if link["isCurrent"]] == ["2024-04-12"]


def test_the_site_says_its_number_and_its_tree(shanghai: Visitor) -> None:
    assert json.loads(shanghai.get("/portal/getSiteId").body)["result"]["data"] == 77
    (root,) = json.loads(shanghai.get("/admin/category/home/headTab").body)["result"]["data"]
    assert "ZcyAnnouncement10016" in {child["code"] for child in root["children"]}


def test_the_human_page_holds_no_text(shanghai: Visitor) -> None:
    assert "content-container-mapFrame" in shanghai.text("/site/detail", "parentId=137027&articleId=x")


def test_values_of_the_wrong_kind_are_ignored(shanghai: Visitor) -> None:
    asked = {"publishDateBegin": 10**30, "publishDateEnd": "soon", "districtCode": 310115, "pageNo": "²"}
    assert listed(shanghai, "/portal/all", **asked)["data"]
    assert listed(shanghai, "/portal/category", **asked)["data"]


def test_a_body_that_is_no_json_gets_everything(shanghai: Visitor) -> None:
    answer = json.loads(shanghai.post("/portal/category", "not json").body)
    assert answer["result"]["data"]["total"] > 0
