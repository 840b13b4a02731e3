"""What one award does in a ratio: for the page of a notice, which says into which numbers it entered, or why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from tenders.analysis.definition import Measure, RatioDefinition
from tenders.analysis.frames import Frames, frames_of_tenders, rows_of, yuan
from tenders.analysis.reasons import Reason
from tenders.analysis.scope import with_scope
from tenders.analysis.standing import with_standing
from tenders.analysis.win_ratio import judged, per_award


@dataclass(frozen=True, slots=True)
class Trace:
    """An award's `side` and `credit` (yuan, lots or projects) in a ratio; or the reason why it is out."""

    award_id: int
    side: str
    credit: Decimal | None
    reason: Reason | None


def entries(award_ids: Iterable[int], definition: RatioDefinition) -> dict[int, list[Trace]]:
    """For each of these awards what it does in the ratio: once for each side that it enters, else once with the reason.

    Only the projects of these awards are read, so the answer for one notice is quick however many there are.
    """
    wanted = list(award_ids)
    frames = frames_of_tenders(wanted)
    credits = judged(frames, definition)
    entered = per_award(credits[credits["reason"] == ""], definition)
    unit = yuan if definition.measure == Measure.VALUE else Decimal
    found: dict[int, list[Trace]] = {award: [] for award in wanted}
    for row in rows_of(entered[entered["award"].isin(wanted)]):
        found[int(row.award)].append(Trace(int(row.award), row.side, unit(int(row.credit)), None))
    for award, reason in reasons_of(frames, credits, definition).items():
        if found.get(award) == []:
            found[award] = [Trace(award, "", None, Reason(reason))]
    return found


def reasons_of(frames: Frames, credits: pd.DataFrame, definition: RatioDefinition) -> dict[int, str]:
    """Why awards are out: what is said of their party in one of the camps, else of any party, else of the award."""
    own = with_scope(with_standing(frames), definition)[["award", "reason"]]
    in_camp_first = credits.sort_values(["award", "side"], ascending=[True, False], kind="stable")
    told = pd.concat([in_camp_first[["award", "reason"]], own])
    told = told[told["reason"] != ""].drop_duplicates("award")
    return {int(row.award): row.reason for row in rows_of(told)}
