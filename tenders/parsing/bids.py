"""Those who did not win (losers, candidates) with price, score and rank; and named subcontractors."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from tenders.normalise.lots import lot_key
from tenders.normalise.money import NO_UNIT, read_price
from tenders.normalise.text import close_up
from tenders.parsing.award_words import ORDINAL
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Record
from tenders.parsing.labels import Field
from tenders.parsing.notice import Evidence, ParsedAward, ParsedBid, ParsedSupplier
from tenders.parsing.parties import Party, is_organisation, read_parties
from tenders.parsing.sections import Section
from tenders.vocabulary import Role

_RANK = re.compile(r"\s*(?:第|排名)?\s*([一二三四五六七八九十]{1,2}|\d{1,2})(?!\d|\.\d)")
_SUBLET = re.compile(r"分包(?:给|予|至)\s*([^\s,;。:]{4,60}?)(?:承担|实施|完成|负责|承接|[\s,;。]|$)")
_SUBLET_SHARE = re.compile(r"[^。;\n]{0,20}?(?:比例|份额|占比|占)[^\d%。;\n]{0,10}(\d{1,3}(?:\.\d+)?)\s*%")
_ANYBODY = re.compile(r"的|其他|第三|他人|符合|具[有备]|中小|小微|一家|多家")
_ROSTERS = frozenset((Section.BIDS, Section.CANDIDATES, Section.SCORES))


def read_bids(document: Document, events: list[Event], awards: tuple[ParsedAward, ...]) -> tuple[ParsedBid, ...]:
    """Bidders printed in rosters that are not among the winners, one each per lot, gaps filled from later tables."""
    winners = {supplier.name for award in awards for supplier in award.suppliers}
    found: dict[tuple[str | None, str], ParsedBid] = {}
    for event in events:
        for bid in _bids(document, event) if isinstance(event, Record) else _candidates(document, event):
            if bid.name in winners:
                continue
            key = _known(found, bid)
            found[key] = _merged(found[key], bid) if key in found else bid
    return tuple(found.values())


def _known(found: dict[tuple[str | None, str], ParsedBid], bid: ParsedBid) -> tuple[str | None, str]:
    """A bidder that a later table names without its lot is the one already there, where there is but one."""
    same = [key for key in found if key[1] == bid.name]
    return same[0] if bid.lot is None and len(same) == 1 else (bid.lot, bid.name)


def _bids(document: Document, record: Record) -> Iterator[ParsedBid]:
    name_field = next((name for name in (Field.CANDIDATE, Field.BIDDER, Field.SUPPLIER) if name in record.cells), None)
    if name_field is None or (record.section not in _ROSTERS and not {Field.SCORE, Field.RANK} & record.heads):
        return
    start, end = record.cells[name_field]
    role = Role.CANDIDATE if record.section is Section.CANDIDATES or name_field is Field.CANDIDATE else Role.LOSER
    bid = ParsedBid(
        record.lot or _lot(document, record),
        "",
        role,
        _price(document, record),
        _number(document, record, Field.SCORE),
        _rank(document, record),
    )
    yield from _of_parties(document, read_parties(document.folded[start:end]), start, bid, "roster")


def _of_parties(
    document: Document, parties: list[Party], offset: int, bid: ParsedBid, rule: str
) -> Iterator[ParsedBid]:
    """The first name in a cell; with the members of its consortium, to whom no price is given a second time."""
    joint = bool(parties) and parties[0].role is Role.LEAD
    for party in parties if joint else parties[:1]:
        start, end = offset + party.start, offset + party.end
        printed = document.text[start:end]
        price = bid.price if party is parties[0] else None
        yield replace(bid, name=close_up(printed), price=price, evidence=Evidence(printed, start, end, rule))


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


def _rank(document: Document, record: Record) -> int | None:
    """`2`, 第二名, 第二中标候选人: beside the name or before it."""
    for column, pattern in ((Field.CANDIDATE, ORDINAL), (Field.RANK, _RANK)):
        place = record.cells.get(column)
        printed = pattern.match(document.folded[slice(*place)]) if place else None
        if printed is not None and (key := lot_key(printed[1])) and key.isdigit():
            return int(key)
    return None


def _candidates(document: Document, event: Event) -> Iterator[ParsedBid]:
    if not isinstance(event, Fact) or event.field is not Field.CANDIDATE or event.end <= event.start:
        return
    parties = read_parties(document.folded[event.start : event.end])
    if not parties:
        return
    rank = next(
        (
            rank
            for rank, letters in enumerate(("一1", "二2", "三3"), 1)
            if any(f"第{letter}" in event.label for letter in letters)
        ),
        None,
    )
    price = read_price(document.folded[event.start + parties[0].end : event.end], NO_UNIT)
    bid = ParsedBid(event.lot, "", Role.CANDIDATE, price.amount if price else None, rank=rank)
    yield from _of_parties(document, parties, event.start, bid, event.label)


def _merged(old: ParsedBid, new: ParsedBid) -> ParsedBid:
    return ParsedBid(
        old.lot, old.name, old.role, old.price or new.price, old.score or new.score, old.rank or new.rank, old.evidence
    )


def read_subcontractors(document: Document, events: list[Event]) -> tuple[ParsedSupplier, ...]:
    """Parties under a label, or in a sentence, that says subcontracting to somebody; 分包 alone is a lot."""
    found: dict[str, ParsedSupplier] = {}
    for event in events:
        if isinstance(event, Fact) and event.field is Field.SUBCONTRACTOR:
            for party in read_parties(document.folded[event.start : event.end]):
                sublet = _sublet(document, party, event.start, event.label)
                found.setdefault(sublet.name, sublet)
    for match in _SUBLET.finditer(document.folded):
        share = _SUBLET_SHARE.match(document.folded, match.end(1))
        for party in read_parties(match[1]) if is_organisation(match[1]) and not _ANYBODY.search(match[1]) else ():
            part = Decimal(share[1]) / 100 if share is not None else party.share
            sublet = _sublet(document, replace(party, share=part), match.start(1), "分包给")
            found.setdefault(sublet.name, sublet)
    return tuple(found.values())


def _sublet(document: Document, party: Party, offset: int, rule: str) -> ParsedSupplier:
    start, end = offset + party.start, offset + party.end
    printed = document.text[start:end]
    evidence = Evidence(printed, start, end, rule)
    return ParsedSupplier(close_up(printed), Role.SUBCONTRACTOR, party.credit_code, party.share, evidence)
