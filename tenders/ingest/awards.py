"""From the awards that a notice prints to the awards that are kept: one per lot and supplier; no database.

Organisations are given as numbers: `who` says which organisation a printed name is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

from tenders.ingest.doubts import withhold
from tenders.models.columns import bounded, evidence_json, number
from tenders.parsing.notice import ParsedAward, ParsedBid, ParsedNotice, ParsedSupplier
from tenders.vocabulary import Basis, Doubt, Outcome, Role

LABEL_WIDTH = 200
SHARE_STEP = Decimal("0.0001")
WINNING = (Role.SOLE, Role.LEAD, Role.MEMBER)


@dataclass
class KeptParty:
    """One organisation's part in an award. `share` is of the lot, 0–1; `bid_amount` is yuan."""

    organisation: int
    role: Role
    printed_name: str
    share: Decimal | None = None
    bid_amount: Decimal | None = None
    score: Decimal | None = None
    rank: int | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass
class KeptAward:
    """One (lot, winner), a failed lot, or the candidates of a lot; `supplier` only when awarded."""

    lot: str
    lot_name: str
    outcome: Outcome
    supplier: int | None = None
    amount: Decimal | None = None
    basis: str = Basis.UNDISCLOSED
    amount_text: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)
    doubt: str = ""
    doubted_amount: Decimal | None = None
    parties: dict[int, KeptParty] = field(default_factory=dict)


@dataclass
class Settled:
    """The awards that are kept, and what was printed but has no place in them."""

    awards: list[KeptAward]
    unplaced: list[dict[str, Any]]


def settle(notice: ParsedNotice, who: Mapping[str, int], buyer: int | None) -> Settled:
    """The awards of `notice`, merged where it prints one twice, with bidders and subcontractors at their lot."""
    settled = Settled([], [])
    for printed in notice.awards:
        _add(settled, printed, who)
    for bid in notice.bids:
        _place_bid(settled, bid, who)
    for subcontractor in notice.subcontractors:
        _place_subcontractor(settled, subcontractor, who)
    _check_shares(settled.awards)
    for award in settled.awards:
        if any(party.organisation == buyer and party.role in WINNING for party in award.parties.values()):
            withhold(award, Doubt.BUYER_IS_SUPPLIER)
    return settled


# Awards


def _add(settled: Settled, printed: ParsedAward, who: Mapping[str, int]) -> None:
    award = KeptAward(
        lot=bounded(printed.lot or printed.lot_name or "", LABEL_WIDTH),
        lot_name=printed.lot_name or "",
        outcome=printed.outcome,
        amount_text=printed.amount_text or "",
        evidence=evidence_json(printed.evidence),
        parties=_parties(printed.suppliers, who),
    )
    if award.outcome is Outcome.AWARDED:
        award.supplier = _first_winner(award)
        award.amount, award.basis = _money(printed)
        if award.supplier is None:
            settled.unplaced.append({"what": "award", "lot": award.lot, **award.evidence})
            return
    elif award.outcome is Outcome.CANDIDATES:
        _stand_as_candidates(award, printed)
    twin = next((one for one in settled.awards if (one.lot, one.supplier) == (award.lot, award.supplier)), None)
    if twin is None:
        settled.awards.append(award)
    else:
        _merge(twin, award)


def _parties(suppliers: Iterable[ParsedSupplier], who: Mapping[str, int]) -> dict[int, KeptParty]:
    parties: dict[int, KeptParty] = {}
    for printed in suppliers:
        if printed.name in who:
            party = KeptParty(who[printed.name], printed.role, printed.name, _share(printed.share))
            party.evidence = evidence_json(printed.evidence)
            parties.setdefault(party.organisation, party)
    return parties


def _share(share: Decimal | None) -> Decimal | None:
    """The share rounded down, so that six sixths are never more than the whole; none when it is not above 0."""
    if share is None or not share.is_finite():
        return None
    rounded = share.quantize(SHARE_STEP, ROUND_DOWN)
    return rounded if rounded > 0 else None


def _first_winner(award: KeptAward) -> int | None:
    winners = [party for party in award.parties.values() if party.role in WINNING]
    leads = [party for party in winners if party.role is not Role.MEMBER]
    return next((party.organisation for party in leads + winners), None)


