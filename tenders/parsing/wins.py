"""Winners while they are being put together out of facts: one `Win` per (lot, winner or consortium)."""

from dataclasses import dataclass, field

from tenders.normalise.money import Price
from tenders.parsing.labels import Field
from tenders.parsing.parties import Party
from tenders.vocabulary import Basis, Role


@dataclass(slots=True)
class PricePlace:
    """A price and where it stands in the document's text. `loose`: printed before any winner, for no lot."""

    price: Price
    start: int
    end: int
    loose: bool = False


@dataclass(slots=True)
class Win:
    """A winner in the making; parties' offsets are those of the document. `group`: the table or run of labels.

    `columns`: those of the winner's row when its price is that row's.
    `further`: prices of like rows that the winner's cell spans.
    """

    parties: list[Party]
    lot: str | None
    group: int
    lot_name: tuple[int, int] | None = None
    price: PricePlace | None = None
    rate_only: bool = False
    rule: str = ""
    sequence: str | None = None
    columns: frozenset[Field] = frozenset()
    further: list[PricePlace] = field(default_factory=list)

    @property
    def lead(self) -> str:
        """The name the win goes by."""
        return self.parties[0].name

    def takes(self, price: PricePlace) -> bool:
        """Is this price better than the one already here? Money beats a rate or nothing; the first of equals stays."""
        if self.price is None:
            return True
        if self.price.price.basis is Basis.UNDISCLOSED and price.price.basis is not Basis.UNDISCLOSED:
            return True
        return self.price.price.amount is None and price.price.amount is not None and not self.rate_only


@dataclass(slots=True)
class Failure:
    """A lot that failed."""

    lot: str | None
    lot_name: tuple[int, int] | None
    start: int
    end: int


@dataclass(slots=True)
class Wins:
    """All winners of a notice. Later groups fill gaps of earlier ones and never repeat a winner."""

    found: list[Win] = field(default_factory=list)

    def add(self, win: Win) -> Win:
        """Enter a winner, or complete the one that another table or label already gave."""
        twin = self._twin(win)
        if twin is None:
            self.found.append(win)
            return win
        twin.lot = twin.lot or win.lot
        twin.lot_name = twin.lot_name or win.lot_name
        if win.price is not None and twin.takes(win.price):
            twin.price = win.price
        if len(win.parties) > len(twin.parties) and win.parties[0].role is Role.LEAD:
            twin.parties = win.parties
        return twin

    def _twin(self, win: Win) -> Win | None:
        same = [old for old in self.found if old.lead == win.lead or _inside(win, old)]
        for old in same:
            if old.lot == win.lot and (old.group != win.group or (_same_price(old, win) and not _again(old, win))):
                return old
        loose = [old for old in same if old.group != win.group and (old.lot is None or win.lot is None)]
        return next((old for old in loose if _same_price(old, win)), None)

    def drop_repeats(self) -> None:
        """One entry of those that say the same: winner, lot, its name and price."""
        seen: set[tuple[object, ...]] = set()
        kept: list[Win] = []
        for win in self.found:
            price = (win.price.price.basis, win.price.price.amount) if win.price else None
            said = (win.lead, win.lot, win.lot_name, price)
            if said not in seen and not (
                price is None and any(old.lead == win.lead and old.lot == win.lot for old in kept)
            ):
                kept.append(win)
            seen.add(said)
        self.found = kept


def _inside(win: Win, old: Win) -> bool:
    """A member of a consortium named alone elsewhere is no second winner."""
    return len(win.parties) == 1 and any(party.name == win.lead for party in old.parties[1:]) and old.lot == win.lot


def _again(old: Win, win: Win) -> bool:
    """The same name under its label once more, after its price: a second entry, whose price is still to come."""
    return old.price is not None and win.price is None and win.group >= 0


def _same_price(old: Win, win: Win) -> bool:
    if old.price is None or win.price is None or old.price.price.amount is None or win.price.price.amount is None:
        return True
    return old.price.price.amount == win.price.price.amount
