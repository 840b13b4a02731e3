"""The state of reading one page's layout, and how facts leave it. Knows no layout itself."""

import re
from dataclasses import dataclass, field

from tenders.normalise.lots import find_lot
from tenders.normalise.money import Unit
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Heading, Place, Record
from tenders.parsing.labels import Field, Label
from tenders.parsing.marks import (
    ONLY_NUMBERING,
)
from tenders.parsing.sections import Section

_MAJOR = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.,]")
_WHOSE_NAME = {
    Section.BUYER: Field.BUYER,
    Section.AGENCY: Field.AGENCY,
    Section.AWARD: Field.BIDDER,
    Section.CANDIDATES: Field.CANDIDATE,
    Section.PROJECT: Field.PROJECT_NAME,
}
_STALE = frozenset(
    {
        Section.BUYER,
        Section.AGENCY,
        Section.SUPERVISOR,
        Section.CONTACT,
        Section.PROJECT,
        Section.TOP,
        Section.OTHER,
        Section.EXPERTS,
        Section.FEES,
    }
)

_OPENED_BY = {Field.BUYER: Section.BUYER, Field.AGENCY: Section.AGENCY, Field.FEE: Section.FEES}
_BEFORE_PROJECT = frozenset((Section.TOP, Section.BUYER, Section.AGENCY))


@dataclass
class Emitter:
    """Where the reader stands (section, lot, label whose value is due) and the events so far."""

    document: Document
    events: list[Event] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    section: Section = Section.TOP
    major: Section = Section.TOP
    lot: str | None = None
    table: int = 0
    pending: Label | None = None
    pending_label: str = ""
    pending_empty: bool = False
    columns: list[Label | None] = field(default_factory=list)
    columns_table: int = 0
    _at_start: bool = True
    _after_rows_in_lines: int = 0

    def _expect(self, label: Label, printed: str) -> None:
        """The value of a label is due on the next line."""
        self.pending, self.pending_label, self.pending_empty = label, printed, True

    def _enter(self, section: Section, line: str, start: int, end: int) -> None:
        """Open a section, unless it is only a word of contact inside the buyer's or the agency's part."""
        inside = self.section in (Section.BUYER, Section.AGENCY)
        if inside and section in (Section.CONTACT, Section.EXPERTS) and not ONLY_NUMBERING.match(line):
            return
        self._open(section, start, end)

    def _open(self, section: Section, start: int, end: int) -> None:
        self.section = section
        if _MAJOR.match(self.document.folded, start):
            self.major = section
        self.lot = None
        self.pending = None
        self.events.append(Heading(section, start, end))

    def _fact(self, label: Label, printed: str, start: int, end: int) -> None:
        text = self.document.folded
        while start < end and text[start] in " \t:":
            start += 1
        while end > start and text[end - 1] in " \t":
            end -= 1
        lot = label.lot or self.lot
        named = self._named_by_section(label.field)
        if label.field is Field.LOT and end > start:
            found = find_lot("包" + text[start:end]) or find_lot(text[start:end])
            self.lot = found.key if found else self.lot
        self.events.append(Fact(named, start, end, label.unit, lot, self.section, printed, label.lot is not None))

    def _event(self, label: Label, printed: str, start: int, end: int) -> None:
        """A label without a value."""
        self.events.append(
            Fact(
                label.field, start, end, label.unit, label.lot or self.lot, self.section, printed, label.lot is not None
            )
        )

    def _record(self, pairs: list[tuple[Label, Place]], heads: frozenset[Field]) -> None:
        cells: dict[Field, Place] = {}
        units: dict[Field, Unit] = {}
        lot = None
        for label, place in pairs:
            if label.field not in cells:
                cells[label.field] = place
                units[label.field] = label.unit
                lot = lot or label.lot
        if cells:
            self.events.append(Record(cells, units, lot or self.lot, self.section, self.table, lot is not None, heads))

    def _named_by_section(self, field: Field) -> Field:
        """`名称：` and `单位名称：` name whom their part of the notice is about."""
        if field is Field.NAME:
            return _WHOSE_NAME.get(self.section, field)
        if field is Field.BIDDER and self.section in (Section.BUYER, Section.AGENCY):
            return _WHOSE_NAME[self.section]
        return field

    def _context_of(self, printed: str, label: Label) -> None:
        """`三、采购人：…` opens the buyer's part, where 地址 and 联系人 follow; numbered labels end the last part."""
        opened = _OPENED_BY.get(label.field)
        if opened is not None:
            self.section = opened
        elif label.field in (Field.SUPPLIER, Field.AMOUNT):
            self.section = Section.AWARD if self.section in _STALE else self.section
        elif label.field is Field.BIDDER and self.section is Section.FAILED and self.major is Section.AWARD:
            self.section = Section.AWARD
        elif label.field in (Field.PROJECT_NAME, Field.PROJECT_NUMBER) and self.section in _BEFORE_PROJECT:
            self.section = Section.PROJECT

    def _text(self, number: int) -> str:
        return self.document.line(number) if number < len(self.document.starts) else ""
