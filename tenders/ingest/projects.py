"""Which project a notice belongs to: the one of its buyer with which it shares a number, else one of its own.

The answer does not depend on the order in which notices are read: a notice that prints two numbers joins the projects
that were kept under each. The caller holds the buyer's lock (`hold`) while it asks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F

from tenders.ingest.doubts import BY_BUDGET, judge
from tenders.models import Award, Lot, Notice, Organisation, Tender
from tenders.models.columns import bounded, fitted
from tenders.normalise.text import compact, fold

KEY_WIDTH, NUMBER_WIDTH, LABEL_WIDTH = 300, 200, 200
MONEY_COLUMNS = ("amount", "basis", "doubt", "doubted_amount")
_BRACKETS = str.maketrans("[]{}<>", "()()()")
_A_NUMBER = re.compile(r"(?=.*\d).{4,}")


def number_key(printed: str) -> str:
    """A project number as it is compared: plain letters, no spaces, one kind of bracket and dash.

    Empty for what cannot tell one project from another: 无, 详见附件, a bare serial number.
    """
    key = compact(fold(printed)).upper().translate(_BRACKETS)
    return bounded(key, NUMBER_WIDTH) if _A_NUMBER.fullmatch(key) else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one notice says of its project as a whole; the budget is in yuan."""

    number: str
    name: str
    title: str
    budget: Decimal | None


def project_of(numbers: Sequence[str], buyer: Organisation | None, page_name: str, said: Said) -> tuple[Tender, bool]:
    """The project of a notice that prints `numbers`, and whether it is new: then it says what the notice says.

    Without a number or a buyer it is the project of the notice's page alone.
    """
    columns = _columns([said])
    keys = sorted({number_key(number) for number in numbers} - {""})
    if buyer is None or not keys:
        key, keys = bounded(page_name, KEY_WIDTH), []
        found = list(Tender.objects.filter(key=key))
    else:
        key = _key(keys, buyer)
        found = list(Tender.objects.filter(buyer=buyer, numbers__overlap=keys).order_by("key"))
    if not found:
        return Tender.objects.create(key=key, numbers=keys, buyer=buyer, **columns), True
    project = found[0]
    known = sorted({*keys, *(number for one in found for number in one.numbers)})
    for other in found[1:]:
        _join(project, other)
    if buyer is not None and known != project.numbers:
        project.numbers, project.key = known, _key(known, buyer)
        project.save(update_fields=["numbers", "key"])
    return project, False


def _columns(said: Sequence[Said]) -> dict[str, Any]:
    """Number and name as printed first, the budget as printed last."""
    return fitted(
        Tender,
        {
            "number": next((one.number for one in said if one.number), ""),
            "name": next((one.name for one in said if one.name), next((one.title for one in said), "")),
            "budget": next((one.budget for one in reversed(said) if one.budget is not None), None),
        },
    )


def _key(numbers: list[str], buyer: Organisation) -> str:
    return bounded(f"{numbers[0]}|{buyer.key}", KEY_WIDTH)


def _join(project: Tender, other: Tender) -> None:
    """Move everything of `other` to `project`: they are one."""
    lots = lots_of(project, {lot.label: lot.name for lot in other.lots.all()})
    for lot in other.lots.all():
        Award.objects.filter(lot=lot).update(lot=lots[lot.label])
    Notice.objects.filter(tender=other).update(tender=project)
    other.delete()


def lots_of(project: Tender, names: dict[str, str]) -> dict[str, Lot]:
    """The lots of a project by label, made where missing. Of several names printed for a lot, the longest is kept."""
    lots = {lot.label: lot for lot in project.lots.filter(label__in=names)}
    missing = [
        Lot(tender=project, **fitted(Lot, {"label": label, "name": name}))
        for label, name in sorted(names.items())
        if label not in lots
    ]
    lots |= {lot.label: lot for lot in Lot.objects.bulk_create(missing)}
    for label, lot in lots.items():
        name = fitted(Lot, {"name": names[label]})["name"]
        if (len(name), name) > (len(lot.name), lot.name):
            lot.name = name
            lot.save(update_fields=["name"])
    return lots


def refresh(project: Tender) -> None:
    """Make the project say what its current notices say; a project without any notice is no project.

    A new budget may cast doubt on a figure, or lift it.
    """
    notices = Notice.objects.filter(tender=project)
    in_order = notices.current().order_by(F("published_at").asc(nulls_last=True), "source_id", "url")
    said = [Said(*row) for row in in_order.values_list("project_number", "project_name", "title", "budget")]
    if not said:
        if not notices.exists():
            project.delete()
        return
    new, old_budget = _columns(said), project.budget
    if any(getattr(project, column) != value for column, value in new.items()):
        Tender.objects.filter(pk=project.pk).update(**new)
        for column, value in new.items():
            setattr(project, column, value)
    if project.budget != old_budget:
        _judge_again(project)


def _judge_again(project: Tender) -> None:
    awards = Award.objects.filter(notice__tender=project, doubt__in=BY_BUDGET).select_related("notice")
    changed = [award for award in awards if judge(award, award.notice.budget or project.budget)]
    Award.objects.bulk_update(changed, MONEY_COLUMNS)


def drop_unused_lots(project: Tender) -> None:
    """Forget the lots that no award stands at any more."""
    project.lots.filter(awards=None).delete()
