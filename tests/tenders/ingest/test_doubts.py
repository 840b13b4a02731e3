"""Figures that are held back until a person looks."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from tenders.ingest.doubts import judge, withhold
from tenders.vocabulary import Basis, Doubt


@dataclass
class Money:
    amount: Decimal | None = Decimal(1_000_000)
    basis: str = Basis.TOTAL
    doubt: str = ""
    doubted_amount: Decimal | None = None


@pytest.mark.parametrize(
    ("amount", "budget", "doubt"),
    [
        ("1000000", "1200000", ""),
        ("3000000", "1000000", ""),
        ("3000000.01", "1000000", Doubt.OVER_BUDGET),
        ("98", "1000000", Doubt.UNIT_MIXED),
        ("1000000", "100", Doubt.UNIT_MIXED),
        ("95.2", "1000000", ""),
        ("105.2", "1000000", Doubt.UNIT_MIXED),
        ("105.3", "1000000", ""),
        ("20", "1000000", ""),
        ("1000000", None, ""),
    ],
)
def test_an_amount_is_judged_by_the_budget(amount: str, budget: str | None, doubt: str) -> None:
    money = Money(Decimal(amount))
    judge(money, budget and Decimal(budget))  # type: ignore[arg-type]
    assert money.doubt == doubt


def test_a_doubted_figure_is_no_amount_but_is_kept() -> None:
    money = Money(Decimal(98))
    assert judge(money, Decimal(980_000))
    assert money == Money(None, Basis.UNREADABLE, Doubt.UNIT_MIXED, Decimal(98))


def test_a_better_budget_gives_a_figure_free() -> None:
    money = Money(None, Basis.UNREADABLE, Doubt.OVER_BUDGET, Decimal(5_000_000))
    assert judge(money, Decimal(5_500_000))
    assert money == Money(Decimal(5_000_000))


def test_judging_twice_changes_nothing() -> None:
    money = Money(Decimal(98))
    judge(money, Decimal(980_000))
    assert not judge(money, Decimal(980_000))


def test_a_doubt_of_another_kind_is_not_lifted_by_a_budget() -> None:
    money = Money()
    withhold(money, Doubt.REPEATED)
    assert not judge(money, Decimal(1_000_000))
    assert money.doubt == Doubt.REPEATED


def test_the_first_doubt_is_the_one_named() -> None:
    money = Money()
    withhold(money, Doubt.REPEATED)
    withhold(money, Doubt.BUYER_IS_SUPPLIER)
    assert (money.doubt, money.doubted_amount) == (Doubt.REPEATED, Decimal(1_000_000))


def test_a_rate_in_doubt_stays_a_rate() -> None:
    money = Money(None, Basis.RATE)
    withhold(money, Doubt.BUYER_IS_SUPPLIER)
    assert money == Money(None, Basis.RATE, Doubt.BUYER_IS_SUPPLIER)
