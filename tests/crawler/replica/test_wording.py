"""How values are worded: consortia, prices, titles."""

from decimal import Decimal

import pytest

from crawler.replica.notice import AwardFacts, SupplierFacts
from crawler.replica.wording import ordinal, party_text, wan, wan_six


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("brackets", "甲(联合体：乙,丙)"),
        ("labelled", "牵头供应商：甲 投标联合体：甲、乙、丙"),
        ("suffix", "甲、乙、丙（联合体）"),
        ("marked", "甲（牵头人）、乙（成员）、丙（成员）"),
        ("slashes", "甲//乙//丙"),
        ("and", "甲和乙、丙组成的联合体"),
        ("remark", "甲"),
    ],
)
def test_a_consortium_is_printed_in_its_notation(notation: str, text: str) -> None:
    suppliers = tuple(SupplierFacts(name) for name in "甲乙丙")
    assert party_text(AwardFacts(suppliers=suppliers, notation=notation)) == text


def test_one_supplier_is_its_name() -> None:
    assert party_text(AwardFacts(suppliers=(SupplierFacts("甲"),), notation="marked")) == "甲"


def test_a_misprinted_name_is_printed_as_it_was() -> None:
    assert party_text(AwardFacts(suppliers=(SupplierFacts("甲乙", printed="甲 乙"),))) == "甲 乙"


def test_wan_has_no_zeros_behind() -> None:
    assert wan(Decimal(20_600_000)) == "2060"
    assert wan(Decimal("3824710.3")) == "382.47103"


def test_boxes_have_six_decimals() -> None:
    assert wan_six(Decimal("776.50")) == "0.077650"


def test_sections_are_counted_in_chinese() -> None:
    assert [ordinal(number) for number in (1, 10, 11, 12)] == ["一", "十", "十一", "十二"]
