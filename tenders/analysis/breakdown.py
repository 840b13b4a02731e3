"""One ratio seen from several sides: by city, topic or period, under the usual definitions, and every camp's share."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from django.utils.translation import gettext as _

from tenders.analysis.definition import CreditRule, Measure, Preset, RatioDefinition
from tenders.analysis.frames import all_frames
from tenders.analysis.ratio import Ratio
from tenders.analysis.win_ratio import count, frames_for, judged
from tenders.classify.regions import region_name
from tenders.vocabulary import Topic, VendorClass


@dataclass(frozen=True, slots=True)
class Part:
    """A ratio among others: `key` is a city code, a topic, the first day of a period or the name of a definition."""

    key: str
    label: str
    ratio: Ratio


def ratio_by(definition: RatioDefinition, key: str) -> list[Part]:
    """The same ratio for each `city`, `topic`, `year` or `quarter` in its scope, in order; KeyError for another key.

    Each part is a ratio of its own, with a narrower definition. A project of several topics counts under each of them,
    so parts by topic do not sum to the whole.
    """
    cut = {"city": by_city, "topic": by_topic, "year": by_year, "quarter": by_quarter}[key]
    frames = frames_for(definition)
    asked = judged(frames, definition)
    awards = frames.awards[frames.awards["award"].isin(asked.loc[asked["reason"] == "", "award"])]
    return [Part(name, label, count(frames, narrower)) for name, label, narrower in cut(definition, awards)]


Cut = Iterator[tuple[str, str, RatioDefinition]]


def by_city(definition: RatioDefinition, awards: pd.DataFrame) -> Cut:
    for code in sorted(set(awards["city"]) - {""}):
        yield code, region_name(code), definition.but(city=code)


def by_topic(definition: RatioDefinition, awards: pd.DataFrame) -> Cut:
    found = set(awards["topics"].explode().dropna())
    for topic in definition.topics or Topic.values:
        if topic in found:
            yield topic, str(Topic(topic).label), definition.but(topics=(topic,))


def by_year(definition: RatioDefinition, awards: pd.DataFrame) -> Cut:
    for year, within in _periods(definition, awards, "Y"):
        yield f"{year.start_time:%Y-%m-%d}", str(year.year), within


def by_quarter(definition: RatioDefinition, awards: pd.DataFrame) -> Cut:
    for quarter, within in _periods(definition, awards, "Q"):
        label = _("%(year)s Q%(quarter)s") % {"year": quarter.year, "quarter": quarter.quarter}
        yield f"{quarter.start_time:%Y-%m-%d}", label, within


def _periods(
    definition: RatioDefinition, awards: pd.DataFrame, freq: str
) -> Iterator[tuple[pd.Period, RatioDefinition]]:
    """Every period from the first award to the last, without gaps, inside the definition's own dates."""
    days = awards["published"].dropna()
    if days.empty:
        return
    local = days.dt.tz_localize(None)
    for period in pd.period_range(local.min(), local.max(), freq=freq):
        first, last = period.start_time.date(), period.end_time.date()
        yield (
            period,
            definition.but(
                from_date=max(first, definition.from_date or first), until_date=min(last, definition.until_date or last)
            ),
        )


def sensitivity(definition: RatioDefinition) -> list[Part]:
    """The same ratio under the usual other definitions, the asked one first; each once."""
    frames = frames_for(definition.but(include_affiliates=True))
    found: dict[RatioDefinition, Part] = {}
    for key, label, other in usual(definition):
        if other not in found:
            found[other] = Part(key, label, count(frames, other))
    return list(found.values())


def usual(definition: RatioDefinition) -> Cut:
    yield "asked", _("as asked"), definition
    for measure in Measure:
        yield measure.value, _("by %(measure)s") % {"measure": measure.label}, definition.but(measure=measure.value)
    yield "lead", _("consortia: the lead alone"), definition.but(credit=CreditRule.LEAD.value)
    yield "equal", _("consortia: equal parts"), definition.but(credit=CreditRule.EQUAL.value)
    if VendorClass.MID_TIER in (definition.numerator, definition.denominator):
        yield "narrow", _("mid-tier: narrow"), definition.but(preset=Preset.NARROW.value)
    if VendorClass.CARRIER in (definition.numerator, definition.denominator):
        yield "affiliates", _("carriers with affiliates"), definition.but(include_affiliates=True)
    yield "intra_group", _("with awards inside one group"), definition.but(include_intra_group=True)
    yield "frameworks", _("with frameworks"), definition.but(include_frameworks=True)


def classes(definition: RatioDefinition) -> pd.DataFrame:
    """Every camp in the definition's scope, whatever its two sides are, the largest first.

    Index `camp`; columns `awards`, `lots`, `projects` (counts of what entered), `yuan` (Decimal, credited value) and
    `share` (Decimal 0-1 of the credits of all camps, in the definition's measure).
    """
    rows = []
    frames = all_frames()
    for camp in VendorClass.values:
        other = VendorClass.OTHER if camp != VendorClass.OTHER else VendorClass.UNKNOWN
        side = count(frames, definition.but(numerator=camp, denominator=other)).numerator
        rows.append((camp, side.awards, side.lots, side.projects, side.yuan, side.total))
    table = pd.DataFrame(rows, columns=["camp", "awards", "lots", "projects", "yuan", "total"]).set_index("camp")
    whole = sum(table["total"], Decimal(0))
    table["share"] = table["total"].map(lambda total: total / whole if whole else Decimal(0))
    found = table[table["awards"] > 0].drop(columns="total")
    return found.sort_values(["share", "awards"], ascending=False, kind="stable")
