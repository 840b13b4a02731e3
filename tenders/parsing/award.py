"""Who won which lot at what price: assembles winners out of facts, tables and sentences.

Knows the national award format, its dialects and the tender-law family; knows no portal and no vendor.
"""

import re
from dataclasses import dataclass, field, replace

from tenders.normalise.lots import find_lot, find_lots, lot_key
from tenders.normalise.money import SMALLEST_BARE, Price, Unit, read_price
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Heading, LotMark, Prose, Record
from tenders.parsing.labels import NO_UNIT, Field, read_label
from tenders.parsing.parties import Party, is_nobody, is_organisation, read_parties
from tenders.parsing.sections import Section
from tenders.parsing.sentences import winners_in_prose
from tenders.parsing.wins import Failure, PricePlace, Win, Wins
from tenders.vocabulary import Basis, Role

_LOSING = frozenset((Section.BIDS, Section.CANDIDATES, Section.SCORES, Section.FAILED, Section.EXPERTS))
_NO_WINNER = frozenset(
    (
        Section.BUYER,
        Section.AGENCY,
        Section.SUPERVISOR,
        Section.CONTACT,
        Section.REQUIREMENTS,
        Section.FEES,
        Section.EXPERTS,
        Section.OTHER,
        Section.PROJECT,
        Section.TOP,
        Section.CHANGES,
        Section.DEADLINE,
    )
)
_SCOPE = re.compile(r"(?:采购|招标)(?:内容|范围)")
_A_SCORE = re.compile(r"\d\.\d|\d\s*分")
_NOTHING = re.compile(r"\s*(?:无|/|-+|没有|暂无|空|\*)?\s*[。.]?")
_NAMES_DUE = re.compile(r"(?:中标|成交|中选|入围).{0,3}(?:供应商|人|单位)")
_FAILED_WORDS = re.compile(r"流标|废标|终止|采购失败|招标失败|作废|不足三家|不足3家|失败")


@dataclass(slots=True)
class Awards:
    """What `read_awards` found, before it is put into the shape of a notice."""

    wins: Wins = field(default_factory=Wins)
    failures: list[Failure] = field(default_factory=list)
    total: PricePlace | None = None
    lot_names: dict[str, tuple[int, int]] = field(default_factory=dict)


