"""Winners found become the frozen awards of a notice: lots completed from the title, names, evidence."""

import re
from decimal import Decimal

from tenders.normalise.lots import find_lots, lot_key
from tenders.normalise.money import Price, settle_unit
from tenders.normalise.text import close_up, fold
from tenders.parsing.assembly import Awards
from tenders.parsing.document import Document
from tenders.parsing.notice import Evidence, ParsedAward, ParsedSupplier
from tenders.parsing.parties import Party
from tenders.parsing.project import decimal_or_none
from tenders.parsing.project_facts import Project
from tenders.parsing.wins import Failure, PricePlace, Win
from tenders.vocabulary import Basis, Outcome

_LONGEST_SUM = 300


def finish_awards(document: Document, awards: Awards, title: str, project: Project) -> tuple[ParsedAward, ...]:
    """The awards of the notice, winners first in printed order, then failed lots."""
    wins = awards.wins.found
    _lot_from_title(wins, title, fold(str(project.values.get("project_name") or "")))
    ours = {fold(str(project.values.get(name))) for name in ("buyer", "agency")}
    kept = [win for win in wins if win.price is not None or win.lead not in ours]
    wins = kept  # a signature, or the buyer under a label of the winner, is no winner
    won = {win.lot for win in wins}
    failures = [failure for failure in awards.failures if failure.lot not in won and not (wins and failure.lot is None)]
    return (
        *(_awarded(document, win, awards, project) for win in wins),
        *(_failed(document, failure, awards) for failure in failures),
    )


def _lot_from_title(wins: list[Win], title: str, name: str) -> None:
    """One lot in the title and none with the winners: the notice is about that lot."""
    if not wins or any(win.lot for win in wins):
        return
    for text in (title, name):
        bracketed = {key for inner in re.findall(r"\(([^()]*)\)", text) if (key := lot_key(inner)) and find_lots(inner)}
        lots = bracketed or {lot.key for lot in find_lots(text)}
        if len(lots) == 1:
            for win in wins:
                win.lot = next(iter(lots))
            return


def _awarded(document: Document, win: Win, awards: Awards, project: Project) -> ParsedAward:
    basis, amount, text, evidence = Basis.UNDISCLOSED, None, None, None
    if win.price is not None:
        budget = decimal_or_none(project.values.get("budget"))
        place = _with_spanned_rows(win.price, win.further, awards.total, budget)
        price = settle_unit(place.price, budget)
        basis, amount = price.basis, price.amount
        text = document.text[place.start : place.end]
        evidence = Evidence(text, place.start, place.end, win.rule)
    return ParsedAward(
        outcome=Outcome.AWARDED,
        lot=win.lot,
        lot_name=_name_of_lot(document, win, awards, project),
        suppliers=tuple(_supplier(document, party, win.rule) for party in win.parties),
        amount=amount if basis is Basis.TOTAL else None,
        basis=basis,
        amount_text=text,
        evidence=evidence,
    )


def _with_spanned_rows(
    first: PricePlace, further: list[PricePlace], total: PricePlace | None, budget: Decimal | None
) -> PricePlace:
    """The price of a winner whose cell spans several priced rows: their sum, which a printed total confirms.

    Without that total the figure is derived, its evidence all rows; above the budget it is in doubt.
    """
    amounts = [place.price.amount for place in (first, *further)]
    if not further or any(amount is None for amount in amounts):
        return first
    amount = sum(filter(None, amounts), Decimal(0))
    if total is not None and total.price.amount == amount:
        return total
    start, end = first.start, further[-1].end
    if end - start > _LONGEST_SUM or (budget is not None and amount > budget * Decimal("1.05")) or total is not None:
        return PricePlace(Price(Basis.UNREADABLE, None, start, first.end), start, first.end)
    return PricePlace(Price(Basis.TOTAL, amount, start, end), start, end)


def _supplier(document: Document, party: Party, rule: str) -> ParsedSupplier:
    printed = document.text[party.start : party.end]
    return ParsedSupplier(
        name=close_up(printed),
        role=party.role,
        credit_code=party.credit_code,
        share=party.share,
        evidence=Evidence(printed, party.start, party.end, rule),
    )


def _name_of_lot(document: Document, win: Win, awards: Awards, project: Project) -> str | None:
    """The lot's printed name; where there are no lots, the project's name printed once more is none."""
    name = _lot_name(document, win.lot_name or (awards.lot_names.get(win.lot) if win.lot else None))
    repeated = name is not None and win.lot is None and fold(name) == fold(str(project.values.get("project_name")))
    return None if repeated else name


def _lot_name(document: Document, place: tuple[int, int] | None) -> str | None:
    if place is None:
        return None
    name = document.text[slice(*place)].strip()
    folded = fold(name)
    if not name or len(name) > 120 or folded in ("无", "/", "-"):
        return None
    inner = re.match(r"^.{0,4}(?:包|标段|标项|分标).{0,3}([(（:：])(.{2,})$", name)
    if inner is None:
        return name
    return inner[2] if inner[1] in ":：" else re.sub(r"[)）][^)）]{0,3}$", "", inner[2])


def _failed(document: Document, failure: Failure, awards: Awards) -> ParsedAward:
    printed = document.text[failure.start : failure.end]
    return ParsedAward(
        outcome=Outcome.FAILED,
        lot=failure.lot,
        lot_name=_lot_name(document, failure.lot_name or (awards.lot_names.get(failure.lot) if failure.lot else None)),
        evidence=Evidence(printed, failure.start, failure.end, "failed lot") if printed else None,
    )
