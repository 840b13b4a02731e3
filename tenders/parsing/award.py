"""Who won which lot at what price: goes through the facts of an award notice in page order.

Knows the national award format, its dialects and the tender-law family; knows no portal and no vendor.
"""

import re

from tenders.normalise.lots import find_lot, find_lots
from tenders.normalise.money import NO_UNIT
from tenders.parsing.assembly import Awards
from tenders.parsing.award_words import FAILED_WORDS, LOSING, NOTHING
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Heading, LotMark, Prose, Record
from tenders.parsing.labels import Field
from tenders.parsing.parties import is_nobody, is_organisation, read_parties
from tenders.parsing.sections import Section
from tenders.parsing.settling import Settling
from tenders.vocabulary import Basis

_SCOPE = re.compile(r"(?:采购|招标)(?:内容|范围)")
_A_SCORE = re.compile(r"\d\.\d|\d\s*分")
_NAMES_DUE = re.compile(r"(?:中标|成交|中选|入围).{0,3}(?:供应商|人|单位)")
_ATTACHED = re.compile(
    r"(?:中标|成交|中选|入围|供应商|结果)[^。\n]{0,30}[:\s]\s*(?:详?见)[^。\n]{0,10}(?:附件|附表|下表|清单|公告)|详见附件|见附件"
)
_WITHHELD = re.compile(r"(?:中标|成交)(?:供应商|人|单位)(?:名称)?\s*:?\s*(?:\n)?\s*(?:无|/|-+|\*+|某某某?)\s*(?:\n|$)")


