"""The reviewed vendor data in `fixtures/registry`, loaded once into frozen rows; it knows no notices."""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tenders.classify.places import place_alternatives
from tenders.vocabulary import VendorClass

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "registry"

# (class, preset, first day, first day no longer); an empty preset is the ordinary camp
Membership = tuple[VendorClass, str, date | None, date | None]
# (group key, first day, first day no longer, why)
Affiliation = tuple[str, date | None, date | None, str]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Whose money, and the camps it counts in."""

    key: str
    name: str
    memberships: tuple[Membership, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A legal entity: its names, and the groups it belonged to. `checked`: its name and group were read in a source."""

    name: str
    credit_code: str | None
    affiliations: tuple[Affiliation, ...]
    former_names: tuple[str, ...]
    short_names: tuple[str, ...]
    branch_of: str | None
    checked: bool


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A form of legal name that only one group can register; `parent` is the company behind a short form.

    Every name that `pattern` matches holds the characters `contains`.
    """

    key: str
    contains: str
    pattern: re.Pattern[str]
    group: str
    parent: str | None
    reason: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All reviewed vendor data, in the order of the files."""

    groups: tuple[GroupRow, ...]
    entities: tuple[EntityRow, ...]
    patterns: tuple[PatternRow, ...]


class RegistryError(ValueError):
    """The registry's files contradict their own form; the message names file and row."""


@cache
def load_registry(folder: Path = FOLDER) -> Registry:
    """Read the three files of `folder`. Raises RegistryError for a row that can't be understood."""
    groups = tuple(_groups(tomllib.loads((folder / "groups.toml").read_text(encoding="utf-8"))))
    known = {group.key for group in groups}
    with (folder / "entities.csv").open(encoding="utf-8", newline="") as file:
        entities = tuple(_entities(csv.DictReader(file), known))
    patterns = tuple(_patterns(tomllib.loads((folder / "patterns.toml").read_text(encoding="utf-8")), known))
    return Registry(groups, entities, patterns)


def _groups(data: dict[str, Any]) -> Iterator[GroupRow]:
    for key, row in data.items():
        memberships = tuple(
            (VendorClass(camp["class"]), preset, camp.get("from"), camp.get("until"))
            for camp in row["camps"]
            for preset in ("", *camp.get("presets", ()))
        )
        yield GroupRow(key, row["name"], memberships, row["reason"])


def _entities(rows: Iterable[dict[str, str]], known: set[str]) -> Iterator[EntityRow]:
    by_name: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row["group"] not in known:
            raise RegistryError(f"entities.csv: {row['name']}: no group {row['group']!r} in groups.toml")
        by_name.setdefault(row["name"], []).append(row)
    for name, same in by_name.items():
        yield EntityRow(
            name=name,
            credit_code=same[0]["credit_code"] or None,
            affiliations=tuple(
                (row["group"], _day(row, "valid_from"), _day(row, "valid_to"), row["reason"]) for row in same
            ),
            former_names=_several(same, "former_names"),
            short_names=_several(same, "short_names"),
            branch_of=same[0]["branch_of"] or None,
            checked=all(row["checked"] == "yes" for row in same),
        )


def _several(rows: list[dict[str, str]], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for row in rows for value in row[column].split("|") if value))


def _day(row: dict[str, str], column: str) -> date | None:
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError as error:
        raise RegistryError(f"entities.csv: {row['name']}: {column} is no date: {row[column]!r}") from error


def _patterns(data: dict[str, Any], known: set[str]) -> Iterator[PatternRow]:
    for row in data["pattern"]:
        if row["group"] not in known:
            raise RegistryError(f"patterns.toml: {row['key']}: no group {row['group']!r} in groups.toml")
        yield PatternRow(
            key=row["key"],
            contains=row["contains"],
            pattern=re.compile(place_alternatives(row["pattern"])),
            group=row["group"],
            parent=row.get("parent"),
            reason=row["reason"],
            examples=tuple(row["examples"]),
            counter_examples=tuple(row["counter_examples"]),
        )
