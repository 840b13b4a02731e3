"""Vendors and real cases, as rows written by hand from domain.md."""

from typing import Any

from tenders.models import Award, Organisation, Tender
from tests.factories import make_award, make_group, make_notice, make_organisation, make_tender

GROUPS = {
    "china_telecom": "carrier",
    "china_mobile": "carrier",
    "china_unicom": "carrier",
    "inspur": "mid_tier",
    "kingsoft": "mid_tier",
    "huawei": "big_cloud",
    "tencent": "bat",
    "fiberhome": "integrator",
    "comservice": "carrier_affiliate",
}


def vendor(name: str, group: str) -> Organisation:
    """An organisation of one of the groups above, in that group's camp."""
    camp = GROUPS[group]
    presets = ["narrow"] if group == "kingsoft" else []
    return make_organisation(name, camp, make_group(group, camp, presets=presets))


def unicom(name: str = "联通数字科技有限公司") -> Organisation:
    return vendor(name, "china_unicom")


def telecom(name: str = "中电信数智科技有限公司") -> Organisation:
    return vendor(name, "china_telecom")


def mobile(name: str = "中国移动通信集团湖南有限公司") -> Organisation:
    return vendor(name, "china_mobile")


def inspur(name: str = "浪潮云信息技术股份公司") -> Organisation:
    return vendor(name, "inspur")


def kingsoft(name: str = "北京金山云网络技术有限公司") -> Organisation:
    return vendor(name, "kingsoft")


def won(supplier: Organisation, amount: str | None = None, tender: Tender | None = None, **notice: Any) -> Award:
    """One award notice with one award."""
    return make_award(make_notice(tender or make_tender(), **notice), supplier, amount)


def hunan() -> list[Award]:
    """Hunan government cloud 2025-27: four lots of 125 million."""
    tender = make_tender("湖南省级政务云服务（2025—2027年）", budget="500000000")
    notice = make_notice(tender, province="430000", topics=["gov_cloud"], published="2025-03-10")
    winners = [
        (unicom(), "112500000"),
        (telecom(), "113700000"),
        (mobile(), "113700000"),
        (vendor("华为云计算技术有限公司", "huawei"), "115000000"),
    ]
    return [make_award(notice, winner, amount, lot=str(at)) for at, (winner, amount) in enumerate(winners, 1)]


def sichuan() -> list[Award]:
    """Sichuan government cloud, single source: 137 million in four lots."""
    tender = make_tender("四川省级政务云服务", budget="137000000")
    notice = make_notice(tender, province="510000", topics=["gov_cloud"], published="2024-06-03")
    winners = [
        (telecom("中国电信股份有限公司四川分公司"), "49386671"),
        (mobile("中国移动通信集团四川有限公司"), "62088490"),
        (unicom("联通数字科技有限公司四川省分公司"), "11992215"),
        (inspur("浪潮软件集团有限公司"), "13532624"),
    ]
    return [make_award(notice, winner, amount, lot=str(at)) for at, (winner, amount) in enumerate(winners, 1)]
