import re

import pytest

from tenders.parsing import labels, sections
from tenders.parsing.labels import Field, read_label
from tenders.parsing.sections import Section, read_heading


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        ("中标供应商名称", Field.SUPPLIER),
        ("成交人", Field.SUPPLIER),
        ("预中标单位名称", Field.SUPPLIER),
        ("供应商(乙方)", Field.SUPPLIER),
        ("五、中标供应商", Field.SUPPLIER),
        ("中标单位/地址", Field.SUPPLIER),
        ("供应商名称", Field.BIDDER),
        ("投标人名称", Field.BIDDER),
        ("第一中标候选人", Field.CANDIDATE),
        ("中标(成交)金额", Field.AMOUNT),
        ("中标价(元)", Field.AMOUNT),
        ("中标(成交金额)", Field.AMOUNT),
        ("折扣率(%)", Field.AMOUNT),
        ("总中标金额", Field.TOTAL_AMOUNT),
        ("投标报价", Field.QUOTE),
        ("预算金额", Field.BUDGET),
        ("最高限价(如有)", Field.CEILING),
        ("采购人名称", Field.BUYER),
        ("建设单位(招标人)", Field.BUYER),
        ("采购人(甲方)", Field.BUYER),
        ("采购代理机构全称", Field.AGENCY),
        ("一、项目编号", Field.PROJECT_NUMBER),
        ("采购计划备案号", Field.OTHER_NUMBER),
        ("原公告的采购项目名称", Field.PROJECT_NAME),
        ("标项名称", Field.LOT_NAME),
        ("包号", Field.LOT),
        ("提交投标文件截止时间", Field.DEADLINE),
        ("首次公告日期", Field.FIRST_PUBLISHED),
        ("更正后内容", Field.AFTER),
        ("废标理由", Field.FAILURE),
        ("联合体成员", Field.MEMBER),
        ("牵头人", Field.LEAD),
        ("分包单位", Field.SUBCONTRACTOR),
        ("代理服务收费金额(元)", Field.FEE),
        ("中标供应商联系人", Field.NOTED),
        ("中标人地址", Field.ADDRESS),
        ("中标供应商统一社会信用代码", Field.CREDIT_CODE),
        ("评审总得分", Field.SCORE),
    ],
)
def test_a_label_names_its_field(printed: str, field: Field) -> None:
    label = read_label(printed)
    assert label is not None
    assert label.field is field


@pytest.mark.parametrize(
    "printed",
    [
        "甲云科技有限公司",
        "2026",
        "详见招标文件要求",
        "现将有关事项公告如下请各供应商注意查收并按时参加本项目的投标活动谢谢",
    ],
)
def test_names_numbers_and_prose_are_no_labels(printed: str) -> None:
    assert read_label(printed) is None


def test_a_lot_before_a_label_is_kept() -> None:
    label = read_label("三标段中标人")
    assert label is not None
    assert (label.field, label.lot) == (Field.SUPPLIER, "3")


@pytest.mark.parametrize(
    ("printed", "section"),
    [
        ("三、中标(成交)信息", Section.AWARD),
        ("三、采购结果", Section.AWARD),
        ("2.废标结果:", Section.FAILED),
        ("四、主要标的信息", Section.ITEMS),
        ("五、评审专家(单一来源采购人员)名单:", Section.EXPERTS),
        ("六、代理服务收费标准及金额:", Section.FEES),
        ("1.采购人信息", Section.BUYER),
        ("2.采购代理机构信息", Section.AGENCY),
        ("3. 同级政府采购监督管理部门", Section.SUPERVISOR),
        ("三、 投标供应商及其报价:", Section.BIDS),
        ("三、 候选中标(成交)供应商:", Section.CANDIDATES),
        ("六、 评分结果表:", Section.SCORES),
        ("二、更正信息", Section.CHANGES),
    ],
)
def test_a_heading_opens_its_section(printed: str, section: Section) -> None:
    assert read_heading(printed) is section


def test_the_tables_hold_no_groups_because_the_place_of_a_group_is_the_answer() -> None:
    tables = [pattern for _, pattern in (*labels._FIELDS, *sections._HEADINGS)]
    assert all(re.compile(pattern).groups == 0 for pattern in tables)
