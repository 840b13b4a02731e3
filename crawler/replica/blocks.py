"""The pieces that an official body text is made of, before any portal's markup."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading, with its value where one stands beside it. `code` is the 政采云 field class."""

    label: str
    value: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A label with its value; `unit` is set apart only where a portal prints it in its own element."""

    label: str
    value: str
    code: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is the header; `codes` are the 政采云 classes of its columns."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()


Block = Section | Line | Text | Table
