"""What a page says, before it is known what it means: labelled values, table rows, headings, lot marks, prose."""

from dataclasses import dataclass

from tenders.normalise.money import Unit
from tenders.parsing.labels import Field
from tenders.parsing.sections import Section

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