class _Reader:
    """Goes through the events once, keeping the winner that the next price or member belongs to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.folded
        self.awards = Awards()
        self.current: list[Win] = []
        self.waiting: list[tuple[str | None, PricePlace]] = []
        self.weak: list[Record] = []
        self.run = 0
        self.names_due = False
        self.printed_lots: set[str] = set()
        self.scored_lots: list[str] = []
        self.scope_lots: list[str] = []
        self.rate_only = False
        self.lot_name: tuple[int, int] | None = None
        self.prose: list[Prose] = []

    def read(self, events: list[Event]) -> Awards:
        """All events, then what only prose or goods lists say."""
        for event in events:
            if isinstance(event, Fact):
                self._fact(event)
            elif isinstance(event, Record):
                self._record(event)
            elif isinstance(event, LotMark):
                self._lot_mark(event)
            elif isinstance(event, Heading):
                self.lot_name = None
                self.run += 1
                self.names_due = (
                    event.section is Section.AWARD and _NAMES_DUE.search(self.text[event.start : event.end]) is not None
                )
                if event.section is Section.AWARD:
                    self.rate_only = False
            else:
                self._prose(event)
        if not self.awards.wins.found:
            self._from_prose()
        if not self.awards.wins.found:
            for record in self.weak:
                self._winner_row(record)
        if not self.awards.wins.found and not self.awards.failures:
            self._from_first_candidate(events)
        self._settle(events)
        return self.awards

    # labelled values

    def _fact(self, fact: Fact) -> None:
        kind = fact.field
        if kind in (Field.SUPPLIER, Field.BIDDER):
            self._supplier(fact)
        elif kind in (Field.LEAD, Field.MEMBER):
            self._member(fact)
        elif kind is Field.AMOUNT or (kind is Field.QUOTE and self._quote_counts(fact)):
            if is_organisation(self.text[fact.start : fact.end]):  # 中标结果：某公司
                self._enter(read_parties(self.text[fact.start : fact.end]), fact.start, fact.lot, self.run, fact.label)
                return
            self._amounts(fact.start, fact.end, fact.unit, fact.lot, fact.label)
        elif kind is Field.TOTAL_AMOUNT:
            place = self._price(fact.start, fact.end, fact.unit)
            if place is not None and self.awards.total is None:
                self.awards.total = place
        elif kind is Field.AWARD_TYPE:
            self.rate_only = re.search(r"折扣|费率|下浮|优惠", self.text[fact.start : fact.end]) is not None
            for win in self.current:
                win.rate_only = self.rate_only
        elif kind is Field.LOT_NAME and fact.section is Section.AWARD:
            self._lot_name(fact)
        if kind is Field.SCORE and fact.own_lot and fact.lot:
            self.scored_lots.append(fact.lot)
        if kind in (Field.ITEM, Field.LOT_NAME) and _SCOPE.search(fact.label):
            self.scope_lots = list(dict.fromkeys(lot.key for lot in find_lots(self.text[fact.start : fact.end])))
        if kind in (Field.LOT, Field.LOT_NAME) and fact.section is not Section.EXPERTS:
            self._printed_lot(self.text[fact.start : fact.end])
        elif kind is Field.FAILURE and not _NOTHING.fullmatch(self.text[fact.start : fact.end]):
            self._failure(fact.lot, None, fact.start, fact.end)

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
        if fact.section in _LOSING and not (
            fact.field is Field.SUPPLIER
            and "中标" in fact.label.replace("成交", "中标")
            and fact.section is not Section.FAILED
        ):
            return
        value = self.text[fact.start : fact.end]
        if not value:
            self.current = []
            return
        if is_nobody(value) or (len(value) < 40 and _FAILED_WORDS.search(value)):
            if _FAILED_WORDS.search(value):
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

    def _enter(self, parties: list[Party], offset: int, lot: str | None, group: int, rule: str) -> list[Win]:
        """One win for a consortium, one for each independent winner. Offsets become those of the document."""
        parties = [party for party in parties if is_organisation(party.name) or read_label(party.name) is None]
        if not parties:
            return []
        placed = [replace(party, start=party.start + offset, end=party.end + offset) for party in parties]
        joint = placed[0].role is Role.LEAD
        groups = [placed] if joint else [[party] for party in placed]
        entered = []
        for members in groups:
            key = next((party.lot for party in members if party.lot), None) or lot
            win = Win(members, key, group, self.lot_name, rule=rule, rate_only=self.rate_only)
            entered.append(self.awards.wins.add(win))
        if group >= 0:
            self.current = entered
            self._give_waiting()
        return entered

    def _give_waiting(self) -> None:
        """Prices printed before the winner's name."""
        for lot, place in self.waiting:
            self._attach(lot, place)
        self.waiting = []

    def _member(self, fact: Fact) -> None:
        if fact.section in _LOSING:
            return
        role = Role.LEAD if fact.field is Field.LEAD else Role.MEMBER
        parties = read_parties(self.text[fact.start : fact.end], trusted=False)
        parties = [
            replace(party, role=role, start=party.start + fact.start, end=party.end + fact.start) for party in parties
        ]
        if not parties:
            return
        if not self.current:
            if role is Role.LEAD:
                self.current = [self.awards.wins.add(Win(parties, fact.lot, self.run, self.lot_name, rule=fact.label))]
            return
        _join(self.current[-1], parties, role)

    def _amounts(self, start: int, end: int, unit: Unit, lot: str | None, rule: str) -> None:
        """A price, or a price per lot in one value: `1包：10万元；2包：20万元`."""
        value = self.text[start:end]
        marks = find_lots(value) if len(value) > 4 else []
        if len(marks) == 1 and marks[0].start > 4:
            lot, marks = marks[0].key, []
        if not marks:
            place = self._price(start, end, unit)
            if place is not None:
                self._attach(lot, place)
            return
        for index, mark in enumerate(marks):
            stop = marks[index + 1].start if index + 1 < len(marks) else len(value)
            place = self._price(start + mark.end, start + stop, unit)
            if place is not None:
                self._attach(mark.key, place)

    def _price(self, start: int, end: int, unit: Unit) -> PricePlace | None:
        price = read_price(self.text[start:end], unit)
        if price is None:
            return None
        return PricePlace(price, start + price.start, start + price.end)

    def _attach(self, lot: str | None, place: PricePlace) -> None:
        """To the winner of the same lot, else to the first winner of the current run that has no price yet."""
        wins = self.awards.wins.found
        same = [win for win in wins if lot is not None and win.lot == lot]
        open_wins = [win for win in (same or self.current or wins) if win.price is None]
        if lot is not None and not same:
            open_wins = [win for win in open_wins if win.lot is None]
        if not wins:
            self.waiting.append((lot, place))
            return
        if open_wins:
            open_wins[0].price = place
            if open_wins[0].lot is None and lot is not None and len(wins) == 1:
                open_wins[0].lot = lot
            return
        priceless = [win for win in wins if win.price is None and (lot is None or win.lot in (None, lot))]
        if priceless:
            priceless[0].price = place
            return
        for win in same or self.current:
            if win.takes(place):
                win.price = place
                return

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
            if _FAILED_WORDS.search(words):
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

    # tables

    def _record(self, record: Record) -> None:
        heads = record.heads
        if record.section is Section.FAILED or (Field.FAILURE in heads and Field.SUPPLIER not in heads):
            self._failed_row(record)
            return
        if self._is_award_row(record):
            self._winner_row(record)
        elif Field.AMOUNT in record.cells and not {Field.BIDDER, Field.SUPPLIER, Field.CANDIDATE} & heads:
            place = record.cells[Field.AMOUNT]
            self._amounts(*place, record.units[Field.AMOUNT], self._lot_of(record), "amount column")
        elif record.section is Section.ITEMS and {Field.BIDDER, Field.SUPPLIER} & record.cells.keys():
            self.weak.append(record)
        self._remember_lot(record)

    def _is_award_row(self, record: Record) -> bool:
        heads, cells = record.heads, record.cells
        if Field.WON in cells and Field.BIDDER in cells:
            return self.text[slice(*cells[Field.WON])].strip().startswith(("是", "√"))
        if Field.SUPPLIER in cells:
            return record.section not in (Section.FAILED, Section.BIDS) or Field.AMOUNT in heads
        if Field.BIDDER not in cells or Field.CANDIDATE in heads:
            return False
        if record.section is Section.AWARD:
            return Field.RANK not in heads or Field.AMOUNT in heads
        return Field.AMOUNT in heads and record.section not in (Section.CANDIDATES, Section.SCORES, Section.ITEMS)

    def _winner_row(self, record: Record) -> None:
        name_field = next(
            (name for name in (Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE) if name in record.cells), None
        )
        if name_field is None:
            return
        start, end = record.cells[name_field]
        value = self.text[start:end]
        lot = self._lot_of(record)
        if is_nobody(value) or (len(value) < 30 and _FAILED_WORDS.search(value)):
            if _FAILED_WORDS.search(value):
                self._failure(lot, record.cells.get(Field.LOT_NAME), start, end)
            return
        parties = read_parties(
            value,
            trusted=Field.SUPPLIER in record.cells and {Field.AMOUNT, Field.CREDIT_CODE} & record.cells.keys() != set(),
        )
        parties = _joined_by_price(parties, self._row_price(record), value)
        if Field.RANK in record.cells and lot_key(self.text[slice(*record.cells[Field.RANK])]) not in (None, "1"):
            return
        self.lot_name = record.cells.get(Field.LOT_NAME)
        wins = self._enter(parties, start, lot, record.table, "supplier column")
        self.lot_name = None
        place = self._row_price(record)
        if place is not None and wins and wins[0].takes(place):
            wins[0].price = place
        if wins:
            self.current = wins
            if Field.SEQUENCE in record.cells and Field.LOT_NAME in record.heads:
                wins[0].sequence = lot_key(self.text[slice(*record.cells[Field.SEQUENCE])])
        if Field.MEMBER in record.cells and wins:
            self._member(Fact(Field.MEMBER, *record.cells[Field.MEMBER], NO_UNIT, lot, Section.AWARD, "member column"))

    def _row_price(self, record: Record) -> PricePlace | None:
        """The price in a row: an award's, else a bid's, else the unit price where one unit was bought."""
        for field_name in (Field.AMOUNT, Field.TOTAL_AMOUNT, Field.QUOTE):
            if field_name in record.cells:
                place = self._price(*record.cells[field_name], record.units[field_name])
                if place is not None:
                    return place
        if Field.UNIT_PRICE in record.cells and Field.SUPPLIER in record.cells:
            one = Field.QUANTITY in record.cells and _ONE.match(self.text[slice(*record.cells[Field.QUANTITY])])
            return self._price(*record.cells[Field.UNIT_PRICE], NO_UNIT if one else record.units[Field.UNIT_PRICE])
        return None

    def _lot_of(self, record: Record) -> str | None:
        """The lot a row is about: its own column, the lot above the table, a lot in its name, its number."""
        if Field.LOT in record.cells:
            key = lot_key(self.text[slice(*record.cells[Field.LOT])])
            if key is not None:
                return key
        if record.lot is not None:
            return record.lot
        for column in (Field.LOT, Field.LOT_NAME, Field.LOT_NUMBER, Field.PROJECT_NAME):
            if column in record.cells:
                found = find_lot(self.text[slice(*record.cells[column])])
                if found is not None and (column is not Field.PROJECT_NAME or found.start <= 1):
                    return found.key
        return None

    def _remember_lot(self, record: Record) -> None:
        lot = self._lot_of(record)
        if lot is not None and Field.LOT_NAME in record.cells:
            self.awards.lot_names.setdefault(lot, record.cells[Field.LOT_NAME])

    def _failed_row(self, record: Record) -> None:
        cells = record.cells
        if Field.FAILURE not in record.heads:
            return
        reason = cells.get(Field.FAILURE)
        name = cells.get(Field.LOT_NAME)
        if reason is None or _NOTHING.fullmatch(self.text[slice(*reason)]):
            return
        lot = self._lot_of(record)
        if lot is None and Field.SEQUENCE in cells:
            lot = lot_key(self.text[slice(*cells[Field.SEQUENCE])])
        self._failure(lot, name, *reason)

    # the rest

    def _failure(self, lot: str | None, name: tuple[int, int] | None, start: int, end: int) -> None:
        if all(old.lot != lot for old in self.awards.failures):
            self.awards.failures.append(Failure(lot, name, start, end))

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

    def _from_prose(self) -> None:
        for prose in self.prose:
            for found in winners_in_prose(self.text, prose):
                wins = self._enter(found.parties, 0, found.lot or prose.lot, self.run, found.rule)
                if found.price is not None and wins and wins[0].price is None:
                    place = self._price(*found.price, NO_UNIT)
                    wins[0].price = place

    def _from_first_candidate(self, events: list[Event]) -> None:
        """A result that names only ranked candidates: the first one is the winner (one for each lot)."""
        for index, event in enumerate(events):
            if (
                isinstance(event, Fact)
                and event.field is Field.CANDIDATE
                and re.search(r"第?[一1]|^(?:中标)?候选", event.label)
            ):
                parties = read_parties(self.text[event.start : event.end])
                if all(win.lot != event.lot for win in self.awards.wins.found):
                    for win in self._enter(parties[:1], event.start, event.lot, self.run, event.label):
                        rest = event.start + parties[0].end
                        win.price = self._price(rest, event.end, NO_UNIT) or self._price_below(
                            events[index + 1 : index + 8]
                        )
            elif (
                isinstance(event, Record)
                and Field.CANDIDATE in event.heads | {_CANDIDATE_OF.get(event.section)}
                and _is_first(self.text, event)
            ):
                lot = self._lot_of(event)
                if all(win.lot != lot for win in self.awards.wins.found):
                    self._winner_row(event)

    def _price_below(self, events: list[Event]) -> PricePlace | None:
        """The first price under a candidate's name, before the next candidate."""
        for event in events:
            if isinstance(event, Fact) and event.field is Field.CANDIDATE:
                return None
            if isinstance(event, Fact) and event.field in (Field.AMOUNT, Field.QUOTE):
                return self._price(event.start, event.end, event.unit)
        return None

    def _settle(self, events: list[Event]) -> None:
        """A total printed once belongs to the only winner; a rate type turns figures into rates."""
        wins = self.awards.wins.found
        self._lots_of_goods(wins)
        self._lots_by_number(wins)
        self._lots_by_order(wins)
        self._prices_of_bids(wins, events)
        if (
            len(wins) == 1
            and self.awards.total is not None
            and (wins[0].price is None or wins[0].price.price.basis is Basis.UNDISCLOSED)
            and not wins[0].rate_only
        ):
            if self.awards.total.price.basis is Basis.TOTAL:
                wins[0].price = self.awards.total
        untold = self.awards.total is not None and self.awards.total.price.basis is Basis.UNDISCLOSED
        for win in wins:
            small = (
                win.price is not None and win.price.price.amount is not None and win.price.price.amount < SMALLEST_BARE
            )
            if untold and small and win.price is not None:  # a total of 0 beside figures this small: prices of one unit
                win.price.price = Price(Basis.UNIT_PRICE, None, win.price.price.start, win.price.price.end)
            if win.rate_only and win.price is not None and win.price.price.basis is Basis.TOTAL:
                win.price.price = Price(Basis.RATE, None, win.price.price.start, win.price.price.end)

    def _lots_of_goods(self, wins: list[Win]) -> None:
        """Winners without a lot take the one that the goods list prints beside their name, or prints alone."""
        for win in wins:
            lots = {lot for record in self.weak if self._names(record, win.lead) and (lot := self._lot_of(record))}
            if win.lot is None and len(lots) == 1:
                win.lot = lots.pop()
        if len(wins) == 1 and wins[0].lot is None and len(self.printed_lots) == 1:
            wins[0].lot = next(iter(self.printed_lots))
        if len(wins) == 1 and wins[0].lot is None:
            glued = [self.text[prose.start : prose.end] for prose in self.prose if prose.section is Section.ITEMS]
            lots = {lot.key for line in glued if _GLUED_LOTS.match(line) for lot in find_lots(line)}
            if len(lots) == 1:
                wins[0].lot = lots.pop()

    def _lots_by_number(self, wins: list[Win]) -> None:
        """Rows numbered and named (序号, 标项名称), several of them: the numbers are the lots."""
        named = {self.text[slice(*win.lot_name)] for win in wins if win.lot_name and win.sequence}
        if len(named) > 1 and len(named) == len(wins) and not any(win.lot for win in wins):
            for win in wins:
                win.lot = win.sequence

    def _lots_by_order(self, wins: list[Win]) -> None:
        """Winners without lots, beside a list of just as many lots (scores per lot, the scope of each): same order."""
        if not wins or any(win.lot for win in wins):
            return
        for lots in (self.scored_lots, self.scope_lots if len(wins) > 1 else []):
            if len(lots) == len(wins) == len(set(lots)):
                for win, lot in zip(wins, lots, strict=True):
                    win.lot = lot
                return

    def _prices_of_bids(self, wins: list[Win], events: list[Event]) -> None:
        """A winner printed without a price takes the one of its own bid in the list of bidders."""
        for win in wins:
            if win.price is not None or win.rate_only:
                continue
            for event in events:
                if (
                    isinstance(event, Record)
                    and event.section in (Section.BIDS, Section.CANDIDATES, Section.SCORES)
                    and self._names(event, win.lead)
                ):
                    lot = self._lot_of(event)
                    if lot is None or win.lot is None or lot == win.lot:
                        win.price = win.price or self._row_price(event)

    def _names(self, record: Record, name: str) -> bool:
        return any(
            name == self.text[slice(*record.cells[column])]
            for column in (Field.BIDDER, Field.SUPPLIER)
            if column in record.cells
        )


