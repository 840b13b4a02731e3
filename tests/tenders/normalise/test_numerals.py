from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.numerals import chinese_int, chinese_yuan

_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def capitals(number: int) -> str:
    """The capital numeral of a whole number below a hundred million, as printed on cheques."""
    out, zero = "", False
    for power, name in (
        (10**7, "仟"),
        (10**6, "佰"),
        (10**5, "拾"),
        (10**4, "万"),
        (1000, "仟"),
        (100, "佰"),
        (10, "拾"),
        (1, ""),
    ):
        digit = number // power % 10
        if digit:
            out += ("零" if zero else "") + _DIGITS[digit] + (name if name != "万" else "")
            zero = False
        else:
            zero = bool(out)
        if power == 10**4 and number >= 10**4:
            out += "万"
            zero = False
    return out


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("壹佰零五", 105),
        ("贰仟零玖拾壹万零叁佰壹拾壹", 20910311),
        ("一万亿", 10**12),
    ],
)
def test_a_chinese_numeral_has_its_value(numeral: str, value: int) -> None:
    assert chinese_int(numeral) == value


def test_other_text_is_no_numeral() -> None:
    assert chinese_int("第一") is None
    assert chinese_int("") is None


@given(st.integers(min_value=1, max_value=99_999_999))
def test_capitals_round_trip(number: int) -> None:
    assert chinese_int(capitals(number)) == number


@pytest.mark.parametrize(
    ("printed", "yuan"),
    [
        ("人民币柒佰柒拾万元整", "7700000"),
        ("壹佰肆拾玖万陆仟玖佰叁拾元玖角肆分", "1496930.94"),
        ("捌佰柒拾贰万陆仟叁佰壹拾肆圆壹角玖分", "8726314.19"),
    ],
)
def test_money_in_capitals_is_read_to_the_cent(printed: str, yuan: str) -> None:
    found = chinese_yuan(printed)
    assert found is not None
    assert found[0] == Decimal(yuan)
