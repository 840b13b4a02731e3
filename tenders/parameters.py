"""A frozen dataclass as the query string of an address, both ways; it knows neither notices nor numbers."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import Field, fields
from datetime import date
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from django.db.models import TextChoices
from django.utils.translation import gettext as _


class BadQuery(ValueError):
    """A parameter that is unknown or has an impossible value; the message is one line for a person."""


def read_by(read: Callable[[str], Any], name: str = "") -> dict[str, Any]:
    """The metadata of a field that stands in the query string under `name` (its own name unless given)."""
    return {"read": read, "name": name}


def one_of(values: Container[str]) -> Callable[[str], str]:
    def read(given: str) -> str:
        if given not in values:
            raise ValueError(given)
        return given

    return read


def choice_of(choices: type[TextChoices]) -> Callable[[str], str]:
    return one_of(choices.values)


def choices_of(choices: type[TextChoices]) -> Callable[[str], tuple[str, ...]]:
    """Several values with commas between them."""
    return lambda given: tuple(choice_of(choices)(each) for each in given.split(","))


def spaced(given: str) -> str:
    """Free text, its runs of white space made single spaces."""
    return " ".join(given.split())


def area_code(given: str) -> str:
    """A code of GB/T 2260: six digits."""
    if not re.fullmatch(r"[0-9]{6}", given):
        raise ValueError(given)
    return given


def yes_or_no(given: str) -> bool:
    return {"1": True, "0": False}[given]


def day(given: str) -> date:
    """A day as `2025-01-31`."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        raise ValueError(given)
    return date.fromisoformat(given)


def printed(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, tuple) else str(value)


class Parameters:
    """Base of the dataclasses whose fields all say how they are `read_by`."""

    __slots__ = ()

    @classmethod
    def named(cls) -> "Iterator[tuple[str, Field[Any]]]":
        """The fields with their names in a query string, in order."""
        return ((own.metadata["name"] or own.name, own) for own in fields(cls))  # type: ignore[arg-type]  # dataclasses only

    @classmethod
    def from_query(cls, query: str) -> Self:
        """Read `name=value&…`. Raises BadQuery, also for a name that is not known: a typing error must not widen it."""
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
        known = [name for name, _field in cls.named()]
        for name, _value in pairs:
            if name not in known:
                raise BadQuery(
                    _("Unknown parameter “%(name)s”; known are %(known)s") % {"name": name, "known": ", ".join(known)}
                )
        return cls.from_parameters(dict(pairs))

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> Self:
        """Read the known names; others (a page's own, for paging or order) are left alone. Raises BadQuery."""
        values = {}
        for name, own in cls.named():
            if given := (parameters.get(name) or "").strip():
                try:
                    values[own.name] = own.metadata["read"](given)
                except (ValueError, KeyError):
                    words = {"value": given, "name": name}
                    raise BadQuery(_("“%(value)s” is not a possible value of “%(name)s”") % words) from None
        return cls(**values)

    def as_query(self) -> str:
        """The query string that reads back as this; values that are the default are left out."""
        values = ((name, getattr(self, own.name), own.default) for name, own in self.named())
        return urlencode({name: printed(value) for name, value, default in values if value != default})