def _money(printed: ParsedAward) -> tuple[Decimal | None, Basis]:
    """The amount in yuan with its basis: no amount but a total above zero that a column can hold."""
    if printed.basis is not Basis.TOTAL:
        return None, printed.basis
    amount = None if printed.amount is None else number(printed.amount, 18, 2)
    if amount is not None and amount > 0:
        return amount, Basis.TOTAL
    return None, Basis.UNREADABLE if printed.amount else Basis.UNDISCLOSED


def _stand_as_candidates(award: KeptAward, printed: ParsedAward) -> None:
    """A candidate is no winner, and its price is a bid."""
    bid = _money(printed)[0]
    for party in award.parties.values():
        party.role, party.share, party.bid_amount = Role.CANDIDATE, None, bid


def _merge(twin: KeptAward, award: KeptAward) -> None:
    """One (lot, supplier) printed twice: parties add up, a total beats none, two totals that differ are in doubt."""
    for organisation, party in award.parties.items():
        twin.parties.setdefault(organisation, party)
    known = twin.doubted_amount or twin.amount
    if award.amount is None or award.amount == known:
        return
    if known is None:
        twin.amount, twin.basis = award.amount, award.basis
        twin.amount_text, twin.evidence = award.amount_text, award.evidence
        return
    twin.evidence.setdefault("repeated", []).append({"amount_text": award.amount_text, **award.evidence})
    withhold(twin, Doubt.REPEATED)


# Bidders, subcontractors, shares


def _place_bid(settled: Settled, bid: ParsedBid, who: Mapping[str, int]) -> None:
    """A bidder stands at its lot; one that won has its score and rank there."""
    awards = _lot_of(settled, bid)
    if bid.name not in who or not awards:
        settled.unplaced.append({"what": bid.role.value, "name": bid.name, **evidence_json(bid.evidence)})
        return
    organisation = who[bid.name]
    award = next((one for one in awards if organisation in one.parties), awards[0])
    new = KeptParty(organisation, bid.role, bid.name, evidence=evidence_json(bid.evidence))
    party = award.parties.setdefault(organisation, new)
    party.bid_amount = party.bid_amount if party.bid_amount is not None else bid.price
    party.score = party.score if party.score is not None else bid.score
    party.rank = party.rank or bid.rank


def _lot_of(settled: Settled, bid: ParsedBid) -> list[KeptAward]:
    """The awards of the bid's lot; of the only lot when it names none; a new one for candidates without an award."""
    label = bounded(bid.lot or "", LABEL_WIDTH)
    same = [award for award in settled.awards if award.lot == label]
    if not same and len({award.lot for award in settled.awards}) == 1 and not (bid.lot and settled.awards[0].lot):
        return settled.awards
    if not same and bid.role is Role.CANDIDATE:
        same = [KeptAward(label, "", Outcome.CANDIDATES)]
        settled.awards += same
    return same


def _place_subcontractor(settled: Settled, printed: ParsedSupplier, who: Mapping[str, int]) -> None:
    """A subcontractor stands at the award when there is one: a notice says of none of several which it belongs to."""
    awarded = [award for award in settled.awards if award.outcome is Outcome.AWARDED]
    if printed.name not in who or len(awarded) != 1:
        settled.unplaced.append(
            {"what": Role.SUBCONTRACTOR.value, "name": printed.name, **evidence_json(printed.evidence)}
        )
        return
    party = KeptParty(who[printed.name], Role.SUBCONTRACTOR, printed.name, evidence=evidence_json(printed.evidence))
    awarded[0].parties.setdefault(party.organisation, party)


def _check_shares(awards: list[KeptAward]) -> None:
    """Shares of a lot that sum to more than 1 are no shares: none is kept, and the lot's figures are in doubt."""
    for lot in {award.lot for award in awards}:
        same = [award for award in awards if award.lot == lot]
        parties = [party for award in same for party in award.parties.values() if party.share is not None]
        if sum((party.share or Decimal(0) for party in parties), Decimal(0)) <= 1:
            continue
        for party in parties:
            party.evidence["dropped_share"], party.share = str(party.share), None
        for award in same:
            withhold(award, Doubt.SHARES_ABOVE_ONE)
