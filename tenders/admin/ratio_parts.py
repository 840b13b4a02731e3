"""The sections below a ratio: the same number by period and city, under the usual definitions, and all camps."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tenders.analysis.breakdown import Part, classes, ratio_by, sensitivity
from tenders.analysis.definition import Measure, RatioDefinition
from tenders.analysis.ratio import Ratio
from tenders.vocabulary import VendorClass

POINTS_OF_A_LINE = 2


@dataclass(frozen=True, slots=True)
class Section:
    """How a section is drawn (`template`) and what it shows under a definition."""

    template: str
    of: Callable[[RatioDefinition], dict[str, Any]]


def awards_url(definition: RatioDefinition, show: str) -> str:
    return f"{reverse('ratio_awards')}?{definition.as_query()}&show={show}"


def side_cells(ratio: Ratio) -> list[dict[str, Any]]:
    """Both sides with their plain words and the page of their awards."""
    return [
        {
            "side": side,
            "camp": ratio.definition.camp_name(side.camp),
            "total": ratio.total_text(side),
            "in_yuan": ratio.definition.measure == Measure.VALUE,
            "url": awards_url(ratio.definition, name),
        }
        for name, side in (("numerator", ratio.numerator), ("denominator", ratio.denominator))
    ]


def _table(title: Any, first: Any, parts: list[Part], chart: str = "") -> dict[str, Any]:
    rows = [
        {
            "label": part.label,
            "ratio": part.ratio,
            "url": f"{reverse('ratio')}?{part.ratio.definition.as_query()}",
            "sides": side_cells(part.ratio),
        }
        for part in parts
        if _awards(part.ratio)
    ]
    drawn = chart and any(part.ratio.value is not None for part in parts)
    return {"title": title, "first": first, "rows": rows, "chart": json.dumps(_chart(chart, parts)) if drawn else ""}


def _chart(kind: str, parts: list[Part]) -> dict[str, Any]:
    """What the script draws: labels, values (null: no number) and interval bounds, all plain numbers."""
    intervals = [part.ratio.interval if part.ratio.value is not None else None for part in parts]
    return {
        "kind": kind,
        "title": _("Ratio"),
        "band": _("Interval"),
        "labels": [part.label for part in parts],
        "values": [None if part.ratio.value is None else round(float(part.ratio.value), 2) for part in parts],
        "low": [interval and round(interval.low, 2) for interval in intervals],
        "high": [interval and interval.high and round(interval.high, 2) for interval in intervals],
    }


def by_period(definition: RatioDefinition) -> dict[str, Any]:
    """The trend by quarter; by year where quarters hold too few awards for a line."""
    quarters = ratio_by(definition, "quarter")
    if sum(part.ratio.value is not None for part in quarters) >= POINTS_OF_A_LINE:
        return _table(_("By quarter"), _("Quarter"), quarters, "line")
    return _table(_("By year"), _("Year"), ratio_by(definition, "year"), "line")


def by_city(definition: RatioDefinition) -> dict[str, Any]:
    """The cities, those with the most awards first."""
    parts = ratio_by(definition, "city")
    parts.sort(key=lambda part: (part.ratio.value is None, -_awards(part.ratio)))
    return _table(_("By city"), _("City"), parts, "bar")


def _awards(ratio: Ratio) -> int:
    return ratio.numerator.awards + ratio.denominator.awards


def other_definitions(definition: RatioDefinition) -> dict[str, Any]:
    return _table(_("Under the usual definitions"), _("Definition"), sensitivity(definition))


def camps(definition: RatioDefinition) -> dict[str, Any]:
    """Every camp's share, each with the page of its awards under the same definition."""
    found: Any = classes(definition)
    rows = [
        {
            "camp": row.Index,
            "share": row.share,
            "width": f"{100 * row.share:.1f}",
            "awards": row.awards,
            "lots": row.lots,
            "projects": row.projects,
            "yuan": row.yuan,
            "url": awards_url(definition.but(numerator=row.Index, denominator=_another(row.Index)), "numerator"),
        }
        for row in found.itertuples()
    ]
    return {"title": _("Every camp's share"), "measure": Measure(definition.measure).label, "rows": rows}


def _another(camp: Any) -> str:
    """Some other camp: one side of a ratio is wanted, whatever the other is."""
    return VendorClass.OTHER if camp != VendorClass.OTHER else VendorClass.UNKNOWN


PARTS = {
    "periods": Section("ratios", by_period),
    "cities": Section("ratios", by_city),
    "definitions": Section("ratios", other_definitions),
    "camps": Section("camps", camps),
}
