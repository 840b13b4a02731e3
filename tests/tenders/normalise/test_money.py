from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.money import Unit, read_price, settle_unit, unit_of_label
from tenders.normalise.text import fold
from tenders.vocabulary import Basis


@pytest.mark.parametrize(
    ("printed", "yuan"),
    [
        ("472.5000000（万元）", "4725000"),
        ("人民币647.550400 万元", "6475504"),
        ("总价：8000000（元）", "8000000"),
        ("金额(以价格数值表示):3700000.00(元)", "3700000"),
        ("￥6,983,280.00元", "6983280"),
        ("\uff11\uff12\uff13．\uff15万元", "1235000"),
        ("1.25亿元", "125000000"),
        ("贰仟零玖拾壹万零叁佰壹拾壹元柒角贰分（20910311.72元）", "20910311.72"),
        ("人民币陆佰玖拾捌万叁仟贰佰捌拾元整", "6983280"),
        ("249600元人民币（第一包）", "249600"),
        ("2955508", "2955508"),
    ],
)
def test_a_total_is_read_in_yuan(printed: str, yuan: str) -> None:
    price = read_price(fold(printed))
    assert price is not None
    assert (price.basis, price.amount) == (Basis.TOTAL, Decimal(yuan))


@pytest.mark.parametrize("printed", ["报价：84.47（%）", "投标下浮率：36（%）", "10.97%", "费率 1.5‰"])
def test_a_rate_is_not_money(printed: str) -> None:
    price = read_price(fold(printed))
    assert price is not None
    assert (price.basis, price.amount) == (Basis.RATE, None)


@pytest.mark.parametrize("printed", ["单价：47.00元", "540 元 / 趟", "4260元/公里", "500元/人.天"])
def test_a_unit_price_is_not_money(printed: str) -> None:
    price = read_price(fold(printed))
    assert price is not None
    assert (price.basis, price.amount) == (Basis.UNIT_PRICE, None)


def test_zero_is_undisclosed_and_never_zero_yuan() -> None:
    price = read_price(fold("￥0.000000 万元（人民币）"))
    assert price is not None
    assert (price.basis, price.amount) == (Basis.UNDISCLOSED, None)


def test_foreign_currency_gives_no_yuan() -> None:
    price = read_price(fold("US$ 660,000.00"))
    assert price is not None
    assert (price.basis, price.amount) == (Basis.UNREADABLE, None)


@pytest.mark.parametrize("printed", ["详见附件", "无", "", "3年", "第2包", "合同包1"])
def test_words_counts_and_lot_numbers_are_no_price(printed: str) -> None:
    assert read_price(fold(printed)) is None


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("中标金额（万元）", Unit(factor=Decimal(10_000))),
        ("中标（成交）金额(元)", Unit(factor=Decimal(1))),
        ("折扣率(%)", Unit(basis=Basis.RATE)),
        ("中标下浮率", Unit(basis=Basis.RATE)),
        ("中标单价（元/公里）", Unit(basis=Basis.UNIT_PRICE)),
        ("中标金额（元/优惠率）", Unit()),
        ("中标金额", Unit()),
    ],
)
def test_a_label_states_the_unit_of_the_figures_below(label: str, unit: Unit) -> None:
    assert unit_of_label(fold(label)) == unit


def test_the_unit_in_the_value_outranks_the_unit_in_the_label() -> None:
    price = read_price("1358766.00元", unit_of_label("中标金额(万元)"))
    assert price is not None
    assert price.amount == Decimal("1358766.00")


def test_a_bare_small_figure_is_wan_only_where_the_budget_says_so() -> None:
    price = read_price("415.1")
    assert price is not None
    assert settle_unit(price, Decimal(4_200_000)).amount == Decimal("4151000.00")
    assert settle_unit(price, None).basis is Basis.UNREADABLE


def test_the_place_of_a_price_is_where_it_is_printed() -> None:
    text = fold("中标价：245万元，工期一年")
    price = read_price(text)
    assert price is not None
    assert text[price.start : price.end] == "245万元"


@given(st.decimals(min_value=Decimal(1000), max_value=Decimal(9999999999), places=2))
def test_an_amount_survives_every_notation(yuan: Decimal) -> None:
    wan = (yuan / 10_000).quantize(Decimal("0.000001"))
    for printed in (f"{yuan}元", f"{yuan:,}元", f"￥{yuan}", f"{wan}万元", f"{wan}（万元）", f"人民币{yuan}元整"):
        price = read_price(fold(printed))
        assert price is not None
        assert price.amount == yuan


@given(st.text(max_size=60))
def test_no_text_makes_a_price_without_its_basis(text: str) -> None:
    price = read_price(fold(text))
    if price is not None:
        assert (price.amount is not None) == (price.basis is Basis.TOTAL)
        assert 0 <= price.start < price.end <= len(text)
