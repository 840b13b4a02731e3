"""What a ratio is once counted: the number or the reason why there is none, and every award behind it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tenders.analysis.definition import Measure, RatioDefinition
from tenders.analysis.interval import Interval
from tenders.analysis.reasons import Reason


@dataclass(frozen=True, slots=True)
class Entry:
    """An award that entered a side. `credit` is yuan, lots or projects; 0 when its lot or project is listed already."""

    award_id: int
    notice_id: int
    credit: Decimal
    credited_by: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An award of one of the two camps that is asked for but did not enter. `reason` is a `Reason`."""

    award_id: int
    notice_id: int
    side: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a ratio. `total` is the exact sum of the entries' credits, in the unit of the measure.

    `awards`, `lots` and `projects` count what entered; `yuan` is the credited value as far as it is known; `coverage`
    is the part (0-1) of the awards asked for whose amount is known, None without any.
    """

    camp: str
    total: Decimal
    awards: int
    lots: int
    projects: int
    yuan: Decimal
    coverage: Decimal | None
    entries: tuple[Entry, ...]

    @property
    def award_ids(self) -> tuple[int, ...]:
        return tuple(entry.award_id for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio under one definition. `value` is None exactly when `why_not` gives the reason.

    `interval` (95 %) is None when there is no value, or when too few projects carry it. `by_shares` is how many awards
    were split by printed shares.
    """

    definition: RatioDefinition
    value: Decimal | None
    why_not: str
    interval: Interval | None
    numerator: Side
    denominator: Side
    excluded: tuple[Exclusion, ...]
    by_shares: int

    def figure(self) -> str:
        """The number as people write it, `3.42 : 1`, or – ."""
        return "–" if self.value is None else f"{self.value:.2f} : 1"

    def interval_text(self) -> str:
        """`1.80–6.11`, `at least 1.80`, or why there is no interval."""
        if self.interval is None:
            return _("not stated, too few projects")
        low, high = self.interval
        return _("at least %(low)s") % {"low": f"{low:.2f}"} if high is None else f"{low:.2f}–{high:.2f}"

    def sentence(self) -> str:
        """The number with its interval, n and coverage in one line of the active language, or why there is none."""
        if self.value is None:
            return _("no number: %(reason)s (%(n)s)") % {"reason": self.why_not, "n": self.counts()}
        words = {"figure": self.figure(), "interval": self.interval_text(), "n": self.counts()}
        return _("%(figure)s (95 %% interval: %(interval)s; %(n)s)") % words

    def counts(self) -> str:
        """Both sides: awards, what they sum to, and coverage."""
        return pgettext("between parts of a sentence", "; ").join(
            self.count_of(side) for side in (self.numerator, self.denominator)
        )

    def count_of(self, side: Side) -> str:
        words = {
            "camp": self.definition.camp_name(side.camp),
            "awards": ngettext("%(n)s award", "%(n)s awards", side.awards) % {"n": f"{side.awards:,}"},
            "total": self.total_text(side),
            "coverage": "–" if side.coverage is None else f"{side.coverage:.0%}",
        }
        return _("%(camp)s %(awards)s, %(total)s, amounts known of %(coverage)s") % words

    def total_text(self, side: Side) -> str:
        """The side's total with its unit."""
        if self.definition.measure == Measure.VALUE:
            return _("%(yuan)s yuan") % {"yuan": f"{side.total:,}"}
        n = int(side.total)
        if self.definition.measure == Measure.LOTS:
            return ngettext("%(n)s lot", "%(n)s lots", n) % {"n": f"{n:,}"}
        return ngettext("%(n)s project", "%(n)s projects", n) % {"n": f"{n:,}"}
