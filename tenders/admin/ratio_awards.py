"""The awards behind a ratio's figure, row by row, so that anybody can add them up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from tenders.analysis.definition import CreditRule, Measure
from tenders.analysis.ratio import Ratio
from tenders.analysis.reasons import Reason
from tenders.models import WINNING_ROLES, Award, AwardParty

AT_A_TIME = 500  # awards fetched at once for a file


@dataclass(slots=True)
class Row:
    """One award; `credit` is in the unit of the measure, or None with the `reason` why it did not enter."""

    award_id: int
    credit: Decimal | None
    note: Any
    award: Award | None = None


@dataclass(frozen=True, slots=True)
class Drill:
    """What stands behind one figure. `total` is the figure, `added` the sum of the rows: they must be equal."""

    show: str
    title: str
    rows: list[Row]
    in_yuan: bool
    total: Decimal | None
    added: Decimal | None
    reasons: list[tuple[Any, int]]

    @staticmethod
    def complete(rows: Iterable[Row]) -> Sequence[Row]:
        """The rows with their awards, fetched at once."""
        shown = list(rows)
        winners = AwardParty.objects.filter(role__in=WINNING_ROLES).select_related("organisation").order_by("pk")
        awards = (
            Award.objects.select_related("notice", "lot")
            .defer("notice__text", "notice__search_text", "notice__evidence")
            .prefetch_related(Prefetch("parties", winners, to_attr="winners"))
            .in_bulk([row.award_id for row in shown])
        )
        for row in shown:
            row.award = awards[row.award_id]
        return shown


def drill_into(ratio: Ratio, show: str) -> Drill:
    """The awards of the `numerator`, of the `denominator`, or those `excluded`; anything else means the numerator."""
    if show == "excluded":
        return _excluded(ratio)
    side = ratio.denominator if show == "denominator" else ratio.numerator
    rules = {**dict(CreditRule.choices), "sole": _("sole winner")}
    rows = [Row(entry.award_id, entry.credit, rules[entry.credited_by]) for entry in side.entries]
    return Drill(
        show="denominator" if show == "denominator" else "numerator",
        title=ratio.definition.camp_name(side.camp),
        rows=rows,
        in_yuan=ratio.definition.measure == Measure.VALUE,
        total=side.total,
        added=sum((entry.credit for entry in side.entries), Decimal(0)),
        reasons=[],
    )


def _excluded(ratio: Ratio) -> Drill:
    counted = Counter(out.reason for out in ratio.excluded)
    return Drill(
        show="excluded",
        title=_("Awards that did not enter"),
        rows=[Row(out.award_id, None, Reason(out.reason).label) for out in ratio.excluded],
        in_yuan=False,
        total=None,
        added=None,
        reasons=[(Reason(reason).label, n) for reason, n in counted.most_common()],
    )


# The same rows for a spreadsheet


def csv_header() -> list[str]:
    """The columns of `csv_rows`, in the active language."""
    return [
        _("side"), _("camp"), _("notice"), _("official page"), _("published"), _("lot"), _("winners"),
        _("award amount (yuan)"), _("credited"), _("credited by"), _("why it did not enter"),
    ]  # fmt: skip


def csv_rows(ratio: Ratio) -> Iterator[list[object]]:
    """Every award that is asked for, the numerator's first, then the denominator's, then those that did not enter."""
    sides = {"numerator": ratio.numerator.camp, "denominator": ratio.denominator.camp, "excluded": ""}
    for show, camp in sides.items():
        drill = drill_into(ratio, show)
        side = {"numerator": _("numerator"), "denominator": _("denominator")}.get(show, _("not entered"))
        for start in range(0, len(drill.rows), AT_A_TIME):
            for row in Drill.complete(drill.rows[start : start + AT_A_TIME]):
                yield _csv_row(row, side, ratio.definition.camp_name(camp) if camp else "")


def _csv_row(row: Row, side: str, camp: str) -> list[object]:
    award: Any = row.award
    notice = award.notice
    published = timezone.localtime(notice.published_at).date() if notice.published_at else ""
    entered, out = (str(row.note), "") if row.credit is not None else ("", str(row.note))
    winners = "；".join(one.organisation.name for one in award.winners)
    about = [notice.title, notice.url, published, str(award.lot), winners, award.amount]
    return [side, camp, *about, row.credit, entered, out]
