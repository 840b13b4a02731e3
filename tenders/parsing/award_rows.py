"""Winners and failed lots in the rows of tables."""

import re
from dataclasses import replace
from decimal import Decimal

from tenders.normalise.lots import lot_key
from tenders.normalise.money import NO_UNIT, SMALLEST_BARE, read_price
from tenders.parsing.assembly import Assembly
from tenders.parsing.award_words import FAILED_WORDS, LOSING, NOTHING
from tenders.parsing.facts import Fact, Record
from tenders.parsing.labels import Field
from tenders.parsing.parties import Party, is_nobody, read_parties
from tenders.parsing.sections import Section
from tenders.parsing.wins import PricePlace, Win
from tenders.vocabulary import Role

_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%")
_ASIDE = frozenset((Field.SUPPLIER, Field.ADDRESS, Field.NOTED, Field.ITEM, Field.CREDIT_CODE))


class AwardRows(Assembly):
    """Decides which rows name winners, and reads them."""

    def _record(self, record: Record) -> None:
        heads = record.heads
        if record.section is Section.FAILED or (Field.FAILURE in heads and Field.SUPPLIER not in heads):
            self._failed_row(record)
            return
        if self._is_award_row(record):
            self._winner_row(record)
        elif Field.SUPPLIER in heads and self.current and self.current[-1].group == record.table:
            self._spanned_row(self.current[-1], record)
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
        if is_nobody(value) or (len(value) < 30 and FAILED_WORDS.search(value)):
            if FAILED_WORDS.search(value):
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
            wins[0].columns = self._columns_of_row(record, place)
        if wins:
            self.current = wins
            if Field.SEQUENCE in record.cells:
                wins[0].sequence = lot_key(self.text[slice(*record.cells[Field.SEQUENCE])])
        if Field.SHARE in record.cells and wins:
            self._share(*record.cells[Field.SHARE])
        if Field.MEMBER in record.cells and wins:
            self._member(Fact(Field.MEMBER, *record.cells[Field.MEMBER], NO_UNIT, lot, Section.AWARD, "member column"))

    def _share(self, start: int, end: int) -> None:
        """`中标份额：30%`: the part of the lot that goes to the winner above or beside."""
        printed = _PERCENT.match(self.text[start:end])
        if printed is not None and self.current and 0 < (share := Decimal(printed[1]) / 100) <= 1:
            parties = self.current[-1].parties
            parties[0] = replace(parties[0], share=share)

    def _spanned_row(self, win: Win, record: Record) -> None:
        """A row without a winner: the cell above spans it. Where rows are cut differently, the price above does too."""
        place = self._row_price(record)
        alike = record.cells.keys() - _ASIDE == win.columns - _ASIDE
        small = place is not None and (place.price.amount or 0) < SMALLEST_BARE
        if place is None or small or not alike or self._lot_of(record) not in (None, win.lot):
            win.columns, win.further = frozenset(), []
        elif win.columns:
            win.further.append(place)

    def _columns_of_row(self, record: Record, place: PricePlace) -> frozenset[Field]:
        """The columns of a priced row; none when its price is more than that of the row's goods, and so a total."""
        cells = record.cells
        if Field.UNIT_PRICE in cells and Field.QUANTITY in cells and place.price.amount is not None:
            each = read_price(self.text[slice(*cells[Field.UNIT_PRICE])], record.units.get(Field.AMOUNT, NO_UNIT))
            count = re.search(r"\d+(?:\.\d+)?", self.text[slice(*cells[Field.QUANTITY])])
            if each is None or each.amount is None or count is None:
                return frozenset()
            if each.amount * Decimal(count[0]) < place.price.amount * Decimal("0.99"):
                return frozenset()
        return frozenset(cells)

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
        if reason is None or NOTHING.fullmatch(self.text[slice(*reason)]):
            return
        lot = self._lot_of(record)
        if lot is None and Field.SEQUENCE in cells:
            lot = lot_key(self.text[slice(*cells[Field.SEQUENCE])])
        self._failure(lot, name, *reason)

    def _member(self, fact: Fact) -> None:
        if fact.section in LOSING:
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
