"""The only place where querysets become DataFrames. Money is whole fen (yuan × 100) in integers, so sums are exact."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd
from django.conf import settings
from django.db.models import Q, QuerySet

from tenders.analysis.definition import Preset
from tenders.models import WINNING_ROLES, Award, AwardParty, ClassMembership, Notice
from tenders.vocabulary import NoticeKind, Outcome, Role, VendorClass

AWARD_FIELDS = {
    "award": "id",
    "notice": "notice_id",
    "tender": "lot__tender_id",
    "lot": "lot_id",
    "label": "lot__label",
    "supplier": "supplier_id",
    "outcome": "outcome",
    "fen": "amount",
    "basis": "basis",
    "doubt": "doubt",
    "kind": "notice__kind",
    "current": "notice__is_current",
    "published": "notice__published_at",
    "province": "notice__province",
    "city": "notice__city",
    "topics": "notice__topics",
    "method": "notice__method",
    "buyer_group": "notice__buyer__group_id",
}
PARTY_FIELDS = {
    "award": "award_id",
    "organisation": "organisation_id",
    "role": "role",
    "share": "share",
    "camp": "vendor_class",
    "group": "group_id",
}
ENDING_FIELDS = {"tender": "tender_id", "published": "published_at"}
WON_OR_CANDIDATE = Q(role__in=WINNING_ROLES) | Q(role=Role.CANDIDATE, award__outcome=Outcome.CANDIDATES)
TEXTS = (
    "label",
    "outcome",
    "basis",
    "doubt",
    "kind",
    "province",
    "city",
    "method",
    "buyer_group",
    "role",
    "camp",
    "group",
)


class Frames(NamedTuple):
    """What the database says of some tenders: all their awards, who won them, and what ended them.

    - `awards`, one row per award of any notice version: `award`, `notice`, `tender`, `lot` (ids), `label` of the lot
      ("" without lots), `supplier` (id or NA), `outcome`, `fen` (Int64; NA when no total is known), `basis`, `doubt`,
      `kind` and `current` of the notice, `published` (Asia/Shanghai, NaT when unknown), `province`, `city`, `topics`
      (list), `method`, `buyer_group` ("" when unknown).
    - `parties`, one row per winner, or candidate where there are only candidates: `award`, `organisation` (ids),
      `role`, `share` (Int64, in 1/10,000 of the lot's value, NA when not printed), `camp` and `group` ("" when none)
      on the day of the notice.
    - `endings`, one row per current cancellation that names no lot: `tender`, `published`.
    """

    awards: pd.DataFrame
    parties: pd.DataFrame
    endings: pd.DataFrame


def frames_of_camps(camps: Iterable[str]) -> Frames:
    """The frames of every tender in which one of the camps won something or was a candidate."""
    won = AwardParty.objects.filter(WON_OR_CANDIDATE, vendor_class__in=list(camps))
    return frames_of(set(won.values_list("award__lot__tender", flat=True)))


def frames_of_tenders(award_ids: Iterable[int]) -> Frames:
    """The frames of the tenders to which these awards belong: all that decides about them."""
    return frames_of(set(Award.objects.filter(pk__in=list(award_ids)).values_list("lot__tender", flat=True)))


def all_frames() -> Frames:
    """The frames of every tender."""
    return frames_of(None)


def frames_of(tenders: set[int] | None) -> Frames:
    """The frames of these tenders, None for all.

    Their ids are sent as a list: nested queries would leave the plan to statistics that a fresh load does not have.
    """
    awards, parties = Award.objects.all(), AwardParty.objects.filter(WON_OR_CANDIDATE)
    endings = Notice.objects.current().filter(Q(awards=None) | Q(awards__lot__label=""), kind=NoticeKind.CANCELLATION)
    if tenders is not None:
        awards = awards.filter(lot__tender__in=tenders)
        parties = parties.filter(award__lot__tender__in=tenders)
        endings = endings.filter(tender__in=tenders)
    return Frames(
        awards=frame(awards.order_by("pk"), AWARD_FIELDS),
        parties=frame(parties.order_by("award", "pk"), PARTY_FIELDS),
        endings=frame(endings.distinct().order_by("pk"), ENDING_FIELDS),
    )


def frame(rows: "QuerySet[Any]", columns: dict[str, str]) -> pd.DataFrame:
    """The rows with these columns (column → field), typed as `Frames` says."""
    table = pd.DataFrame.from_records(list(rows.values_list(*columns.values())), columns=list(columns))
    for name in columns:
        table[name] = typed(table[name])
    return table


def typed(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """The column with the type that its name asks for."""
    name = column.name
    if name in TEXTS:
        return column.fillna("").astype("str")
    if name == "fen":
        return whole(column, 100)
    if name == "share":
        return whole(column, 10_000)
    if name == "published":
        return pd.to_datetime(column, utc=True).dt.tz_convert("Asia/Shanghai")
    if name == "topics":
        return column
    return column.astype("bool" if name == "current" else "Int64")


def whole(column: "pd.Series[Any]", scale: int) -> "pd.Series[Any]":
    """Decimals as whole numbers of 1/scale; the database keeps no finer digits (2 for yuan, 4 for shares)."""
    return pd.Series(
        [pd.NA if value is None else int(value * scale) for value in column], dtype="Int64", index=column.index
    )


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples; the columns' types are those that the table's docstring gives."""
    return iter(table.itertuples(index=False))


def yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals, exactly."""
    return Decimal(int(fen)).scaleb(-2)


def preset_groups(preset: str) -> list[tuple[str, date | None, date | None]]:
    """The groups of a mid-tier preset: key, first day, day after the last (None is open). Settings say who we are."""
    if preset == Preset.US_ONLY:
        return [(settings.OUR_GROUP, None, None)]
    rows = ClassMembership.objects.filter(preset=preset, vendor_class=VendorClass.MID_TIER)
    return list(rows.values_list("group_id", "valid_from", "valid_to"))
