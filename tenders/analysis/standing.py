"""Which awards stand as the result of their lot, whatever is asked: newest version, not annulled, counted once."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from tenders.analysis.frames import Frames
from tenders.analysis.reasons import Reason
from tenders.vocabulary import Doubt, NoticeKind, Outcome, Role

Mask = Any  # a boolean column, or an array of its length

# kinds that state a result; where several speak of one award the smaller number is believed
BELIEVED = {NoticeKind.AWARD: 0, NoticeKind.AMENDMENT: 0, NoticeKind.CONTRACT: 1, NoticeKind.ACCEPTANCE: 2}
ROLE_ORDER = {Role.SOLE: 0, Role.LEAD: 1, Role.MEMBER: 2, Role.CANDIDATE: 3}


def with_units(parties: pd.DataFrame) -> pd.DataFrame:
    """The parties with `unit`, whose money it is (the group, else the organisation), the lead of an award first."""
    own = "#" + parties["organisation"].astype("str")
    order = parties["role"].map(ROLE_ORDER)
    return parties.assign(unit=parties["group"].where(parties["group"] != "", own), order=order).sort_values(
        ["award", "order"], kind="stable"
    )


def with_standing(frames: Frames) -> pd.DataFrame:
    """The awards with `unit` (of the winner or lead), `believed` (see BELIEVED) and `reason` ("" where one stands).

    A doubted amount is no amount.
    """
    leads = with_units(frames.parties).drop_duplicates("award").set_index("award")["unit"]
    ended = frames.endings.groupby("tender")["published"].max()
    awards = frames.awards.assign(
        unit=looked_up(frames.awards["award"], leads).fillna("").astype("str"),
        believed=frames.awards["kind"].map(BELIEVED).astype("Int64"),
        ended=looked_up(frames.awards["tender"], ended),
        fen=frames.awards["fen"].where(frames.awards["doubt"] == ""),
        reason="",
    )
    for reason, applies in STEPS:
        awards["reason"] = awards["reason"].mask((awards["reason"] == "") & applies(awards), reason.value)
    return awards


def annulled(awards: pd.DataFrame) -> Mask:
    """Won, but the project was cancelled, or the lot failed, in a later notice."""
    failed = awards[awards["current"] & (awards["outcome"] == Outcome.FAILED)]
    lot_failed = looked_up(awards["lot"], failed.groupby("lot")["published"].max())
    return (awards["ended"] > awards["published"]) | (lot_failed > awards["published"])


def corrected(awards: pd.DataFrame) -> Mask:
    """A later amendment says who won the lot."""
    amendments = awards[(awards["reason"] == "") & (awards["kind"] == NoticeKind.AMENDMENT)]
    return looked_up(awards["lot"], amendments.groupby("lot")["published"].max()) > awards["published"]


def repeated(awards: pd.DataFrame) -> Mask:
    """The same lot and supplier stand in a more believable notice, one that prints the amount, or a newer one."""
    order = awards[awards["reason"] == ""].assign(no_amount=lambda standing: standing["fen"].isna())
    order = order.sort_values(
        ["believed", "no_amount", "published", "award"], ascending=[True, True, False, True], kind="stable"
    )
    return awards.index.isin(order.index[order.duplicated(["lot", "supplier"])])


def contract_of_award(awards: pd.DataFrame) -> Mask:
    """The lot's award is known from a more believable notice, under whatever name the contract was signed."""
    found = pd.Series(False, index=awards.index)
    for level in (1, 2):
        standing = awards[(awards["reason"] == "") & ~found & (awards["believed"] < level)]
        of_lot = awards["lot"].isin(standing["lot"])
        of_project = same_winner(awards, standing) & (awards["label"] == "")
        without_lot = same_winner(awards, standing[standing["label"] == ""])
        found |= (awards["believed"] == level) & (of_lot | of_project | without_lot)
    return found


def without_its_lot(awards: pd.DataFrame) -> Mask:
    """Another notice of the project names the lot that the same winner won; this one names none."""
    standing = awards[awards["reason"] == ""]
    labelled = standing[standing["label"] != ""]
    elsewhere = same_winner(awards, labelled) & ~keys(awards, "notice").isin(keys(labelled, "notice"))
    return (awards["label"] == "") & elsewhere


def same_winner(awards: pd.DataFrame, others: pd.DataFrame) -> Mask:
    """Awards whose project and winner occur among `others`."""
    return pd.Series(keys(awards, "tender", "unit").isin(keys(others, "tender", "unit")), index=awards.index)


def looked_up(column: "pd.Series[Any]", table: "pd.Series[Any]") -> "pd.Series[Any]":
    """For each value of the column what the table has under it; missing where it has nothing."""
    return table.reindex(column).set_axis(column.index)


def keys(awards: pd.DataFrame, *columns: str) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(awards[list(columns)])


STEPS: tuple[tuple[Reason, Callable[[pd.DataFrame], Mask]], ...] = (
    (Reason.OLD_VERSION, lambda awards: ~awards["current"]),
    (Reason.CANDIDATES, lambda awards: awards["outcome"] == Outcome.CANDIDATES),
    (Reason.FAILED, lambda awards: awards["outcome"] == Outcome.FAILED),
    (Reason.NOT_A_RESULT, lambda awards: awards["believed"].isna()),
    (Reason.ANNULLED, annulled),
    (Reason.CORRECTED, corrected),
    (Reason.DUPLICATE, repeated),
    (Reason.CONTRACT, contract_of_award),
    (Reason.DUPLICATE, without_its_lot),
    (Reason.BUYER_IS_SUPPLIER, lambda awards: awards["doubt"] == Doubt.BUYER_IS_SUPPLIER),
)