class AwardReader(Settling):
    """Goes through the events once; everything it finds is in `awards`."""

    def read(self, events: list[Event]) -> Awards:
        """All events, then what only prose or goods lists say."""
        for event in events:
            self._event(event)
        if not self.awards.wins.found:
            self._from_prose()
        if not self.awards.wins.found:
            for record in self.weak:
                self._winner_row(record)
        if not self.awards.wins.found and not self.awards.failures:
            self._from_first_candidate(events)
        if not self.awards.wins.found and not self.awards.failures:
            self._from_lines_of_first()
        self._settle(events)
        return self.awards

    def _event(self, event: Event) -> None:
        if isinstance(event, Fact):
            self._fact(event)
        elif isinstance(event, Record):
            self._record(event)
        elif isinstance(event, LotMark):
            self._lot_mark(event)
        elif isinstance(event, Heading):
            self._heading(event)
        else:
            self._prose(event)

    def _heading(self, heading: Heading) -> None:
        """A new part: a new run of winners, whose names may stand right below."""
        self.lot_name = None
        self.run += 1
        award = heading.section is Section.AWARD
        self.names_due = award and _NAMES_DUE.search(self.text[heading.start : heading.end]) is not None
        if award:
            self.rate_only = False

    def _fact(self, fact: Fact) -> None:
        kind = fact.field
        if kind in (Field.SUPPLIER, Field.BIDDER):
            self._supplier(fact)
        elif kind in (Field.LEAD, Field.MEMBER):
            self._member(fact)
        elif kind is Field.AMOUNT or (kind is Field.QUOTE and self._quote_counts(fact)):
            self._amount(fact)
        elif kind is Field.TOTAL_AMOUNT:
            self.awards.total = self.awards.total or self._price(fact.start, fact.end, fact.unit)
        elif kind is Field.AWARD_TYPE:
            self._award_type(fact)
        elif kind is Field.FAILURE:
            self._failure_fact(fact)
        elif kind is Field.SHARE and fact.section not in LOSING:
            self._share(fact.start, fact.end)
        else:
            self._lot_fact(fact)

    def _amount(self, fact: Fact) -> None:
        """A price, or the winner himself (`中标结果：某公司`)."""
        value = self.text[fact.start : fact.end]
        if is_organisation(value):
            self._enter(read_parties(value), fact.start, fact.lot, self.run, fact.label)
        else:
            self._amounts(fact.start, fact.end, fact.unit, fact.lot, fact.label)

    def _award_type(self, fact: Fact) -> None:
        self.rate_only = re.search(r"折扣|费率|下浮|优惠", self.text[fact.start : fact.end]) is not None
        for win in self.current:
            win.rate_only = self.rate_only

    def _failure_fact(self, fact: Fact) -> None:
        if not NOTHING.fullmatch(self.text[fact.start : fact.end]):
            self._failure(fact.lot, None, fact.start, fact.end)

    def _lot_fact(self, fact: Fact) -> None:
        """What a label says of lots: a name, a number, the lots in the scope, the lot of a score."""
        value = self.text[fact.start : fact.end]
        if fact.field is Field.SCORE and fact.own_lot and fact.lot:
            self.scored_lots.append(fact.lot)
        if fact.field in (Field.ITEM, Field.LOT_NAME) and _SCOPE.search(fact.label):
            self.scope_lots = list(dict.fromkeys(lot.key for lot in find_lots(value)))
        if fact.field in (Field.LOT, Field.LOT_NAME) and fact.section is not Section.EXPERTS:
            self._printed_lot(value)
        if fact.field is Field.LOT_NAME and fact.section is Section.AWARD:
            self._lot_name(fact)

    def _printed_lot(self, value: str) -> None:
        """`标包名称：A包` anywhere: the lot of a notice about one lot."""
        lot = find_lot(value)
        if lot is not None and lot.start == 0 and lot.end == len(value.strip()):
            self.printed_lots.add(lot.key)

    def _quote_counts(self, fact: Fact) -> bool:
        return bool(self.current) and fact.section is Section.AWARD

    def _supplier(self, fact: Fact) -> None:
        if fact.field is Field.BIDDER and fact.section is not Section.AWARD:
            return
        if fact.section in LOSING and not (
            fact.field is Field.SUPPLIER
            and "中标" in fact.label.replace("成交", "中标")
            and fact.section is not Section.FAILED
        ):
            return
        value = self.text[fact.start : fact.end]
        if not value:
            self.current = []
            return
        if is_nobody(value) or (len(value) < 40 and FAILED_WORDS.search(value)):
            if FAILED_WORDS.search(value):
                lot = find_lot(value)
                self._failure(lot.key if lot else fact.lot, None, fact.start, fact.end)
            return
        parties = read_parties(value, trusted=fact.field is Field.SUPPLIER)
        self._enter(parties, fact.start, fact.lot, self.run, fact.label)
        self._prices_inside(value, fact)

    def _prices_inside(self, value: str, fact: Fact) -> None:
        """`甲公司，中标金额为 10 万元` in one value."""
        match = re.search(r"(?:中标|成交|投标)?(?:总)?(?:金额|报价|价格?)\s*[:为是]?\s*(?=[¥\d人民币大写])", value)
        if match is not None and self.current and self.current[-1].price is None:
            place = self._price(fact.start + match.end(), fact.end, NO_UNIT)
            if place is not None:
                self.current[-1].price = place

    def _lot_name(self, fact: Fact) -> None:
        value = self.text[fact.start : fact.end]
        if is_nobody(value):
            return
        self.lot_name = (fact.start, fact.end)
        lot = find_lot(value)
        if self.current and self.current[-1].lot_name is None:
            self.current[-1].lot_name = self.lot_name
            if lot is not None and self.current[-1].lot is None:
                self.current[-1].lot = lot.key
            self.lot_name = None

    def _lot_mark(self, mark: LotMark) -> None:
        self.lot_name = None
        if mark.name is not None and self._winner_named(mark.lot, self.text[slice(*mark.name)]):
            return
        if mark.section in (Section.SCORES, Section.OTHER) and self.awards.wins.found:
            if mark.name is not None and _A_SCORE.search(self.text[slice(*mark.name)]):
                self.scored_lots.append(mark.lot)
            return
        if mark.name is not None and mark.section in (
            Section.AWARD,
            Section.ITEMS,
            Section.PROJECT,
            Section.TOP,
            Section.BIDS,
        ):
            words = self.text[slice(*mark.name)]
            if FAILED_WORDS.search(words):
                self._failure(mark.lot, None, *mark.name)
            else:
                self.awards.lot_names.setdefault(mark.lot, mark.name)
        self.current = [] if mark.section is Section.AWARD else self.current

    def _winner_named(self, lot: str, words: str) -> bool:
        """`第一包：中标人甲公司评审总得分：90分` below the winners: the lot of a winner printed without one."""
        for win in self.awards.wins.found:
            if win.lead in words:
                win.lot = win.lot or lot
                return True
        return False

    def _prose(self, prose: Prose) -> None:
        line = self.text[prose.start : prose.end]
        if prose.section is Section.AWARD and self.current and 4 <= len(line) <= 60 and self.current[-1].lot:
            parties = [party for party in read_parties(line) if party.lot]
            if parties:
                self._enter(parties, prose.start, None, self.run, "list of winners")
                return
        if prose.section is Section.AWARD and self.names_due and len(line) <= 90:
            parties = [party for party in read_parties(line) if party.end < 60]
            if parties and parties[0].start < 8:
                wins = self._enter(parties, prose.start, prose.lot, self.run, "name under a heading")
                place = self._price(prose.start + parties[-1].end, prose.end, NO_UNIT)
                if (
                    place is not None
                    and place.price.basis is Basis.TOTAL
                    and place.price.amount
                    and place.price.amount >= 1000
                ):
                    wins[0].price = wins[0].price or place
                return
        self.prose.append(prose)


def read_awards(document: Document, events: list[Event]) -> Awards:
    """The winners, failed lots and printed total of an award notice."""
    return AwardReader(document).read(events)


def why_nobody(document: Document) -> str:
    """Why an award names no winner: the name is in an attachment, withheld, or not printed on the page."""
    if _ATTACHED.search(document.folded):
        return "in_attachment"
    return "withheld" if _WITHHELD.search(document.folded) else "not_printed"
