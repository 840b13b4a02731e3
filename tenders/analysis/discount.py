"""How far below its budget a project was awarded (下浮率); it knows one project at a time."""

from decimal import Decimal

from tenders.models import Award, Tender
from tenders.vocabulary import Outcome


def discount_rate(tender: Tender) -> Decimal | None:
    """One minus the sum of the award amounts over the budget.

    None, never 0, when the budget is missing, a lot failed, or an award has no amount: a part of the lots measured
    against the budget of all would look like a discount.
    """
    if not tender.budget:
        return None
    awards = Award.objects.filter(notice__tender=tender, notice__is_current=True, notice__kind="award")
    rows = list(awards.values_list("amount", "outcome"))
    amounts = [amount for amount, outcome in rows if amount is not None and outcome == Outcome.AWARDED]
    if not rows or len(amounts) < len(rows):
        return None
    return 1 - sum(amounts, Decimal()) / tender.budget
