"""Which figures are held back from every sum, and why; knows amounts and budgets, no pages and no database.

A figure in doubt is no amount: it moves to `doubted_amount`, the basis becomes `unreadable`, and what was printed
stays in `amount_text` until a person looks.
"""

from decimal import Decimal
from typing import Protocol

from tenders.vocabulary import Basis, Doubt

MOST_OVER_BUDGET = 3  # times; domain.md, money
UNIT = Decimal(10_000)  # 万: yuan read as 万元, or the reverse
UNIT_LEEWAY = Decimal("0.05")
BY_BUDGET = ("", Doubt.UNIT_MIXED, Doubt.OVER_BUDGET)  # what a newly read budget may change


class Figure(Protocol):
    """The columns of an award that hold its money."""

    amount: Decimal | None
    basis: str
    doubt: str
    doubted_amount: Decimal | None


def withhold(figure: Figure, doubt: Doubt) -> None:
    """Hold the figure back for `doubt`; an earlier doubt stays the one that is named."""
    if figure.doubt:
        return
    figure.doubt = doubt
    if figure.amount is not None:
        figure.doubted_amount, figure.amount, figure.basis = figure.amount, None, Basis.UNREADABLE


def judge(figure: Figure, budget: Decimal | None) -> bool:
    """Hold back or give free what the budget (yuan) makes of the figure; True when that changed the figure."""
    known = figure.doubted_amount if figure.doubt else figure.amount
    if figure.doubt not in BY_BUDGET or known is None:
        return False
    doubt = doubt_by_budget(known, budget)
    if doubt == figure.doubt:
        return False
    figure.amount, figure.basis, figure.doubt, figure.doubted_amount = known, Basis.TOTAL, "", None
    if doubt:
        withhold(figure, Doubt(doubt))
    return True


def doubt_by_budget(amount: Decimal, budget: Decimal | None) -> Doubt | str:
    """Why `amount` cannot stand beside `budget` (both yuan), or an empty string. Rule: domain.md, money."""
    if not budget:
        return ""
    times = max(amount / budget, budget / amount)
    if abs(times - UNIT) <= UNIT * UNIT_LEEWAY:
        return Doubt.UNIT_MIXED
    return Doubt.OVER_BUDGET if amount > MOST_OVER_BUDGET * budget else ""