_CANDIDATE_OF = {Section.CANDIDATES: Field.CANDIDATE}


def _is_first(text: str, record: Record) -> bool:
    """Is a row of candidates the first rank?"""
    for column in (Field.RANK, Field.SEQUENCE):
        if column in record.cells:
            return re.search(r"^\D{0,3}(?:1|一)\D{0,8}$", text[slice(*record.cells[column])]) is not None
    return True


_GLUED_LOTS = re.compile(r"^序号\s*(?:标项|采购包|包|分标|标段|合同包)(?:名称|号)")


_ONE = re.compile(r"^(?:1|一|壹)(?:\.0+)?\s*(?:项|批|套|宗|个|台|年)?$")


def _joined_by_price(parties: list[Party], price: PricePlace | None, cell: str) -> list[Party]:
    """Two or three names in one cell with one total between them are a consortium; with none, winners of a list."""
    if not 2 <= len(parties) <= 3 or price is None or price.price.amount is None or parties[0].role is not Role.SOLE:
        return parties
    if any(party.lot or party.share for party in parties) or "入围" in cell:
        return parties
    return [replace(party, role=Role.MEMBER if index else Role.LEAD) for index, party in enumerate(parties)]


def _join(win: Win, parties: list[Party], role: Role) -> None:
    """Members named under their own label join the winner above them."""
    known = {party.name for party in win.parties}
    fresh = [party for party in parties if party.name not in known]
    if role is Role.LEAD:
        names = {party.name for party in parties}
        others = [replace(party, role=Role.MEMBER) for party in win.parties if party.name not in names]
        win.parties = [*parties[:1], *others] if others else win.parties
        return
    if fresh:
        win.parties = [replace(win.parties[0], role=Role.LEAD), *win.parties[1:], *fresh]


def read_awards(document: Document, events: list[Event]) -> Awards:
    """The winners, failed lots and printed total of an award notice."""
    return _Reader(document).read(events)


_ATTACHED = re.compile(
    r"(?:中标|成交|中选|入围|供应商|结果)[^。\n]{0,30}[:\s]\s*(?:详?见)[^。\n]{0,10}(?:附件|附表|下表|清单|公告)|详见附件|见附件"
)
_WITHHELD = re.compile(r"(?:中标|成交)(?:供应商|人|单位)(?:名称)?\s*:?\s*(?:\n)?\s*(?:无|/|-+|\*+|某某某?)\s*(?:\n|$)")


def why_nobody(document: Document) -> str:
    """Why an award names no winner: the name is in an attachment, withheld, or not printed on the page."""
    if _ATTACHED.search(document.folded):
        return "in_attachment"
    return "withheld" if _WITHHELD.search(document.folded) else "not_printed"
