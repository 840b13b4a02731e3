import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.lots import find_lot, find_lots, lot_key
from tenders.normalise.text import fold


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("第一包", "1"),
        ("包9", "9"),
        ("标项二", "2"),
        ("A包", "A"),
        ("合同包1(云服务)", "1"),
        ("一标段中标人", "1"),
        ("分包4", "4"),
        ("01包", "1"),
        ("包组一（电影）", "1"),
        ("第三标段", "3"),
        ("标段：2", "2"),
        ("包号：1", "1"),
        ("B标段：二中", "B"),
        ("采购包12", "12"),
    ],
)
def test_every_notation_of_a_lot_has_one_key(printed: str, key: str) -> None:
    lot = find_lot(fold(printed))
    assert lot is not None
    assert lot.key == key


@pytest.mark.parametrize("printed", ["中标人", "标准化", "包含", "第十二批", "三年", "标书", "投标1次", "招标公告"])
def test_other_words_with_the_same_letters_are_no_lots(printed: str) -> None:
    assert find_lot(printed) is None


def test_all_lots_of_a_text_come_in_order() -> None:
    assert [lot.key for lot in find_lots("1包：898000元；2包：15万元；第三包流标")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("cell", "key"), [("1", "1"), ("03", "3"), ("A", "A"), ("二", "2"), ("包1", "1"), ("无", None), ("云主机", None)]
)
def test_a_cell_of_a_lot_column_is_a_key_or_nothing(cell: str, key: str | None) -> None:
    assert lot_key(cell) == key


@given(
    st.integers(min_value=1, max_value=99),
    st.sampled_from(["包{}", "第{}包", "标段{}", "{}标段", "合同包{}", "采购包{}"]),
)
def test_a_lot_number_survives_every_notation(number: int, notation: str) -> None:
    lot = find_lot(notation.format(number))
    assert lot is not None
    assert lot.key == str(number)
