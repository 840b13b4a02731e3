from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.text import close_up, fold
from tenders.parsing.parties import is_organisation, read_parties
from tests.tenders.parsing.pages import award, winners

CONSORTIUM = [("甲云科技有限公司", "lead"), ("乙数据有限公司", "member")]


def roles(printed: str) -> list[tuple[str, str]]:
    return [(party.name, str(party.role)) for party in read_parties(fold(printed), trusted=True)]


@pytest.mark.parametrize(
    "printed",
    [
        "甲云科技有限公司(联合体：乙数据有限公司)",
        "牵头供应商：甲云科技有限公司 投标联合体：甲云科技有限公司、乙数据有限公司",
        "甲云科技有限公司、乙数据有限公司（联合体）",
        "甲云科技有限公司（牵头人）、乙数据有限公司（成员）",
        "主 体：甲云科技有限公司 联合体：乙数据有限公司",
        "（主）甲云科技有限公司；（成）乙数据有限公司",
        "甲云科技有限公司//乙数据有限公司",
        "甲云科技有限公司和乙数据有限公司组成的联合体",
        "联合体牵头人：甲云科技有限公司；联合体成员：乙数据有限公司",
    ],
)
def test_a_consortium_has_a_lead_and_members_in_every_notation(printed: str) -> None:
    assert roles(printed) == CONSORTIUM


def test_the_lead_comes_first_even_when_printed_last() -> None:
    assert roles("乙数据有限公司（联合体成员）、甲云科技有限公司（联合体牵头人）") == CONSORTIUM


@pytest.mark.parametrize(
    "printed",
    [
        "包一：甲云科技(北京)有限公司",
        "甲云科技(北京)有限公司（包1）",
        "1、甲云科技(北京)有限公司。",
        "甲云科技(北京)有限公司（评审总得分：87.80分，综合排名第一）",
        "甲云科技(北京)有限公司,",
        "供应商名称：甲云科技(北京)有限公司",
        "甲云科技(北京)有限公司  法人代表  某某  地址  某市某路1号",
        "甲云科技(北京)有限公司(统一社会信用代码：91110000100017707H)",
    ],
)
def test_a_name_is_read_without_lot_remark_or_address(printed: str) -> None:
    assert [name for name, _ in roles(printed)] == ["甲云科技(北京)有限公司"]


def test_a_branch_keeps_its_whole_name_across_a_space() -> None:
    assert roles("甲电信有限公司 武汉市分公司") == [("甲电信有限公司武汉市分公司", "sole")]


@pytest.mark.parametrize("printed", ["无", "/", "详见附件", "流标", "本项目废标", "有效供应商不足三家", "", "某某某"])
def test_nobody_is_named_by_a_dash_or_a_remark(printed: str) -> None:
    assert roles(printed) == []


def test_an_address_is_no_organisation() -> None:
    assert not is_organisation("某市某区某路18号院")
    assert not is_organisation("某市浦东新区某路128号3幢3层")
    assert is_organisation("某市某区某维修部")


def test_shares_and_credit_codes_stay_with_their_owner() -> None:
    (party,) = read_parties(fold("甲云科技有限公司（份额70%，统一社会信用代码：91110000100017707H）"))
    assert party.share == Decimal("0.7")
    assert party.credit_code == "91110000100017707H"


def test_members_named_in_a_remark_join_the_winner_above() -> None:
    notice = award(
        "供应商名称：甲云科技有限公司",
        "中标金额：100万元",
        "八、其他补充事宜",
        "中标供应商为联合体，牵头单位为甲云科技有限公司，联合体成员为：乙数据有限公司。",
    )
    assert winners(notice) == [(None, tuple(CONSORTIUM), "1000000.00")]


def test_members_under_their_own_label_join_the_winner_above() -> None:
    notice = award("联合体牵头人：甲云科技有限公司", "联合体成员：乙数据有限公司", "中标价：100万元")
    assert winners(notice) == [(None, tuple(CONSORTIUM), "1000000.00")]


def test_two_names_with_one_price_between_them_are_a_consortium() -> None:
    table = [["序号", "中标单位名称", "中标金额（元）"], ["1", "甲云科技有限公司,乙数据有限公司", "5736016.00"]]
    assert winners(award(table)) == [(None, tuple(CONSORTIUM), "5736016.00")]


def test_subcontracting_to_a_party_is_kept_and_a_lot_called_fenbao_is_not() -> None:
    notice = award("分包1：供应商名称：甲云科技有限公司", "中标金额：100万元", "分包单位：丙软件有限公司")
    assert [one.name for one in notice.subcontractors] == ["丙软件有限公司"]
    assert winners(notice)[0][0] == "1"


@given(st.text(max_size=80))
def test_any_text_gives_names_that_stand_where_they_say(text: str) -> None:
    folded = fold(text)
    for party in read_parties(folded, trusted=True):
        assert close_up(folded[party.start : party.end]) == party.name


def test_a_firm_called_united_keeps_its_name_and_the_word_between_two_firms_parts_them() -> None:
    assert roles("联合信用科技有限公司") == [("联合信用科技有限公司", "sole")]
    assert [name for name, _ in roles("甲云科技有限公司联合乙数据有限公司")] == ["甲云科技有限公司", "乙数据有限公司"]
