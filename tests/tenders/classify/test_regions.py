import gzip
import json
import re
from pathlib import Path

import pytest

from tenders.classify.places import places
from tenders.classify.regions import CORPS, RegionAnswer, classify_region

GGZY = Path(__file__).parents[3].joinpath("../shared/corpus/ggzy/notices.jsonl.gz").resolve()
BUYER = re.compile(r"(?:采购人|采购单位|招\s*标\s*人|建设单位|业主单位)(?:名称)?\s*[:：]\s*([^\n，。；,;]{4,40})")


def region(
    *,
    buyer: str | None = None,
    number: str | None = None,
    portal: str | None = None,
    printed: str | None = None,
    title: str | None = None,
    text: str | None = None,
) -> RegionAnswer:
    return classify_region(
        buyer=buyer,
        number=number,
        portal_province=portal,
        region_text=printed,
        title=title,
        project_name=None,
        text=text,
    )


@pytest.mark.parametrize(
    ("buyer", "province", "city"),
    [
        ("武汉市洪山区卓刀泉小学", "420000", "420100"),
        ("襄阳市公安局", "420000", "420600"),
        ("仙桃市教育局", "420000", "429004"),
        ("上海市金山区教育局", "310000", "310000"),
        ("浦东新区卫生健康委员会", "310000", "310000"),
        ("深圳市大数据资源管理中心", "440000", "440300"),
        ("北京市朝阳区教育委员会", "110000", "110000"),
        ("长春市朝阳区人民法院", "220000", "220100"),
        ("恩施州人民政府办公室", "420000", "422800"),
        ("西藏自治区阿里地区行政公署", "540000", "542500"),
        ("内蒙古自治区财政厅", "150000", None),
        ("海南省教育厅", "460000", None),
        ("吉林大学", "220000", None),
        ("昆山开放大学", "320000", "320500"),
        ("石河子市人民医院", CORPS, "659001"),
        ("新疆兵团广播电视台", CORPS, None),
        ("新疆维吾尔自治区财政厅", "650000", None),
        ("荣昌县教育委员会", "500000", "500000"),
    ],
)
def test_a_buyer_names_its_place(buyer: str, province: str, city: str | None) -> None:
    assert region(buyer=buyer) == RegionAnswer(province, city, "buyer_short" if buyer.startswith("昆山") else "buyer")


def test_city_districts_of_no_name_decide_nothing() -> None:
    assert region(printed="市辖区") == RegionAnswer(None, None, "none")
    assert region(printed="市辖区", buyer="武汉市教育局").city == "420100"


def test_a_district_that_several_cities_have_is_ambiguous() -> None:
    assert region(buyer="朝阳区教育委员会").province is None


def test_the_portal_settles_an_ambiguous_district() -> None:
    assert region(buyer="朝阳区教育委员会", portal="110000") == RegionAnswer("110000", "110000", "buyer")


def test_jinshan_district_is_in_shanghai() -> None:
    assert region(printed="金山区").province == "310000"


def test_a_street_named_after_a_city_is_no_place() -> None:
    assert region(title="武汉路小学改造项目", portal="310000") == RegionAnswer("310000", "310000", "portal")


def test_the_plan_number_begins_with_the_area() -> None:
    assert region(number="420100-2026-08222") == RegionAnswer("420000", "420100", "plan_number")


@pytest.mark.parametrize("number", ["2019-04-1104", "JX13800000000", "999999-2026-1", "HW19011", None])
def test_other_numbers_say_nothing(number: str | None) -> None:
    assert region(number=number).rule == "none"


def test_the_printed_region_comes_before_the_buyer() -> None:
    answer = region(printed="湖北省", buyer="上海交通大学")
    assert (answer.province, answer.rule) == ("420000", "printed_region")


def test_a_later_reading_adds_the_city_of_the_same_province() -> None:
    assert region(printed="湖北省", title="武汉市智慧城市项目") == RegionAnswer("420000", "420100", "printed_region")


def test_the_inviting_agency_in_a_title_is_not_the_place() -> None:
    assert region(title="大连某某招投标代理有限公司关于贵港市公路管理所项目的公告").city == "450800"


def test_the_text_decides_only_by_a_clear_majority() -> None:
    assert region(text="地址：成都市某路 成都市财政局 北京市") == RegionAnswer("510000", "510100", "text")
    assert region(text="成都市 北京市") == RegionAnswer(None, None, "none")


def test_every_code_has_six_digits_and_a_known_province() -> None:
    provinces = {place.code for place in places() if place.level == "province"}
    assert all(re.fullmatch(r"\d{6}", place.code) for place in places())
    assert {place.code[:2] + "0000" for place in places()} <= provinces


def test_all_provinces_and_their_well_known_cities_are_there() -> None:
    codes = {place.name: place.code for place in places() if place.level != "county"}
    assert sum(place.level == "province" and place.code[2:] == "0000" for place in places()) >= 35
    known = {"武汉市": "420100", "深圳市": "440300", "杭州市": "330100", "成都市": "510100", "上海市": "310000"}
    assert {name: codes[name] for name in known} == known


@pytest.mark.skipif(not GGZY.exists(), reason="the real notices (../shared/corpus) are not beside the project")
def test_the_province_of_real_notices_is_right_for_97_in_100_of_those_answered() -> None:
    right = answered = total = 0
    with gzip.open(GGZY, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            buyer = BUYER.search(row["text"])
            answer = region(buyer=buyer[1] if buyer else None, title=row["title"], text=row["text"])
            total += 1
            answered += answer.province is not None
            right += answer.province == row["province_code"]
    assert right / answered >= 0.98
    assert answered / total >= 0.97
