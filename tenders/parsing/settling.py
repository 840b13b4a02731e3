"""What is settled once a whole award notice was seen: lots by order, prices by bid, totals, rates."""

import re

from tenders.normalise.lots import find_lots
from tenders.normalise.money import NO_UNIT, SMALLEST_BARE, Price
from tenders.parsing.award_rows import AwardRows
from tenders.parsing.award_words import ORDINAL
from tenders.parsing.facts import Event, Fact, Record
from tenders.parsing.labels import Field
from tenders.parsing.parties import is_organisation, read_parties
from tenders.parsing.sections import Section
from tenders.parsing.sentences import consortium_in_prose, winners_in_prose
from tenders.parsing.wins import PricePlace, Win
from tenders.vocabulary import Basis

_CANDIDATE_OF = {Section.CANDIDATES: Field.CANDIDATE}
_LINE_OF_FIRST = re.compile(r"^[^\S\n]*第[一1](?:名?中标|名?成交)?候选(?:人|供应商)[^\S\n]*\n(.{4,60})$", re.MULTILINE)
_GLUED_LOTS = re.compile(r"^序号\s*(?:标项|采购包|包|分标|标段|合同包)(?:名称|号)")


class Settling(AwardRows):
    """Fills the gaps that single lines leave."""

    def _settle(self, events: list[Event]) -> None:
        """A total printed once belongs to the only winner; a rate type turns figures into rates."""
        self.awards.wins.drop_repeats()
        wins = self.awards.wins.found
        self._lots_of_goods(wins)
        self._lots_by_number(wins)
        self._lots_by_order(wins)
        self._prices_of_bids(wins, events)
        self._consortium_of_remark(wins)
        self._total_of_only_winner(wins)
        for win in wins:
            self._unit_of(win)

    def _consortium_of_remark(self, wins: list[Win]) -> None:
        """A remark that names lead and members of the consortium printed above as one name."""
        for prose in self.prose:
            parties = consortium_in_prose(self.text, prose)
            names = {party.name for party in parties}
            for win in wins:
                if len(win.parties) == 1 and len(parties) > 1 and win.lead in names:
                    win.parties = parties

    def _total_of_only_winner(self, wins: list[Win]) -> None:
        if len(wins) == 1 and wins[0].price is None and not wins[0].rate_only and len(self.waiting) == 1:
            wins[0].price = self.waiting[0][1]
        total = self.awards.total
        if total is None or total.price.basis is not Basis.TOTAL or len(wins) != 1 or wins[0].rate_only:
            return
        if wins[0].price is None or wins[0].price.price.basis is Basis.UNDISCLOSED:
            wins[0].price = total

    def _unit_of(self, win: Win) -> None:
        """A rate type makes a figure a rate; a total of 0 beside a figure this small makes it the price of one unit."""
        if win.price is None or win.price.price.amount is None:
            return
        price, amount, total = win.price.price, win.price.price.amount, self.awards.total
        if win.rate_only:
            win.price.price = Price(Basis.RATE, None, price.start, price.end)
        elif total is not None and total.price.basis is Basis.UNDISCLOSED and amount < SMALLEST_BARE:
            win.price.price = Price(Basis.UNIT_PRICE, None, price.start, price.end)

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
        failed = {failure.lot for failure in self.awards.failures if failure.lot}
        if failed and all(win.lot is None and win.sequence and win.sequence not in failed for win in wins):
            for win in wins:
                win.lot = win.sequence
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
                        printed = self._price(rest, event.end, NO_UNIT)
                        win.price = printed or self._price_below(events[index + 1 : index + 8]) or win.price
            elif (
                isinstance(event, Record)
                and Field.CANDIDATE in event.heads | {_CANDIDATE_OF.get(event.section)}
                and _is_first(self.text, event)
            ):
                lot = self._lot_of(event)
                if all(win.lot != lot for win in self.awards.wins.found):
                    self._winner_row(event)

    def _from_lines_of_first(self) -> None:
        """`第一中标候选人` alone on a line and a firm on the next, just once: cells of a list that came apart."""
        found = [match for match in _LINE_OF_FIRST.finditer(self.text) if is_organisation(match[1].strip())]
        if len(found) != 1:
            return
        start, end = found[0].span(1)
        self._enter(read_parties(self.text[start:end])[:1], start, None, self.run, "first candidate")

    def _price_below(self, events: list[Event]) -> PricePlace | None:
        """The first price under a candidate's name, before the next candidate."""
        for event in events:
            if isinstance(event, Fact) and event.field is Field.CANDIDATE:
                return None
            if isinstance(event, Fact) and event.field in (Field.AMOUNT, Field.QUOTE):
                return self._price(event.start, event.end, event.unit)
        return None


def _is_first(text: str, record: Record) -> bool:
    """Is a row of candidates the first rank?"""
    if Field.CANDIDATE in record.cells and (named := ORDINAL.match(text, *record.cells[Field.CANDIDATE])):
        return named[1] == "一"
    for column in (Field.RANK, Field.SEQUENCE):
        if column in record.cells:
            return re.search(r"^\D{0,3}(?:1|一)\D{0,8}$", text[slice(*record.cells[column])]) is not None
    return True
