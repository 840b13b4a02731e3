"""Tables of cells: rows under column heads, or labels and values side by side."""

from tenders.parsing.facts import Place
from tenders.parsing.labels import Field, Label, read_label
from tenders.parsing.marks import BREAK_FIELDS, COLUMNS, PAIR, TABLE_FIELDS
from tenders.parsing.pairs import Pairs
from tenders.parsing.sections import read_heading


class CellTables(Pairs):
    """Reads the rows of HTML tables."""

    def _row(self, number: int, cells: tuple[Place, ...], table: int) -> None:
        text = self.document.folded
        labels = [read_label(word) if (word := text[start:end].rstrip(" :")) else None for start, end in cells]
        filled = [index for index, (start, end) in enumerate(cells) if end > start]
        known = [index for index in filled if (label := labels[index]) is not None and label.field in COLUMNS]
        self.pending = None
        if len(known) >= 2 and len(known) >= 0.6 * len(filled) and not self._is_pair_row(labels, cells, filled):
            self.columns = list(labels)
            self.columns_table = table
            self.table -= 1
            return
        if (
            self.columns_table == table
            and len(cells) >= max(2, len(self.columns) - 3)
            and not self._pair_like(labels, filled)
        ):
            pairs = [
                (label, place)
                for label, place in zip(self.columns, cells, strict=False)
                if label is not None and place[1] > place[0]
            ]
            self._record(pairs, frozenset(label.field for label in self.columns if label is not None))
            return
        self._pair_row(cells, labels)

    def _is_pair_row(self, labels: list[Label | None], cells: tuple[Place, ...], filled: list[int]) -> bool:
        """label, value, label, value: a value may look like a label by chance."""
        text = self.document.folded
        if len(filled) not in (2, 4) or self.columns_table:
            return len(filled) == 2 and text[slice(*cells[filled[0]])].endswith(":")
        if len(filled) == 2 and any(label.field not in TABLE_FIELDS for label in labels if label is not None):
            return True
        values = [text[slice(*cells[index])] for index in filled[1::2]]
        return any(len(value) > 14 or any(letter.isdigit() for letter in value) for value in values)

    def _pair_like(self, labels: list[Label | None], filled: list[int]) -> bool:
        """A label and its value inside a table of records end the records."""
        return len(filled) == 2 and filled[0] == 0 and labels[0] is not None and labels[0].field in BREAK_FIELDS

    def _pair_row(self, cells: tuple[Place, ...], labels: list[Label | None]) -> None:
        index, text = 0, self.document.folded
        while index < len(cells):
            label = labels[index]
            if label is not None and index + 1 < len(cells):
                printed = text[slice(*cells[index])].rstrip(" :")
                heading = read_heading(printed) if cells[index + 1][1] == cells[index + 1][0] else None
                if heading is None:
                    self._context_of(printed, label)
                    value = cells[index + 1]
                    if value[1] > value[0]:
                        self._value_cell(label, printed, value)
                index += 2
                continue
            start, end = cells[index]
            if end > start and not self._pairs(text[start:end], start):
                self._plain_line(text[start:end], start, end)
            index += 1

    def _value_cell(self, label: Label, printed: str, place: Place) -> None:
        """A value cell may hold labelled values of its own (`名称：… 地址：…`)."""
        value = self.document.folded[slice(*place)]
        inner = [found for match in PAIR.finditer(value) if (found := read_label(match[1])) is not None]
        if inner and len(inner) >= 2 and label.field is not Field.SUPPLIER:
            heading = read_heading(printed)
            if heading is not None:
                self._open(heading, *place)
            self._pairs(value, place[0])
            return
        self._fact(label, printed, *place)
