"""The win ratio of two camps: exact sums of credits, never without n, interval and the awards behind it."""

from decimal import Decimal

import pandas as pd
from django.utils.translation import gettext as _

from tenders.analysis.credit import credit, with_lot_shape
from tenders.analysis.definition import CreditRule, Measure, RatioDefinition
from tenders.analysis.frames import Frames, frames_of_camps, rows_of, yuan
from tenders.analysis.interval import Interval, bootstrap_interval, odds_interval
from tenders.analysis.ratio import Entry, Exclusion, Ratio, Side
from tenders.analysis.reasons import WITHOUT_AMOUNT, Reason
from tenders.analysis.scope import DENOMINATOR, NUMERATOR, with_reasons, with_scope, with_sides
from tenders.analysis.standing import with_standing
from tenders.vocabulary import VendorClass

MINIMUM_PROJECTS = 5  # fewer cannot be drawn from: a bootstrap would pretend to a certainty that is not there
ABOUT = ["award", "notice", "tender", "lot", "published", "buyer_group", "doubt", "winners", "share", "asked", "reason"]
COUNTED_ONCE_PER = {Measure.LOTS: "lot", Measure.PROJECTS: "tender"}


def win_ratio(definition: RatioDefinition) -> Ratio:
    """The ratio under this definition, from the database."""
    return count(frames_for(definition), definition)


def frames_for(definition: RatioDefinition) -> Frames:
    """All that can decide about the definition's awards."""
    camps = {definition.numerator, definition.denominator}
    return frames_of_camps(camps | ({VendorClass.CARRIER_AFFILIATE} if definition.include_affiliates else set()))


def count(frames: Frames, definition: RatioDefinition) -> Ratio:
    """The ratio under this definition, from frames."""
    credits = judged(frames, definition)
    entered = per_award(credits[credits["reason"] == ""], definition)
    sides = [side_of(name, camp, credits, entered, definition) for name, camp in camps_of(definition)]
    why_not = missing(sides, definition)
    return Ratio(
        definition=definition,
        value=None if why_not else sides[0].total / sides[1].total,
        why_not=why_not,
        interval=None if why_not else interval_of(entered, definition),
        numerator=sides[0],
        denominator=sides[1],
        excluded=exclusions(credits, entered),
        by_shares=int(entered.loc[entered["credited_by"] == CreditRule.SHARES, "award"].nunique()),
    )


def judged(frames: Frames, definition: RatioDefinition) -> pd.DataFrame:
    """One row per winning party with what it is credited, its `side`, and `reason` ("" where it entered)."""
    awards = with_lot_shape(with_scope(with_standing(frames), definition), frames.parties)
    credits = credit(awards, frames.parties, definition.credit).merge(awards[ABOUT], on="award")
    return with_reasons(with_sides(credits, definition), definition)


def camps_of(definition: RatioDefinition) -> tuple[tuple[str, str], tuple[str, str]]:
    return (NUMERATOR, definition.numerator), (DENOMINATOR, definition.denominator)


def per_award(entered: pd.DataFrame, definition: RatioDefinition) -> pd.DataFrame:
    """One row per side and award with `fen` and its `credit`: fen, or 1 for the first award of each lot or project."""
    grouped = entered.sort_values(["side", "award"], kind="stable").groupby(["side", "award"])
    rows = grouped[["notice", "tender", "lot", "credited_by"]].first()
    rows = rows.assign(fen=grouped["fen"].sum(min_count=1)).reset_index()
    if definition.measure == Measure.VALUE:
        return rows.assign(credit=rows["fen"])
    once = COUNTED_ONCE_PER[Measure(definition.measure)]
    return rows.assign(credit=(~rows.duplicated(["side", once])).astype("Int64"))


def side_of(name: str, camp: str, credits: pd.DataFrame, entered: pd.DataFrame, definition: RatioDefinition) -> Side:
    """The side with its entries, the largest first."""
    rows = entered[entered["side"] == name].sort_values(["credit", "award"], ascending=[False, True])
    unit = yuan if definition.measure == Measure.VALUE else Decimal
    return Side(
        camp=camp,
        total=unit(int(rows["credit"].sum())),
        awards=len(rows),
        lots=int(rows["lot"].nunique()),
        projects=int(rows["tender"].nunique()),
        yuan=yuan(int(rows["fen"].sum())),
        coverage=coverage(credits[credits["side"] == name]),
        entries=tuple(
            Entry(int(row.award), int(row.notice), unit(int(row.credit)), row.credited_by) for row in rows_of(rows)
        ),
    )


def coverage(credits: pd.DataFrame) -> Decimal | None:
    """The part of a side's awards whose amount is known, among those that entered or lack nothing but the amount."""
    asked = credits[(credits["reason"] == "") | credits["reason"].isin(WITHOUT_AMOUNT)]
    known = asked[asked["fen"].notna()]
    return Decimal(known["award"].nunique()) / asked["award"].nunique() if len(asked) else None


def missing(sides: list[Side], definition: RatioDefinition) -> str:
    """Why there can be no number; "" when there can."""
    for side in sides:
        if side.awards < definition.minimum:
            words = {"camp": definition.camp_name(side.camp), "n": side.awards, "minimum": definition.minimum}
            return _("fewer than %(minimum)s awards of %(camp)s: %(n)s") % words
    return "" if sides[1].total else _("nothing to divide by")


def interval_of(entered: pd.DataFrame, definition: RatioDefinition) -> Interval | None:
    """The 95 % interval; None when too few projects carry the value."""
    if definition.measure != Measure.VALUE:
        totals = entered.groupby("side")["credit"].sum()
        return odds_interval(int(totals[NUMERATOR]), int(totals[DENOMINATOR]))
    projects = entered.pivot_table(index="tender", columns="side", values="credit", aggfunc="sum", fill_value=0)
    if len(projects) < MINIMUM_PROJECTS:
        return None
    return bootstrap_interval(*(projects[name].to_numpy(dtype="float64") for name in (NUMERATOR, DENOMINATOR)))


def exclusions(credits: pd.DataFrame, entered: pd.DataFrame) -> tuple[Exclusion, ...]:
    """The awards of either camp that are asked for and did not enter on that side, with the reason."""
    out = credits[credits["asked"] & (credits["side"] != "") & (credits["reason"] != "")]
    out = out.drop_duplicates(["side", "award"]).sort_values(["side", "award"])
    inside = pd.MultiIndex.from_frame(entered[["side", "award"]])
    out = out[~pd.MultiIndex.from_frame(out[["side", "award"]]).isin(inside)]
    return tuple(Exclusion(int(row.award), int(row.notice), row.side, Reason(row.reason)) for row in rows_of(out))
