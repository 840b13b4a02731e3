"""To whom an award's value is credited: exact parts in whole fen. A lot's value is never credited twice."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any

import pandas as pd

from tenders.analysis.definition import CreditRule
from tenders.analysis.standing import with_units

WHOLE = 10_000  # a printed share is in ten-thousandths of the lot's value
PARTS_AGREE = 1.01  # printed amounts and shares that differ by less are the same split


def split(fen: int, weights: Sequence[int], whole: int) -> list[int]:
    """The parts of `fen` by weights of `whole`, in whole fen; weights that sum to `whole` give exactly `fen`."""
    marks = [(2 * fen * reached + whole) // (2 * whole) for reached in accumulate(weights, initial=0)]
    return [upper - lower for lower, upper in pairwise(marks)]


def with_lot_shape(awards: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """The awards with three columns that decide how a lot's value is split.

    `winners`: independent winners of the lot in the notice. `share`: the award's part of the lot in 1/10,000 (Int64),
    NA unless every winner of the lot prints one. `is_part`: the printed amounts are themselves the parts, for they
    differ and stand to each other as the shares do; else an amount is the price of the whole lot.
    """
    printed = parties.groupby("award")["share"].agg(["sum", "count", "size"]).reindex(awards["award"])
    printed.index = awards.index
    lots = awards[awards["reason"] == ""].groupby(["notice", "lot"])
    winners = lots["award"].transform("size").reindex(awards.index).fillna(1).astype("int64")
    # a consortium among several winners may print its share once; alone, half a printed split says nothing
    known = (printed["count"] == printed["size"]) | ((winners > 1) & (printed["count"] > 0))
    awards = awards.assign(winners=winners, share=printed["sum"].where(known).astype("Int64"))
    return awards.assign(**shape_of_lots(awards))


def shape_of_lots(awards: pd.DataFrame) -> "dict[str, pd.Series[Any]]":
    """`share` and `is_part` as seen over all winners of a lot."""
    standing = awards[awards["reason"] == ""]
    lots = standing.assign(price=standing["fen"] / standing["share"]).groupby(["notice", "lot"])
    complete = lots["share"].transform("count") == lots["share"].transform("size")
    price = lots["price"]
    agree = price.transform("max") <= price.transform("min") * PARTS_AGREE
    is_part = (agree & (lots["fen"].transform("nunique") > 1)).fillna(False)
    return {
        "share": awards["share"].where(complete.reindex(awards.index, fill_value=True)),
        "is_part": is_part.reindex(awards.index, fill_value=False).astype("bool"),
    }


def credit(awards: pd.DataFrame, parties: pd.DataFrame, rule: str) -> pd.DataFrame:
    """One row per winning party: `award`, `unit`, `camp`, `group`, `fen` and `credited_by`.

    `awards` has the columns of `with_lot_shape`. `fen` (Int64) is NA where the award has no amount; `credited_by` is
    `sole`, `shares`, `lead` or `equal`, and "" for a party that the rule gives nothing.
    """
    own = awards[["award", "fen", "share", "winners", "is_part"]].rename(columns={"share": "award_share"})
    rows = with_units(parties).merge(own, on="award")
    values = [
        value
        for _award, members in groupby(rows.itertuples(), lambda row: row.award)
        for value in parts(list(members), rule)
    ]
    fen, credited_by = ([value[i] for value in values] for i in (0, 1))
    credited = rows[["award", "unit", "camp", "group"]].assign(credited_by=pd.Series(credited_by, dtype="str"))
    return credited.assign(fen=pd.Series(fen, dtype="Int64"))


def parts(members: list[Any], rule: str) -> Iterator[tuple[int | None, str]]:
    """Fen and rule for each party of one award, the lead first."""
    weights, whole, credited_by = weigh(members, rule)
    first = members[0]
    if first.is_part:
        whole = whole * int(first.award_share) // WHOLE
    if first.winners > 1 and pd.isna(first.award_share):
        whole *= first.winners
    fen = [None] * len(members) if pd.isna(first.fen) else split(int(first.fen), weights, whole)
    for value, weight in zip(fen, weights, strict=True):
        yield (value, credited_by) if weight else (None, "")


def weigh(members: list[Any], rule: str) -> tuple[list[int], int, str]:
    """The weights of the parties, what they are weights of, and the rule that gave them."""
    award_share = WHOLE if pd.isna(members[0].award_share) else int(members[0].award_share)
    if len(members) == 1:
        return [award_share], WHOLE, "sole" if award_share == WHOLE else CreditRule.SHARES.value
    if rule == CreditRule.SHARES and all(pd.notna(member.share) for member in members):
        return [int(member.share) for member in members], WHOLE, rule
    if rule == CreditRule.EQUAL:
        units = [member.unit for member in members]
        first_of_unit = [unit not in units[:at] for at, unit in enumerate(units)]
        return [award_share * first for first in first_of_unit], WHOLE * sum(first_of_unit), rule
    return [award_share] + [0] * (len(members) - 1), WHOLE, CreditRule.LEAD.value
