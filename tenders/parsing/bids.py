"""Those who did not win (losers, candidates) with price, score and rank; and named subcontractors."""

from decimal import Decimal, InvalidOperation

from tenders.normalise.lots import lot_key
from tenders.normalise.money import NO_UNIT, read_price
from tenders.normalise.text import close_up
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Record
from tenders.parsing.labels import Field
from tenders.parsing.notice import Evidence, ParsedAward, ParsedBid, ParsedSupplier
from tenders.parsing.parties import Party, read_parties
from tenders.parsing.sections import Section
from tenders.vocabulary import Role

_ROSTERS = frozenset((Section.BIDS, Section.CANDIDATES, Section.SCORES))


def read_bids(document: Document, events: list[Event], awards: tuple[ParsedAward, ...]) -> tuple[ParsedBid, ...]:
    """Bidders printed in rosters that are not among the winners, one each per lot, gaps filled from later tables."""
    winners = {supplier.name for award in awards for supplier in award.suppliers}
    found: dict[tuple[str | None, str], ParsedBid] = {}
    for event in events:
        bid = _bid(document, event) if isinstance(event, Record) else _candidate(document, event)
        if bid is None or bid.name in winners:
            continue
        before = found.get((bid.lot, bid.name))
        found[(bid.lot, bid.name)] = bid if before is None else _merged(before, bid)
    return tuple(found.values())


def _bid(document: Document, record: Record) -> ParsedBid | None:
    name_field = next((name for name in (Field.CANDIDATE, Field.BIDDER, Field.SUPPLIER) if name in record.cells), None)
    if name_field is None or (record.section not in _ROSTERS and not {Field.SCORE, Field.RANK} & record.heads):
        return None
    start, end = record.cells[name_field]
    parties = read_parties(document.folded[start:end])
    if not parties:
        return None
    role = Role.CANDIDATE if record.section is Section.CANDIDATES or name_field is Field.CANDIDATE else Role.LOSER
    rank = _number(document, record, Field.RANK)
    return _of_party(
        document,
        parties[0],
        start,
        record.lot or _lot(document, record),
        role,
        "roster",
        _price(document, record),
        _number(document, record, Field.SCORE),
        int(rank) if rank and rank < 100 else None,
    )


def _of_party(
    document: Document,
    party: Party,
    offset: int,
    lot: str | None,
    role: Role,
    rule: str,
    price: Decimal | None = None,
    score: Decimal | None = None,
    rank: int | None = None,
) -> ParsedBid:
    start, end = offset + party.start, offset + party.end
    printed = document.text[start:end]
    return ParsedBid(lot, close_up(printed), role, price, score, rank, Evidence(printed, start, end, rule))


def _lot(document: Document, record: Record) -> str | None:
    place = record.cells.get(Field.LOT)
    return lot_key(document.folded[slice(*place)]) if place else None


def _price(document: Document, record: Record) -> Decimal | None:
    for column in (Field.QUOTE, Field.AMOUNT):
        if column in record.cells:
            price = read_price(document.folded[slice(*record.cells[column])], record.units[column])
            return price.amount if price else None
    return None


def _number(document: Document, record: Record, column: Field) -> Decimal | None:
    place = record.cells.get(column)
    if place is None:
        return None
    try:
        return Decimal(document.folded[slice(*place)].strip(" 分第名"))
    except InvalidOperation:
        return None


def _candidate(document: Document, event: Event) -> ParsedBid | None:
    if not isinstance(event, Fact) or event.field is not Field.CANDIDATE or event.end <= event.start:
        return None
    parties = read_parties(document.folded[event.start : event.end])
    if not parties:
        return None
    rank = next(
        (
            rank
            for rank, letters in enumerate(("一1", "二2", "三3"), 1)
            if any(f"第{letter}" in event.label for letter in letters)
        ),
        None,
    )
    price = read_price(document.folded[event.start + parties[0].end : event.end], NO_UNIT)
    return _of_party(
        document,
        parties[0],
        event.start,
        event.lot,
        Role.CANDIDATE,
        event.label,
        price.amount if price else None,
        rank=rank,
    )


def _merged(old: ParsedBid, new: ParsedBid) -> ParsedBid:
    return ParsedBid(
        old.lot, old.name, old.role, old.price or new.price, old.score or new.score, old.rank or new.rank, old.evidence
    )


def read_subcontractors(document: Document, events: list[Event]) -> tuple[ParsedSupplier, ...]:
    """Parties under a label that says subcontracting to somebody; 分包 alone is a lot and never counts."""
    found: dict[str, ParsedSupplier] = {}
    for event in events:
        if not isinstance(event, Fact) or event.field is not Field.SUBCONTRACTOR:
            continue
        for party in read_parties(document.folded[event.start : event.end]):
            start, end = event.start + party.start, event.start + party.end
            printed = document.text[start:end]
            found.setdefault(
                printed,
                ParsedSupplier(
                    printed,
                    Role.SUBCONTRACTOR,
                    party.credit_code,
                    party.share,
                    Evidence(printed, start, end, event.label),
                ),
            )
    return tuple(found.values())
