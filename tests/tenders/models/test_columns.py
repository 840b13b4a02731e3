"""Fitting what was printed into columns."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import Model, TextChoices
from hypothesis import given
from hypothesis import strategies as st

from tenders.models import Award, Notice, RawPage
from tenders.models.columns import bounded, cut, fitted, moment, number, storable
from tenders.parsing.notice import Evidence, ParsedAward, ParsedNotice, ParsedSupplier
from tenders.vocabulary import Basis, Doubt, NoticeKind, Outcome, PageState, Role


def test_a_nul_is_replaced_so_that_positions_stay_true() -> None:
    assert storable("甲\0乙") == "甲\ufffd乙"


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert storable("甲\ud83d乙") == "甲\ufffd乙"


def test_a_whole_character_outside_the_basic_plane_stays() -> None:
    assert storable("𠮷林") == "𠮷林"


def test_a_whole_notice_is_made_storable_at_any_depth() -> None:
    supplier = ParsedSupplier("乙\0公司", Role.SOLE, evidence=Evidence("乙\0", 0, 2, "rule"))
    notice = ParsedNotice(
        kind=NoticeKind.AWARD,
        title="题\0",
        text="文\0",
        unread=("标\0",),
        awards=(ParsedAward(Outcome.AWARDED, suppliers=(supplier,)),),
        evidence={"buyer": Evidence("甲\0", 0, 2, "rule")},
    )
    clean = storable(notice)
    assert "\0" not in repr(clean).replace("\\x00", "\0")
    assert clean.kind is NoticeKind.AWARD
    assert clean.awards[0].suppliers[0].name == "乙\ufffd公司"


@given(st.text(alphabet=st.characters()))
def test_anything_printed_can_be_encoded_and_keeps_its_length(text: str) -> None:
    clean = storable(text)
    assert len(clean) == len(text)
    assert b"\0" not in clean.encode()


def test_a_short_text_is_not_cut() -> None:
    assert cut("公开招标", 4) == "公开招标"


def test_a_cut_is_marked() -> None:
    assert cut("公开招标采购", 4) == "公开招…"


def test_two_long_texts_with_one_beginning_stay_two() -> None:
    assert bounded("甲" * 300 + "一", 200) != bounded("甲" * 300 + "二", 200)


@given(st.text(min_size=0, max_size=500))
def test_a_bounded_text_fits_and_is_the_same_each_time(text: str) -> None:
    assert len(bounded(storable(text), 200)) <= 200
    assert bounded(storable(text), 200) == bounded(storable(text), 200)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("5328838.805", "5328838.81"),
        ("9999999999999999.99", "9999999999999999.99"),
        ("9999999999999999.999", None),
        ("10000000000000000", None),
        ("1E+40", None),
        ("NaN", None),
        ("Infinity", None),
    ],
)
def test_a_number_is_rounded_or_is_none(value: str, kept: str | None) -> None:
    assert number(Decimal(value), 18, 2) == (kept and Decimal(kept))


def test_columns_are_fitted_by_what_the_model_says() -> None:
    values = fitted(
        Notice, {"method": "甲" * 30, "buyer_name": None, "budget": Decimal("1E+20"), "unread": ("乙" * 201,)}
    )
    assert values == {"method": "甲" * 19 + "…", "buyer_name": "", "budget": None, "unread": ["乙" * 199 + "…"]}


def test_texts_without_a_width_are_never_cut() -> None:
    assert fitted(Notice, {"text": "甲" * 100_000})["text"] == "甲" * 100_000


@pytest.mark.parametrize(
    ("model", "column", "words"),
    [(Notice, "kind", NoticeKind), (Award, "doubt", Doubt), (RawPage, "state", PageState), (Award, "basis", Basis)],
)
def test_every_word_of_the_vocabulary_fits_its_column(
    model: type[Model], column: str, words: type[TextChoices]
) -> None:
    assert all(fitted(model, {column: word})[column] == word for word in words.values)


def test_a_bare_date_is_its_first_moment_in_china() -> None:
    assert moment(date(2026, 8, 5)) == datetime(2026, 8, 4, 16, 0, tzinfo=UTC)
