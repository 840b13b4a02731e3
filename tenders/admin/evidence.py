"""A notice's text cut into lines and pieces, so that each fact can light the words it was read from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact's place: `key` names the fact on the page, the span counts characters of the notice's text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the keys of the facts that stand on it (none: plain text)."""

    text: str
    keys: tuple[str, ...] = ()


def mark_of(key: str, evidence: Mapping[str, Any] | None, length: int) -> Mark | None:
    """The mark of a stored evidence, or None when it has no place inside a text of `length` characters."""
    if not evidence:
        return None
    start, end = evidence.get("start"), evidence.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        return None
    return Mark(key, start, end)


def lines_with_marks(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """The lines of `text`, each a list of pieces; a mark over several lines goes on in each of them."""
    known = sorted(marks, key=lambda mark: (mark.start, mark.end))
    lines, offset = [], 0
    for line in text.split("\n"):
        end = offset + len(line)
        touching = [mark for mark in known if mark.start < end and mark.end > offset]
        lines.append(list(_pieces(line, offset, touching)))
        offset = end + 1
    return lines


def _pieces(line: str, offset: int, marks: list[Mark]) -> Iterator[Piece]:
    cuts = {0, len(line)}
    for mark in marks:
        cuts |= {max(mark.start - offset, 0), min(mark.end - offset, len(line))}
    places = sorted(cuts)
    for start, end in pairwise(places):
        keys = tuple(m.key for m in marks if m.start - offset < end and m.end - offset > start)
        yield Piece(line[start:end], keys)
