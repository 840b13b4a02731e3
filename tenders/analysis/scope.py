"""Which awards and parties a definition asks for, and which of those it holds back."""

from typing import Any

import pandas as pd

from tenders.analysis.definition import Measure, Preset, RatioDefinition
from tenders.analysis.frames import preset_groups
from tenders.analysis.reasons import Reason
from tenders.vocabulary import VendorClass

NUMERATOR, DENOMINATOR = "numerator", "denominator"


def with_scope(awards: pd.DataFrame, definition: RatioDefinition) -> pd.DataFrame:
    """The awards with `asked`: inside the definition's period, place, topics and method; the others have the reason."""
    awards = awards.assign(asked=True)
    for reason, outside in outside_of(awards, definition).items():
        awards["asked"] &= ~outside
        awards["reason"] = awards["reason"].mask((awards["reason"] == "") & outside, reason.value)
    return awards


def outside_of(awards: pd.DataFrame, definition: RatioDefinition) -> "dict[Reason, pd.Series[Any]]":
    """For each reason the awards that it keeps out; a definition that does not ask keeps nothing out."""
    found: dict[Reason, pd.Series[Any]] = {}
    day = awards["published"].dt.tz_localize(None).dt.normalize()
    first, last = definition.from_date, definition.until_date
    if first or last:
        too_early = day < pd.Timestamp(first) if first else pd.Series(False, index=day.index)
        found[Reason.UNDATED] = day.isna()
        found[Reason.OTHER_PERIOD] = too_early | (day > pd.Timestamp(last)) if last else too_early
    if definition.province or definition.city:
        in_province = awards["province"] == (definition.province or awards["province"])
        found[Reason.OTHER_PLACE] = ~in_province | (awards["city"] != (definition.city or awards["city"]))
    if definition.topics:
        wanted = set(definition.topics)
        found[Reason.OTHER_TOPIC] = awards["topics"].map(wanted.isdisjoint)
    if definition.method:
        found[Reason.OTHER_METHOD] = awards["method"] != definition.method
    return found


def with_sides(credits: pd.DataFrame, definition: RatioDefinition) -> pd.DataFrame:
    """The credits with `side`: `numerator`, `denominator`, or "" for a party of neither camp."""
    side = pd.Series("", index=credits.index)
    for name, camp in ((NUMERATOR, definition.numerator), (DENOMINATOR, definition.denominator)):
        side = side.mask(of_camp(credits, camp, definition), name)
    return credits.assign(side=side)


def of_camp(credits: pd.DataFrame, camp: str, definition: RatioDefinition) -> "pd.Series[Any]":
    """The parties that the definition counts in this camp, on the day of their notice."""
    found = credits["camp"] == camp
    if camp == VendorClass.MID_TIER and definition.preset != Preset.WIDE:
        return found & in_preset(credits, definition.preset)
    if camp == VendorClass.CARRIER and definition.include_affiliates:
        return found | (credits["camp"] == VendorClass.CARRIER_AFFILIATE)
    return found


def in_preset(credits: pd.DataFrame, preset: str) -> "pd.Series[Any]":
    day = credits["published"].dt.tz_localize(None).dt.normalize()
    found = pd.Series(False, index=credits.index)
    for group, first, end in preset_groups(preset):
        since = True if first is None else day >= pd.Timestamp(first)
        until = True if end is None else day < pd.Timestamp(end)
        found |= (credits["group"] == group) & since & until
    return found


def with_reasons(credits: pd.DataFrame, definition: RatioDefinition) -> pd.DataFrame:
    """The credits whose `reason` says why a party's award did not enter; "" where it entered."""
    by_value = definition.measure == Measure.VALUE
    framework = (credits["winners"] > 1) & credits["share"].isna()
    intra_group = (credits["group"] != "") & (credits["group"] == credits["buyer_group"])
    steps = {
        Reason.OTHER_CAMP: credits["side"] == "",
        Reason.INTRA_GROUP: intra_group & (not definition.include_intra_group),
        Reason.FRAMEWORK: framework & (by_value and not definition.include_frameworks),
        Reason.NOT_CREDITED: credits["credited_by"] == "",
        Reason.DOUBT: (credits["doubt"] != "") & by_value,
        Reason.NO_AMOUNT: credits["fen"].isna() & by_value,
    }
    credits = credits.copy()
    for reason, applies in steps.items():
        credits["reason"] = credits["reason"].mask((credits["reason"] == "") & applies, reason.value)
    return credits
