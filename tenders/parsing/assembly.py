"""Winners being put together: who belongs to which lot, which price to whom. Knows no layout."""

import re
from dataclasses import dataclass, field, replace

from tenders.normalise.lots import find_lot, find_lots, lot_key
from tenders.normalise.money import NO_UNIT, Unit, read_price
from tenders.parsing.document import Document
from tenders.parsing.facts import Prose, Record
from tenders.parsing.labels import Field, read_label
from tenders.parsing.parties import Party, is_organisation
from tenders.parsing.wins import Failure, PricePlace, Win, Wins
from tenders.vocabulary import Role

_ONE = re.compile(r"^(?:1|一|壹)(?:\.0+)?\s*(?:项|批|套|宗|个|台|年)?$")

_OPENED_BY_LOT = frozenset((Field.PROJECT_NAME, Field.ITEM))  # `01包：某某服务`; a lot further inside is another thing


@dataclass(slots=True)
class Awards:
    """What `read_awards` found, before it is put into the shape of a notice."""

    wins: Wins = field(default_factory=Wins)
    failures: list[Failure] = field(default_factory=list)
    total: PricePlace | None = None
    lot_names: dict[str, tuple[int, int]] = field(default_factory=dict)


class Assembly:
    """The winners so far, and the one that the next price or member belongs to."""

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
            place.loose = lot is None
            self._attach(lot, place)
        self.waiting = []

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
        for win in same:
            if win.price is not None and win.price.loose and len(wins) > 1:
                win.price = None  # what stood above all winners was the sum of their lots
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

    def _failure(self, lot: str | None, name: tuple[int, int] | None, start: int, end: int) -> None:
        if all(old.lot != lot for old in self.awards.failures):
            self.awards.failures.append(Failure(lot, name, start, end))

    def _lot_of(self, record: Record) -> str | None:
        """The lot a row is about: its own column, the lot above the table, a lot in its name, its number."""
        if Field.LOT in record.cells:
            key = lot_key(self.text[slice(*record.cells[Field.LOT])])
            if key is not None:
                return key
        if record.lot is not None:
            return record.lot
        for column in (Field.LOT, Field.LOT_NAME, Field.LOT_NUMBER, Field.PROJECT_NAME, Field.ITEM):
            if column in record.cells:
                found = find_lot(self.text[slice(*record.cells[column])])
                if found is not None and (column not in _OPENED_BY_LOT or found.start <= 1):
                    return found.key
        return None

    def _names(self, record: Record, name: str) -> bool:
        return any(
            name == self.text[slice(*record.cells[column])]
            for column in (Field.BIDDER, Field.SUPPLIER)
            if column in record.cells
        )

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
