"""A document's lines as facts, in page order: the only place that decides which layout a line belongs to."""

from tenders.parsing.cell_tables import CellTables
from tenders.parsing.facts import Event
from tenders.parsing.flat_tables import FlatTables
from tenders.parsing.labels import Field, Label, read_label
from tenders.parsing.marks import IN_BRACKET, LOT_LINE, NUMBERED_LINE
from tenders.parsing.sections import read_heading


class Layout(CellTables, FlatTables):
    """Reads a document once, line by line."""

    def read(self) -> list[Event]:
        """All events in page order."""
        number, count = 0, len(self.document.starts)
        while number < count:
            row = self.document.rows.get(number)
            if row is not None:
                self._row(number, row.cells, row.table)
                number += 1
            else:
                number = self._line(number)
        return self.events

    def _line(self, number: int) -> int:
        start, end = self.document.starts[number], self.document.ends[number]
        line = self.document.folded[start:end]
        if " " in line and self._table_in_line(number, line, start):
            return self._after_rows_in_lines
        if (
            len(line) <= 40
            and (":" not in line or ":" not in IN_BRACKET.sub("", line))
            and (label := read_label(line)) is not None
        ):
            after = 0 if NUMBERED_LINE.match(line) else self._flat_table(number, label)
            if after:
                return after
            self._label_alone(line, label, start, end)
            return number + 1
        if len(line) <= 6 and ":" not in line and self._broken_label(number, line):
            return number + 2
        if self._pairs(line, start):
            return number + 1
        self._plain_line(line, start, end)
        return number + 1

    def _broken_label(self, number: int, line: str) -> bool:
        """A label broken over two lines (`中标` / `供应商`) above its value."""
        below = self._text(number + 1)
        if not 1 <= len(below) <= 8 or ":" in below or LOT_LINE.match(line):
            return False
        label = read_label(line + below)
        if label is None or label.field not in (Field.SUPPLIER, Field.AMOUNT):
            return False
        heading = read_heading(line + below)
        if heading is not None:
            self._enter(heading, line, self.document.starts[number], self.document.ends[number + 1])
        self._expect(label, line + below)
        return True

    def _label_alone(self, line: str, label: Label, start: int, end: int) -> None:
        """A label above its value. It may be a heading as well (`四、中标供应商`)."""
        heading = read_heading(line)
        if heading is not None:
            self._enter(heading, line, start, end)
        self._expect(label, line)
