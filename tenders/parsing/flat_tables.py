"""Tables that lost their cells: column heads one per line or in one line, then the cells as lines."""

import re

from tenders.normalise.money import NO_UNIT
from tenders.parsing.align import align
from tenders.parsing.emitter import Emitter
from tenders.parsing.facts import Place
from tenders.parsing.labels import Field, Label, read_label
from tenders.parsing.marks import (
    BREAK_FIELDS,
    COLUMNS,
    IN_BRACKET,
    NUMBERED_LINE,
    PAIR,
    TABLE_FIELDS,
)
from tenders.parsing.parties import is_organisation
from tenders.parsing.sections import read_heading

_UNIT_BEHIND = re.compile(r"\s*:\s*(?:人民币)?(万?元)$")
_WORDS = re.compile(r"[^\d]*[\u4e00-\u9fff][^\d]*")
_SOFT_BREAKS = BREAK_FIELDS | {Field.NOTED}
_IN_CELLS = re.compile(r"规格|型号|品牌|数量|单价|产地|制造|名称")
_PRICED = re.compile(r"\d\s*\)?\s*(?:万?元|%)|^[\d,]+\.\d+$|[壹贰叁肆伍陆柒捌玖]{1}[拾佰仟万]")
_HARD_BREAKS = frozenset((Field.METHOD, Field.PUBLISHED, Field.SUPPLIER, Field.AMOUNT, Field.BUDGET))
_PARTY_COLUMNS = frozenset((Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE, Field.BUYER, Field.AGENCY))
_FLAT_FIELDS = TABLE_FIELDS - {Field.LOT_NAME, Field.BUDGET, Field.PROJECT_NAME}


