"""Labels and values in lines of text: `label：value`, several in a line, a value below its label, lot marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tenders.normalise.lots import find_lot
from tenders.normalise.money import NO_UNIT
from tenders.parsing.emitter import Emitter
from tenders.parsing.facts import LotMark, Place, Prose
from tenders.parsing.labels import Field, Label, read_label
from tenders.parsing.marks import (
    LOT_LINE,
    ONLY_NUMBERING,
    PAIR,
)
from tenders.parsing.parties import is_organisation
from tenders.parsing.sections import Section, read_heading

_WORD = re.compile(r"\S+")
_REPEATING = frozenset((Field.BIDDER, Field.NAME, Field.SUPPLIER, Field.AMOUNT, Field.LEAD, Field.MEMBER))
_SPACED = frozenset(
    {
        Field.PROJECT_NAME,
        Field.PROJECT_NUMBER,
        Field.BUYER,
        Field.AGENCY,
        Field.SUPPLIER,
        Field.AMOUNT,
        Field.METHOD,
        Field.REGION,
        Field.TOTAL_AMOUNT,
        Field.PUBLISHED,
        Field.BUDGET,
        Field.CEILING,
    }
)
_LOT_BEHIND = re.compile(r"\(([^()]{2,14})\)\s*$")
_WINNER = Label(Field.SUPPLIER, NO_UNIT, None)
_LABEL_TAIL = re.compile(r"(?:\(|的|\"|”|》|\])([^()的\"”》\]]{2,20})$")
_IN_BRACKETS = frozenset(
    (Field.PROJECT_NUMBER, Field.OTHER_NUMBER, Field.LOT_NUMBER, Field.PROJECT_NAME, Field.SUPPLIER)
)


class Pairs(Emitter):
    """Reads one line that is no table."""

    def _plain_line(self, line: str, start: int, end: int) -> None:
        mark = LOT_LINE.match(line)
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
        if lot is None or len(rest) > 60 or (rest and is_organisation(rest)):
            return False
        if re.search(r"[。;,元%]", rest) and not rest.startswith(("废标", "流标")):
            return False
        if not rest and self.pending is not None and self.pending.field in (Field.LOT, Field.LOT_NAME):
            return False
        self.lot = lot.key
        name = None
        if rest:
            offset = line.find(rest, mark.start("rest"))
            if rest.count("(") > rest.count(")") and line[offset + len(rest) :].startswith(")"):
                rest += ")"
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

    def _pairs(self, line: str, start: int) -> bool:
        """`label：value` once or several times in a line. False when no label in it is known."""
        found = list(_labels_in(line))
        if not found:
            match = PAIR.match(line)
            if match is not None and len(match[1]) <= 14:
                self.unread.append(match[1])
            return self._spaced_pair(line, start)
        before = line[: found[0].start]
        self._at_start = not before.strip(" .、(") or ONLY_NUMBERING.fullmatch(before) is not None
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
        name = re.split(r"[为是由,]", words)[-1]
        if label.field is not Field.AMOUNT or not is_organisation(name):
            return False
        self._context_of("中标人", _WINNER)
        self._fact(_WINNER, "中标人", start + len(words) - len(name), start + len(words))
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
                label = _with_lot_behind(label, line)
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


@dataclass(frozen=True, slots=True)
class Pair:
    """A known label in a line: where it starts, where its value starts."""

    start: int
    end: int
    printed: str
    label: Label


def _labels_in(line: str) -> Iterator[Pair]:
    """The known labels of a line. In brackets only those that open a value of their own (`（项目编号：…）`)."""
    for match in PAIR.finditer(line):
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


def _with_lot_behind(label: Label, line: str) -> Label:
    """`中标供应商名称 某公司 地址 某路1号 (01包)`: the lot in brackets at the line's end is the winner's."""
    bracket = _LOT_BEHIND.search(line) if label.field is Field.SUPPLIER and label.lot is None else None
    lot = find_lot(bracket[1]) if bracket is not None else None
    return label._replace(lot=lot.key) if lot is not None else label


def _goes_on(field: Field, line: str) -> bool:
    """Does a line below a value carry on the list? Names and prices of further lots, numbered names."""
    if field is Field.AMOUNT:
        return len(line) < 60 and re.search(r"\d", line) is not None and (":" not in line or find_lot(line) is not None)
    listed = find_lot(line) is not None or re.match(r"^\(?\d{1,2}[、.)]", line) is not None or "联合体" in line
    return len(line) < 80 and listed and "公司" in line
