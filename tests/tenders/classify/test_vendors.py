import csv
from datetime import date
from pathlib import Path

import pytest

from tenders.classify.vendors import class_of, classify_vendor, presets_of
from tenders.vocabulary import VendorClass

TRACKED = {VendorClass.CARRIER, VendorClass.BAT, VendorClass.BIG_CLOUD, VendorClass.MID_TIER}

with Path(__file__).with_name("vendors_expected.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = [(row["name"], row["class"], row["group"] or None) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("name", "vendor_class", "group"), EXPECTED)
def test_a_printed_name_is_put_in_its_camp(name: str, vendor_class: str, group: str | None) -> None:
    answer = classify_vendor(name)
    assert (answer.vendor_class, answer.group) == (vendor_class, group)


def test_an_unknown_name_says_so_without_evidence() -> None:
    answer = classify_vendor("某某智能科技有限公司")
    assert (answer.vendor_class, answer.rule, answer.entity, answer.evidence) == ("unknown", "none", None, "")


@pytest.mark.parametrize(
    "name",
    [
        "移动互联网科技有限公司",
        "中移恒信科技有限公司",
        "联通达电子商务有限公司",
        "中电信用服务有限公司",
        "天翼文化有限公司",
        "金山区人民医院",
        "腾云科技有限公司",
        "深圳市腾讯通电子有限公司",
        "新华为家具有限公司",
        "青云电子有限公司",
        "百度餐饮有限公司",
        "阿里山茶业有限公司",
        "中国移动互联网产业联盟有限公司",
        "中国电信器材公司",
        "中国联通达有限公司",
        "北京电信通科技有限公司",
        "电信工程有限公司",
        "移动",
        "联通",
        "移动公司",
    ],
)
def test_a_look_alike_never_lands_in_a_tracked_camp(name: str) -> None:
    assert classify_vendor(name).vendor_class not in TRACKED


def test_a_branch_names_its_parent() -> None:
    answer = classify_vendor("中国移动通信集团湖北有限公司襄阳分公司")
    assert answer.entity == "中国移动通信集团湖北有限公司"
    assert answer.rule == "branch:pattern:mobile_province"


def test_a_short_name_counts_only_when_it_is_the_whole_print() -> None:
    assert classify_vendor("阿里云").group == "alibaba"
    assert classify_vendor("阿里云生态合作科技有限公司").group is None


def test_a_former_name_leads_to_the_company_of_today() -> None:
    answer = classify_vendor("杭州华三通信技术有限公司")
    assert (answer.entity, answer.rule) == ("新华三技术有限公司", "former_name")


def test_a_remark_about_the_former_name_helps_where_the_new_name_is_not_known() -> None:
    answer = classify_vendor("某新名数字科技有限公司（原联通系统集成有限公司）")
    assert (answer.name, answer.group) == ("某新名数字科技有限公司", "china_unicom")


@pytest.mark.parametrize(
    ("printed", "group"),
    [
        ("联通(上海) 产业互联网有限责任公司", "china_unicom"),
        ("騰訊雲計算（北京）有限責任公司", "tencent"),
        ("中国电信股份有限公司\n武汉分公司", "china_telecom"),
        ("北京金山云网络技术有限公司（联合体牵头人）", "kingsoft_cloud"),
    ],
)
def test_print_variants_reach_the_same_group(printed: str, group: str) -> None:
    assert classify_vendor(printed).group == group


def test_digital_guangdong_was_tencents_until_december_2021() -> None:
    name = "数字广东网络建设有限公司"
    assert classify_vendor(name, date(2021, 12, 7)).group == "tencent"
    assert classify_vendor(name, date(2021, 12, 8)).group == "digital_guangdong"


def test_venustech_is_a_carrier_affiliate_only_since_2024() -> None:
    name = "启明星辰信息技术集团股份有限公司"
    assert classify_vendor(name, date(2023, 6, 1)).vendor_class == VendorClass.OTHER
    assert classify_vendor(name, date(2024, 6, 1)).vendor_class == VendorClass.CARRIER_AFFILIATE


def test_before_china_telecom_held_it_gsafety_belonged_to_no_group_we_know() -> None:
    answer = classify_vendor("北京辰安科技股份有限公司", date(2019, 6, 1))
    assert (answer.vendor_class, answer.group) == (VendorClass.UNKNOWN, None)


def test_presets_narrow_the_mid_tier() -> None:
    assert presets_of("kingsoft_cloud") == ("narrow", "wide", "us_only")
    assert presets_of("h3c") == ("wide",)
    assert presets_of("china_mobile") == ()


def test_a_class_belongs_to_the_group() -> None:
    assert class_of("china_broadnet") == VendorClass.CARRIER_AFFILIATE


def test_a_buyer_that_is_a_carrier_has_its_group() -> None:
    assert (
        classify_vendor("中国电信股份有限公司宁夏分公司").group
        == classify_vendor("中电信人工智能科技（北京）有限公司").group
    )
