"""Intervals: exact where tables exist, wider for less data, open where the data set no limit."""

import numpy as np
import pytest

from tenders.analysis.interval import bootstrap_interval, odds_interval


def test_three_of_four_has_the_tabled_exact_interval() -> None:
    # Clopper-Pearson for 3 of 4 at 95 %: 0.1941 to 0.9937
    low, high = odds_interval(3, 1)
    assert low == pytest.approx(0.1941 / 0.8059, rel=1e-3)
    assert high == pytest.approx(0.9937 / 0.0063, rel=2e-2)


def test_nothing_against_five_begins_at_zero() -> None:
    # the upper bound of 0 of 5 is 1 - 0.025 ** (1 / 5)
    bound = 1 - 0.025**0.2
    low, high = odds_interval(0, 5)
    assert low == 0
    assert high == pytest.approx(bound / (1 - bound))


def test_without_denominator_there_is_no_upper_end() -> None:
    assert odds_interval(5, 0).high is None


def test_swapped_sides_give_the_reciprocal_interval() -> None:
    low, high = odds_interval(30, 10)
    swapped = odds_interval(10, 30)
    assert swapped.low == pytest.approx(1 / (high or 0))
    assert swapped.high == pytest.approx(1 / low)


def test_equal_projects_leave_no_doubt() -> None:
    assert bootstrap_interval(np.full(10, 30.0), np.full(10, 10.0)) == (3, 3)


def test_the_interval_contains_the_ratio_and_narrows_with_more_projects() -> None:
    few = bootstrap_interval(np.array([1.0, 9, 2, 8, 5]), np.array([4.0, 1, 5, 2, 3]))
    many = bootstrap_interval(np.tile([1.0, 9, 2, 8, 5], 20), np.tile([4.0, 1, 5, 2, 3], 20))
    assert few.low < many.low < 25 / 15 < (many.high or 0) < (few.high or 0)


def test_a_denominator_in_one_project_alone_sets_no_upper_limit() -> None:
    assert bootstrap_interval(np.array([1.0, 1, 1, 1, 1]), np.array([1.0, 0, 0, 0, 0])).high is None


def test_most_intervals_hold_the_truth() -> None:
    generator = np.random.default_rng(7)
    held = 0
    for _trial in range(60):
        low, high = bootstrap_interval(generator.gamma(2, 3, 60), generator.gamma(2, 1, 60))
        held += low <= 3 <= (high or 0)
    assert held >= 51  # 95 % of 60 is 57; five standard deviations of luck are allowed


def test_the_order_of_the_projects_does_not_move_the_interval() -> None:
    above, below = np.array([1.0, 9, 2, 8, 5, 7]), np.array([4.0, 1, 5, 2, 3, 0])
    assert bootstrap_interval(above, below) == bootstrap_interval(above[::-1], below[::-1])
