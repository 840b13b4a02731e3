"""A document's lines as facts: labelled values, table records, headings, lot marks, prose, in page order.

This is the only place that knows how labels and values are laid out (`label：value`, label above value, tables,
tables flattened to lines). It does not know what a notice means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tenders.normalise.lots import find_lot
from tenders.normalise.money import Unit
from tenders.parsing.align import align
from tenders.parsing.document import Document
from tenders.parsing.labels import NO_UNIT, Field, Label, read_label
from tenders.parsing.parties import is_organisation
from tenders.parsing.sections import Section, read_heading

Place = tuple[int, int]


@dataclass(slots=True)
class Fact:
    """A labelled value: `folded[start:end]`. `lot` is the lot named in the label or by the lines above."""

    field: Field
    start: int
    end: int
    unit: Unit
    lot: str | None
    section: Section
    label: str
    own_lot: bool = False


@dataclass(slots=True)
class Record:
    """A row of a table: where the cell of each field stands, and the unit of each price column."""

    cells: dict[Field, Place]
    units: dict[Field, Unit]
    lot: str | None
    section: Section
    table: int
    own_lot: bool = False
    heads: frozenset[Field] = frozenset()


@dataclass(slots=True)
class LotMark:
    """A line that only opens a lot: `合同包1(云服务):`."""

    lot: str
    name: Place | None
    section: Section


@dataclass(slots=True)
class Heading:
    """A line that opens a section."""

    section: Section
    start: int
    end: int


@dataclass(slots=True)
class Prose:
    """A line without a label."""

    start: int
    end: int
    section: Section
    lot: str | None


Event = Fact | Record | LotMark | Heading | Prose

_IN_BRACKET = re.compile(r"\([^()]*\)")
_UNIT_BEHIND = re.compile(r"\s*:\s*(?:人民币)?(万?元)$")
_WORD = re.compile(r"\S+")
_PAIR = re.compile(r"(?:^|(?<=[\s,;。(\"])|(?<=:)(?!\d))([^\s:,;。!?]{1,90})\s*(?:(?<!\d):|:(?!\d))(?!//)")
_MAJOR = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.,]")
_ONLY_NUMBERING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}|\(?[一二三四五六七八九十\d]{1,2}\)?|\d{1,2}(?:\.\d{1,2})*)\s*[、.,)\s]\s*"
)
_LOT_LINE = re.compile(
    r"^[\s(\[]*(?:\d{1,2}[、.]\s*)?(?P<lot>(?:第)?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?)\s*(?:号)?(?:标包|分包|包组|包件|标项|标段|分标|合同包|采购包|包|标)|(?:合同包|采购包|分包|标包|包组|包件|标项|标段|分标|子包|包)\s*(?:编?号)?\s*[:]?\s*(?:第)?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?)(?:号|包|标段)?)[\s)\]]*(?P<rest>.*)$"
)
_BREAK_FIELDS = frozenset(
    (Field.BUYER, Field.AGENCY, Field.PROJECT_NAME, Field.PROJECT_NUMBER, Field.METHOD, Field.PUBLISHED, Field.FEE, Field.SUPPLIER, Field.AMOUNT, Field.BUDGET, Field.ADDRESS)
)  # fmt: skip
_SOFT_BREAKS = _BREAK_FIELDS | {Field.NOTED}
_IN_CELLS = re.compile(r"规格|型号|品牌|数量|单价|产地|制造|名称")
_PRICED = re.compile(r"\d\s*\)?\s*(?:万?元|%)|^[\d,]+\.\d+$|[壹贰叁肆伍陆柒捌玖]{1}[拾佰仟万]")
_HARD_BREAKS = frozenset((Field.METHOD, Field.PUBLISHED, Field.SUPPLIER, Field.AMOUNT, Field.BUDGET))
_PARTY_COLUMNS = frozenset((Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE, Field.BUYER, Field.AGENCY))
_NUMBERED_LINE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]\)|\d{1,2}[、.][、.]?(?!\d)[\u4e00-\u9fff]{2,})"
)
_TABLE_FIELDS = frozenset(
    (Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE, Field.AMOUNT, Field.QUOTE, Field.LOT, Field.LOT_NAME, Field.FAILURE, Field.LEAD, Field.SHARE, Field.BUDGET, Field.PROJECT_NAME)
)  # fmt: skip
_FLAT_FIELDS = _TABLE_FIELDS - {Field.LOT_NAME, Field.BUDGET, Field.PROJECT_NAME}
_COLUMNS = _TABLE_FIELDS | {
    Field.ITEM, Field.SCORE, Field.RANK, Field.SEQUENCE, Field.ADDRESS, Field.CREDIT_CODE, Field.NOTED, Field.CEILING,
    Field.PROJECT_NUMBER, Field.OTHER_NUMBER, Field.LOT_NUMBER, Field.AWARD_TYPE, Field.TOTAL_AMOUNT, Field.BUYER,
    Field.AGENCY, Field.METHOD, Field.MEMBER, Field.UNIT_PRICE, Field.QUANTITY, Field.WON, Field.FEE, Field.DEADLINE, Field.PUBLISHED, Field.OPENING, Field.NAME,
}  # fmt: skip


@dataclass(slots=True)
class Facts:
    """Reads a document once, line by line."""

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

    # lines

    def _line(self, number: int) -> int:
        start, end = self.document.starts[number], self.document.ends[number]
        line = self.document.folded[start:end]
        if " " in line and self._table_in_line(number, line, start):
            return self._after_rows_in_lines
        if (
            len(line) <= 40
            and (":" not in line or ":" not in _IN_BRACKET.sub("", line))
            and (label := read_label(line)) is not None
        ):
            after = 0 if _NUMBERED_LINE.match(line) else self._flat_table(number, label)
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
        if not 1 <= len(below) <= 8 or ":" in below or _LOT_LINE.match(line):
            return False
        label = read_label(line + below)
        if label is None or label.field not in (Field.SUPPLIER, Field.AMOUNT):
            return False
        heading = read_heading(line + below)
        if heading is not None:
            self._enter(heading, line, self.document.starts[number], self.document.ends[number + 1])
        self._expect(label, line + below)
        return True

    def _expect(self, label: Label, printed: str) -> None:
        """The value of a label is due on the next line."""
        self.pending, self.pending_label, self.pending_empty = label, printed, True

    def _label_alone(self, line: str, label: Label, start: int, end: int) -> None:
        """A label above its value. It may be a heading as well (`四、中标供应商`)."""
        heading = read_heading(line)
        if heading is not None:
            self._enter(heading, line, start, end)
        self._expect(label, line)

    def _enter(self, section: Section, line: str, start: int, end: int) -> None:
        """Open a section, unless it is only a word of contact inside the buyer's or the agency's part."""
        inside = self.section in (Section.BUYER, Section.AGENCY)
        if inside and section in (Section.CONTACT, Section.EXPERTS) and not _ONLY_NUMBERING.match(line):
            return
        self._open(section, start, end)

    def _open(self, section: Section, start: int, end: int) -> None:
        self.section = section
        if _MAJOR.match(self.document.folded, start):
            self.major = section
        self.lot = None
        self.pending = None
        self.events.append(Heading(section, start, end))

    def _plain_line(self, line: str, start: int, end: int) -> None:
        mark = _LOT_LINE.match(line)
        if mark is not None and self._lot_line(line, mark, start):
            return
        heading = read_heading(line)
        if heading is not None and (self.pending is None or heading is not Section.OTHER):
            self._enter(heading, line, start, end)
            return
        if self.pending is not None and self._value_of_pending(line, start, end):
            return
        self.events.append(Prose(start, end, self.section, self.lot))

    def _lot_line(self, line: str, mark: re.Match[str], start: int) -> bool:
        """A line that opens a lot and says nothing else, or only its name."""
        rest = mark["rest"].strip(" :()[]-、.")
        lot = find_lot(mark["lot"])
        if lot is None or len(rest) > 60 or (rest and is_organisation(rest)) or re.search(r"[。;,元%]", rest):
            return False
        if not rest and self.pending is not None and self.pending.field in (Field.LOT, Field.LOT_NAME):
            return False
        self.lot = lot.key
        name = None
        if rest:
            offset = line.find(rest, mark.start("rest"))
            name = (start + offset, start + offset + len(rest))
        self.events.append(LotMark(lot.key, name, self.section))
        return True

    def _value_of_pending(self, line: str, start: int, end: int) -> bool:
        """The line under a label is its value; names and prices may go on over several lines."""
        label = self.pending
        if label is None:
            return False
        if label.field in (Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE) and re.fullmatch(r"\d{1,2}[.、]?", line):
            return True
        first, self.pending_empty = self.pending_empty, False
        if not first and not _goes_on(label.field, line):
            self.pending = None
            return False
        self._fact(label, self.pending_label, start, end)
        if label.field not in _REPEATING:
            self.pending = None
        return True

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

    def _named_by_section(self, field: Field) -> Field:
        """`名称：` and `单位名称：` name whom their part of the notice is about."""
        if field is Field.NAME:
            return _WHOSE_NAME.get(self.section, field)
        if field is Field.BIDDER and self.section in (Section.BUYER, Section.AGENCY):
            return _WHOSE_NAME[self.section]
        return field

    # pairs

    def _pairs(self, line: str, start: int) -> bool:
        """`label：value` once or several times in a line. False when no label in it is known."""
        found = list(_labels_in(line))
        if not found:
            match = _PAIR.match(line)
            if match is not None and len(match[1]) <= 14:
                self.unread.append(match[1])
            return self._spaced_pair(line, start)
        before = line[: found[0].start]
        self._at_start = not before.strip(" .、(") or _ONLY_NUMBERING.fullmatch(before) is not None
        if not self._at_start:
            kept = before.rstrip(' ,;。("')
            if not self._named_before(kept, start, found[0].label) and not self._spaced_pair(kept, start):
                self._plain_line(kept, start, start + len(kept))
        for index, pair in enumerate(found):
            end = found[index + 1].start if index + 1 < len(found) else len(line)
            self._pair(line, start, pair, end)
        return True

    def _named_before(self, words: str, start: int, label: Label) -> bool:
        """`甲公司，中标价：100元`: the name before the price is the winner's."""
        if label.field is not Field.AMOUNT or not is_organisation(words):
            return False
        self._context_of("中标人", _WINNER)
        self._fact(_WINNER, "中标人", start, start + len(words))
        return True

    def _pair(self, line: str, start: int, pair: "Pair", end: int) -> None:
        label = pair.label
        value = line[pair.end : end].strip(" ,;。")
        if not value:
            heading = read_heading(pair.printed) if self._at_start and end == len(line) else None
            if heading is not None:
                self._enter(heading, pair.printed, start, start + end)
            self._expect(label, pair.printed)
            self._event(label, pair.printed, start + pair.end, start + pair.end)
            return
        offset = line.index(value, pair.end)
        self._context_of(pair.printed, label)
        self._fact(label, pair.printed, start + offset, start + offset + len(value))
        self._expect(label, pair.printed)
        self.pending_empty = False
        if label.field not in _REPEATING:
            self.pending = None
        if len(value) > 60 and " " in value:
            self._spaced_pair(value, start + offset)

    def _context_of(self, printed: str, label: Label) -> None:
        """`三、采购人：…` opens the buyer's part, where 地址 and 联系人 follow; numbered labels end the last part."""
        if label.field is Field.BUYER:
            self.section = Section.BUYER
        elif label.field is Field.AGENCY:
            self.section = Section.AGENCY
        elif label.field in (Field.SUPPLIER, Field.AMOUNT) and self.section in _STALE:
            self.section = Section.AWARD
        elif label.field is Field.BIDDER and self.section is Section.FAILED and self.major is Section.AWARD:
            self.section = Section.AWARD
        elif label.field is Field.FEE:
            self.section = Section.FEES
        elif label.field in (Field.PROJECT_NAME, Field.PROJECT_NUMBER) and self.section in (
            Section.TOP,
            Section.BUYER,
            Section.AGENCY,
        ):
            self.section = Section.PROJECT

    def _spaced_pair(self, line: str, start: int) -> bool:
        """`采购项目名称 某某项目 中标价 100元`: known labels and values between spaces."""
        words = [match.span() for match in _WORD.finditer(line)]
        if not 2 <= len(words) <= 80:
            return False
        labels = [read_label(line[left:right]) if right - left <= 20 else None for left, right in words]
        first = labels[0]
        if first is None or first.field not in _SPACED:
            index = self._named_inside(line, words, labels)
            if index < 0:
                return False
            self._plain_line(line[: words[index][0]].rstrip(), start, start + words[index - 1][1])
        else:
            index = 0
        found = False
        while index < len(words):
            label = labels[index]
            if label is None or label.field not in _SPACED:
                index += 1
                continue
            stop = index + 1
            while (
                stop < len(words)
                and (label_there := labels[stop]) is not None
                and stop == index + 1
                and label_there.field is Field.CANDIDATE
            ):
                stop += 1
            value_from = stop
            while stop < len(words) and labels[stop] is None:
                stop += 1
            if stop > value_from:
                self._context_of(line[slice(*words[index])], label)
                self._fact(label, line[slice(*words[index])], start + words[value_from][0], start + words[stop - 1][1])
                found = True
            index = stop
        self.pending = None if found else self.pending
        return found

    def _named_inside(self, line: str, words: list[Place], labels: list[Label | None]) -> int:
        """`… 中标人 某公司 中标价 …` in the middle of a line: where the winner's label is, or -1."""
        for index in range(1, len(words) - 1):
            label = labels[index]
            if label is not None and label.field is Field.SUPPLIER and is_organisation(line[slice(*words[index + 1])]):
                return index
        return -1

    # tables that lost their cells

    _after_rows_in_lines: int = 0

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

    def _text(self, number: int) -> str:
        return self.document.line(number) if number < len(self.document.starts) else ""

    def _heads(self, number: int, first: Label) -> tuple[list[Label], int]:
        """The run of column heads that starts at a line; a head broken over two lines is put together."""
        columns, at, count = [first] if first.field in _COLUMNS else [], number + 1, len(self.document.starts)
        if not columns:
            return [], at
        while at < count and at not in self.document.rows:
            line = _UNIT_BEHIND.sub(r"(\1)", self._text(at))
            if ":" in _IN_BRACKET.sub("", line) or len(line) > 30:
                break
            if re.fullmatch(r"\([^()]*\)", line):
                joined = read_label(self._text(at - 1) + line)
                columns[-1] = joined or columns[-1]
                at += 1
                continue
            label = read_label(line)
            if label is None and len(line) <= 8:
                label = read_label(line + self._text(at + 1)) if len(self._text(at + 1)) <= 10 else None
                at += 1 if label is not None else 0
            if label is None and self._is_odd_head(line, at):
                label = Label(Field.ITEM, NO_UNIT, None)
            if label is None or label.field not in _COLUMNS:
                break
            columns.append(label)
            at += 1
        return columns, at

    def _is_odd_head(self, line: str, at: int) -> bool:
        """A short unknown word between known heads is a head as well."""
        following = read_label(self._text(at + 1))
        return (
            2 <= len(line) <= 10
            and following is not None
            and following.field in _COLUMNS
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
        pair = _PAIR.match(line)
        label = read_label(pair[1]) if pair is not None else None
        if label is not None and (
            label.field in _HARD_BREAKS or (due <= 0 and (label.field in _SOFT_BREAKS or not _IN_CELLS.search(line)))
        ):
            return True
        if _NUMBERED_LINE.match(line) and (read_heading(line) is not None or pair is not None):
            return True
        if (
            due <= 0
            and line[-1:] in "。;"
            and len(line) > 30
            and not any(is_organisation(self._text(at + step)) for step in (1, 2, 3))
        ):
            return True
        alone = read_label(line) if ":" not in line else None
        return alone is not None and alone.field in _BREAK_FIELDS and read_label(self._text(at + 1)) is not None

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
            if label is None or label.field not in _COLUMNS:
                break
            columns.append(label)
        if len(columns) < 3 or not _TABLE_FIELDS & {column.field for column in columns}:
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

    # tables of cells

    def _row(self, number: int, cells: tuple[Place, ...], table: int) -> None:
        text = self.document.folded
        labels = [read_label(word) if (word := text[start:end].rstrip(" :")) else None for start, end in cells]
        filled = [index for index, (start, end) in enumerate(cells) if end > start]
        known = [index for index in filled if (label := labels[index]) is not None and label.field in _COLUMNS]
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
        if len(filled) == 2 and not all(
            label is not None and label.field in _TABLE_FIELDS for label in labels if label
        ):
            return True
        values = [text[slice(*cells[index])] for index in filled[1::2]]
        return any(len(value) > 14 or any(letter.isdigit() for letter in value) for value in values)

    def _pair_like(self, labels: list[Label | None], filled: list[int]) -> bool:
        """A label and its value inside a table of records end the records."""
        return len(filled) == 2 and filled[0] == 0 and labels[0] is not None and labels[0].field in _BREAK_FIELDS

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
        inner = [found for match in _PAIR.finditer(value) if (found := read_label(match[1])) is not None]
        if inner and len(inner) >= 2 and label.field is not Field.SUPPLIER:
            heading = read_heading(printed)
            if heading is not None:
                self._open(heading, *place)
            self._pairs(value, place[0])
            return
        self._fact(label, printed, *place)

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


_WHOSE_NAME = {
    Section.BUYER: Field.BUYER,
    Section.AGENCY: Field.AGENCY,
    Section.AWARD: Field.BIDDER,
    Section.CANDIDATES: Field.CANDIDATE,
    Section.PROJECT: Field.PROJECT_NAME,
}
_REPEATING = frozenset((Field.BIDDER, Field.NAME, Field.SUPPLIER, Field.AMOUNT, Field.LEAD, Field.MEMBER))
_STALE = frozenset(
    (Section.BUYER, Section.AGENCY, Section.SUPERVISOR, Section.CONTACT, Section.PROJECT, Section.TOP, Section.OTHER, Section.EXPERTS, Section.FEES)
)  # fmt: skip
_SPACED = frozenset(
    (Field.PROJECT_NAME, Field.PROJECT_NUMBER, Field.BUYER, Field.AGENCY, Field.SUPPLIER, Field.AMOUNT, Field.METHOD, Field.REGION, Field.TOTAL_AMOUNT, Field.PUBLISHED, Field.BUDGET, Field.CEILING)
)  # fmt: skip


_WINNER = Label(Field.SUPPLIER, NO_UNIT, None)


@dataclass(frozen=True, slots=True)
class Pair:
    """A known label in a line: where it starts, where its value starts."""

    start: int
    end: int
    printed: str
    label: Label


def _labels_in(line: str) -> Iterator[Pair]:
    """The known labels of a line. In brackets only those that open a value of their own (`（项目编号：…）`)."""
    for match in _PAIR.finditer(line):
        printed, start = match[1], match.start(1)
        label = read_label(printed) if printed.count("(") <= printed.count(")") and len(printed) <= 40 else None
        tail = _LABEL_TAIL.search(printed) if label is None else None
        if tail is not None:
            start += tail.start(1)
            printed, label = tail[1], read_label(tail[1])
        if label is None:
            continue
        bracketed = printed.startswith("(") or line.count("(", 0, start) > line.count(")", 0, start)
        if label.field not in _IN_BRACKETS and bracketed and start > 1:
            continue
        yield Pair(start, match.end(), printed, label)


_LABEL_TAIL = re.compile(r"(?:\(|的|\"|”|》|\])([^()的\"”》\]]{2,20})$")
_IN_BRACKETS = frozenset(
    (Field.PROJECT_NUMBER, Field.OTHER_NUMBER, Field.LOT_NUMBER, Field.PROJECT_NAME, Field.SUPPLIER)
)


def _goes_on(field: Field, line: str) -> bool:
    """Does a line below a value carry on the list? Names and prices of further lots, numbered names."""
    if field is Field.AMOUNT:
        return len(line) < 60 and re.search(r"\d", line) is not None and (":" not in line or find_lot(line) is not None)
    listed = find_lot(line) is not None or re.match(r"^\(?\d{1,2}[、.)]", line) is not None or "联合体" in line
    return len(line) < 80 and listed and "公司" in line


def _looks_like_rows(columns: list[Label], below: list[str]) -> bool:
    """Two heads in a row: a table, or a label whose value is missing? A table when names or numbers follow."""
    fields = {column.field for column in columns}
    if not fields & {Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE, Field.AMOUNT, Field.QUOTE, Field.LOT}:
        return False
    return any(is_organisation(line) for line in below) and read_label(below[0]) is None


def walk(events: list[Event]) -> Iterator[Fact]:
    """Only the labelled values."""
    return (event for event in events if isinstance(event, Fact))