class FlatTables(Emitter):
    """Finds such a table, collects its cells, and hands them to `align`."""

    def _flat_table(self, number: int, first: Label) -> int:
        """Column heads one per line, then cells one per line. Returns the line after the table, 0 if there is none."""
        columns, after = self._heads(number, first)
        heads = {column.field for column in columns}
        if len(columns) < 2 or not _FLAT_FIELDS & heads:
            return 0
        if len(columns) == 2 and not _looks_like_rows(columns, [self._text(after + step) for step in range(3)]):
            return 0
        tokens, end = self._cells(after, columns)
        if not tokens or self._labels_among(tokens if not heads & _PARTY_COLUMNS else tokens[: len(columns) + 1]):
            return 0
        columns = self._with_hidden_sequence(columns, tokens)
        self.table -= 1
        self._aligned(columns, tokens)
        return end

    def _labels_among(self, tokens: list[Place]) -> bool:
        """Labels where cells should be: a list of labels and values, one under the other."""
        labels = (read_label(self.document.folded[start:end]) for start, end in tokens[:30] if end - start <= 20)
        return any(label is not None and label.field in _SOFT_BREAKS for label in labels)

    def _heads(self, number: int, first: Label) -> tuple[list[Label], int]:
        """The run of column heads that starts at a line; a head broken over two lines is put together."""
        columns, at, count = [first] if first.field in COLUMNS else [], number + 1, len(self.document.starts)
        if not columns:
            return [], at
        while at < count and at not in self.document.rows:
            line = _UNIT_BEHIND.sub(r"(\1)", self._text(at))
            if ":" in IN_BRACKET.sub("", line) or len(line) > 30:
                break
            if re.fullmatch(r"\([^()]*\)", line):
                joined = read_label(self._text(at - 1) + line)
                columns[-1] = joined or columns[-1]
                at += 1
                continue
            label = read_label(line)
            if label is None and (joined := self._broken_head(line, at)) is not None:
                label = joined
                at += 1
            if label is None and self._is_odd_head(line, at):
                label = Label(Field.ITEM, NO_UNIT, None)
            if label is None or label.field not in COLUMNS:
                break
            columns.append(label)
            at += 1
        return columns, at

    def _broken_head(self, line: str, at: int) -> Label | None:
        """A head broken over two lines (`预中标` / `单位名称`)."""
        below = self._text(at + 1)
        if len(line) > 8 or len(below) > 10 or not _WORDS.fullmatch(line):
            return None
        joined = read_label(line + below)
        if joined is not None and joined.field in (Field.ITEM, Field.NOTED) and read_label(below) is not None:
            return None  # an unknown head above a known one
        return joined

    def _is_odd_head(self, line: str, at: int) -> bool:
        """A short unknown word between known heads is a head as well."""
        following = read_label(self._text(at + 1))
        return (
            2 <= len(line) <= 10
            and following is not None
            and following.field in COLUMNS
            and not any(letter.isdigit() for letter in line)
            and not is_organisation(line)
        )

    def _cells(self, at: int, columns: list[Label]) -> tuple[list[Place], int]:
        """The lines up to the next heading, labelled line or prose. Heads printed again are left out."""
        tokens: list[Place] = []
        heads = {column.field for column in columns}
        due = sum(column.field in _PARTY_COLUMNS for column in columns)
        priced = columns[-1].field is Field.AMOUNT
        while at < len(self.document.starts) and at not in self.document.rows and len(tokens) < 400:
            line = self._text(at)
            if self._ends_table(line, at, due):
                break
            named = "公司" in line or is_organisation(line)
            due += priced * (named - (due > 0 and _PRICED.search(line) is not None)) - named
            label = read_label(line) if not tokens else None
            if label is None or label.field not in heads or label.field is Field.LOT:
                tokens.append((self.document.starts[at], self.document.ends[at]))
            at += 1
        return tokens, at

    def _ends_table(self, line: str, at: int, due: int = 0) -> bool:
        """Does a line end a table? While names are still `due`, labelled lines may be parts of cells."""
        if len(line) > 600 or (len(line) > 160 and " " not in line) or line.endswith(":"):
            return True
        pair = PAIR.match(line)
        label = read_label(pair[1]) if pair is not None else None
        if label is not None and (
            label.field in _HARD_BREAKS or (due <= 0 and (label.field in _SOFT_BREAKS or not _IN_CELLS.search(line)))
        ):
            return True
        if NUMBERED_LINE.match(line) and (read_heading(line) is not None or pair is not None):
            return True
        if (
            due <= 0
            and line[-1:] in "。;"
            and len(line) > 30
            and not any(is_organisation(self._text(at + step)) for step in (1, 2, 3))
        ):
            return True
        alone = read_label(line) if ":" not in line else None
        return alone is not None and alone.field in BREAK_FIELDS and read_label(self._text(at + 1)) is not None

    def _with_hidden_sequence(self, columns: list[Label], tokens: list[Place]) -> list[Label]:
        """Rows numbered 1, 2, 3 under a table whose numbers have no head."""
        first = self.document.folded[slice(*tokens[0])]
        if first in ("1", "01", "1、", "1.") and not {Field.SEQUENCE, Field.LOT, Field.RANK} & {columns[0].field}:
            return [Label(Field.SEQUENCE, NO_UNIT, None), *columns]
        return columns

    def _aligned(self, columns: list[Label], tokens: list[Place], *, one_row: bool = False) -> None:
        heads = frozenset(column.field for column in columns)
        rows = align(columns, tokens, self.document.folded, one_row=one_row)
        while len(rows) > 1 and len(rows[-1]) == 1 and len(rows[0]) > 2:
            rows.pop()  # a signature or a remark below the table
        for row in rows:
            cells = {index: (tokens[places[0]][0], tokens[places[-1]][1]) for index, places in row.items()}
            self._record([(columns[index], place) for index, place in cells.items()], heads)

    def _table_in_line(self, number: int, line: str, start: int) -> bool:
        """Heads in one line between spaces, with the cells behind them or in the lines below."""
        words = [match.span() for match in re.finditer(r"\S+", line)]
        columns: list[Label] = []
        for left, right in words:
            word = line[left:right]
            label = read_label(word) if ":" not in word else None
            if label is None or label.field not in COLUMNS:
                break
            columns.append(label)
        if len(columns) < 3 or not TABLE_FIELDS & {column.field for column in columns}:
            return False
        self.table -= 1
        tokens = [(start + left, start + right) for left, right in words[len(columns) :]]
        if tokens:
            self._aligned(columns, tokens)
        self._after_rows_in_lines = self._rows_below(number + 1, columns)
        return True

    def _rows_below(self, at: int, columns: list[Label]) -> int:
        """The rows under heads in one line: a row a line, or a cell a line."""
        if at < len(self.document.starts) and " " not in self._text(at) and at not in self.document.rows:
            tokens, after = self._cells(at, columns)
            if tokens:
                self._aligned(self._with_hidden_sequence(columns, tokens), tokens)
            return after if tokens else at
        while at < len(self.document.starts) and at not in self.document.rows:
            below, base = self._text(at), self.document.starts[at]
            if " " not in below or self._ends_table(below, at) or read_heading(below) is not None:
                break
            tokens = [(base + match.start(), base + match.end()) for match in re.finditer(r"\S+", below)]
            self._aligned(columns, tokens, one_row=True)
            at += 1
        return at


def _looks_like_rows(columns: list[Label], below: list[str]) -> bool:
    """Two heads in a row: a table, or a label whose value is missing? A table when names or numbers follow."""
    fields = {column.field for column in columns}
    if not fields & {Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE, Field.AMOUNT, Field.QUOTE, Field.LOT}:
        return False
    return any(is_organisation(line) for line in below) and read_label(below[0]) is None
