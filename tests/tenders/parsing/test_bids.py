"""Those who did not win and those to whom work is sublet."""

from decimal import Decimal

import pytest

from tenders.parsing import parse
from tenders.vocabulary import Role
from tests.tenders.parsing.pages import HEAD, TAIL, award, page

WON = ("供应商名称：甲云科技有限公司", "中标金额：100万元")


@pytest.mark.parametrize(
    ("remark", "share"),
    [
        ("中标供应商将部分工作分包给丙软件有限公司承担，分包比例30%。", Decimal("0.3")),
        ("本项目拟分包给丙软件有限公司实施。", None),
    ],
)
def test_a_sentence_may_name_the_subcontractor(remark: str, share: Decimal | None) -> None:
    notice = award(*WON, "八、其他补充事宜", remark)
    assert [(one.name, one.share) for one in notice.subcontractors] == [("丙软件有限公司", share)]


def test_leave_to_sublet_names_nobody() -> None:
    notice = award(*WON, "八、其他补充事宜", "可将非主体部分分包给具有资质的公司承担，但不得分包给其他有限公司。")
    assert notice.subcontractors == ()


def test_a_losing_consortium_is_its_members_and_one_price() -> None:
    roster = [["供应商名称", "报价（元）", "排名"], ["乙云科技有限公司、丙软件有限公司（联合体）", "900000.00", "2"]]
    notice = award(*WON, "八、未中标供应商报价", roster)
    assert [(bid.name, bid.price, bid.rank) for bid in notice.bids] == [
        ("乙云科技有限公司", Decimal("900000.00"), 2),
        ("丙软件有限公司", None, 2),
    ]


def test_a_ranked_candidate_keeps_rank_and_name_apart() -> None:
    rows = [
        ["排名", "中标候选人名称", "投标报价（元）"],
        ["第一中标候选人", "甲云科技有限公司", "100"],
        ["第二中标候选人", "乙云科技有限公司", "200"],
    ]
    notice = parse(page(*HEAD, "三、中标候选人情况", rows, *TAIL, title="某市政务云服务项目中标候选人公示"))
    assert [(bid.name, bid.rank) for bid in notice.bids] == [("甲云科技有限公司", 1), ("乙云科技有限公司", 2)]


def test_a_single_source_notice_proposes_its_supplier() -> None:
    notice = parse(
        page(
            *HEAD,
            "二、拟定供应商信息",
            "名称：甲云科技有限公司",
            "地址：某路1号",
            *TAIL,
            title="某项目单一来源采购公示",
        )
    )
    assert [(bid.name, bid.role) for bid in notice.bids] == [("甲云科技有限公司", Role.CANDIDATE)]
    assert notice.awards == ()
