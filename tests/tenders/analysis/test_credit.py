"""Splitting is exact: no fen is lost or made."""

from hypothesis import given
from hypothesis import strategies as st

from tenders.analysis.credit import split

WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=8).filter(any)


@given(st.integers(0, 10**17), WEIGHTS)
def test_parts_of_the_whole_sum_to_the_whole(fen: int, weights: list[int]) -> None:
    assert sum(split(fen, weights, sum(weights))) == fen


@given(st.integers(0, 10**17), WEIGHTS)
def test_no_part_is_off_by_more_than_a_fen(fen: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(split(fen, weights, whole), weights, strict=True):
        assert abs(part * whole - fen * weight) <= whole


def test_a_third_of_a_fen_goes_to_somebody() -> None:
    assert split(100, [1, 1, 1], 3) == [33, 34, 33]


def test_shares_below_one_leave_the_rest_uncredited() -> None:
    assert split(6_000_000_000, [7_000, 2_000], 10_000) == [4_200_000_000, 1_200_000_000]
