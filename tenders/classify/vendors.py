"""From a printed company name to its legal entity, group and camp, with the rule that says so; never a guess."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from tenders.classify.registry import Affiliation, EntityRow, Membership, PatternRow, load_registry
from tenders.normalise.names import clean_name, former_names, key_of_clean, name_key
from tenders.vocabulary import VendorClass

_UNIT = "分公司|支公司|分院|分局|营业部|营业厅|办事处|研究院|项目部|经营部|事业部|事业群|客户部|政企部|中心|总部"
_BRANCH = re.compile(rf"(?P<parent>.+?公司)(?P<branch>(?:[^公]{{1,20}}分公司){{0,2}}(?:[^公]{{0,20}}(?:{_UNIT}))?)")


@dataclass(frozen=True, slots=True)
class VendorAnswer:
    """Who a printed name is.

    `name` is the cleaned print; `entity` the legal entity it stands for (for a branch: its parent); `rule` one of
    `exact`, `former_name`, `short_name`, `pattern`, each with `branch:` before it for a branch, or `none`;
    `evidence` the row or pattern that decided, for people.
    """

    name: str
    entity: str | None
    vendor_class: VendorClass
    group: str | None
    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Match:
    entity: str
    affiliations: tuple[Affiliation, ...]
    rule: str
    evidence: str


def classify_vendor(name: str, on: date | None = None) -> VendorAnswer:
    """The camp of a printed name on a day (None: today's knowledge, the last affiliation). `unknown` when not sure."""
    shown = clean_name(name)
    match = _match(key_of_clean(shown))
    if match is None:
        match = next((found for former in former_names(name) if (found := _match(name_key(former)))), None)
    if match is None:
        return VendorAnswer(shown, None, VendorClass.UNKNOWN, None, "none", "")
    group, reason = _affiliation(match.affiliations, on)
    if group is None:
        return VendorAnswer(
            shown, match.entity, VendorClass.UNKNOWN, None, match.rule, f"{match.evidence}: no group on that day"
        )
    evidence = f"{match.evidence}: {reason}"
    return VendorAnswer(shown, match.entity, class_of(group, on), group, match.rule, evidence)


def class_of(group: str, on: date | None = None) -> VendorClass:
    """The ordinary camp of a group on a day."""
    held = (camp for camp, preset, start, end in _memberships()[group] if not preset and _holds(start, end, on))
    return next(held, VendorClass.UNKNOWN)


def presets_of(group: str, on: date | None = None) -> tuple[str, ...]:
    """The named definitions that a group belongs to on a day: `narrow`, `wide`, `us_only`, `broadnet`."""
    return tuple(preset for _, preset, start, end in _memberships()[group] if preset and _holds(start, end, on))


@lru_cache(maxsize=65_536)
def _match(key: str) -> _Match | None:
    return _named(key) or _branch(key) or _patterned(key)


def _branch(key: str) -> _Match | None:
    branch = _BRANCH.fullmatch(key)
    if not branch or not branch["branch"]:
        return None
    parent = _legal_name(branch["parent"]) or _patterned(branch["parent"])
    if not parent:
        return None
    evidence = f"{parent.evidence} + {branch['branch']}"
    return _Match(parent.entity, parent.affiliations, f"branch:{parent.rule}", evidence)


def _named(key: str) -> _Match | None:
    found = _legal_name(key)
    short = _index().get(("short_name", key)) if found is None else None
    return _entity_match(short, "short_name") if short else found


def _legal_name(key: str) -> _Match | None:
    for rule in ("exact", "former_name"):
        entity = _index().get((rule, key))
        if entity:
            return _entity_match(entity, rule)
    return None


def _entity_match(entity: EntityRow, rule: str) -> _Match:
    return _Match(entity.branch_of or entity.name, entity.affiliations, rule, f"entities.csv {entity.name}")


def _patterned(key: str) -> _Match | None:
    for row in load_registry().patterns:
        if row.contains in key and row.pattern.fullmatch(key):
            return _pattern_match(row, key)
    return None


def _pattern_match(row: PatternRow, key: str) -> _Match:
    affiliation: Affiliation = (row.group, None, None, row.reason)
    return _Match(row.parent or key, (affiliation,), f"pattern:{row.key}", f"patterns.toml {row.key}")


def _affiliation(affiliations: tuple[Affiliation, ...], on: date | None) -> tuple[str | None, str]:
    held = [(group, reason) for group, start, end, reason in affiliations if _holds(start, end, on)]
    return held[0] if held else (None, "")


def _holds(start: date | None, end: date | None, on: date | None) -> bool:
    if on is None:
        return end is None
    return (start is None or start <= on) and (end is None or on < end)


@cache
def _index() -> dict[tuple[str, str], EntityRow]:
    """Entities by (rule, compared name); the data test makes sure that no name leads to two of them."""
    index: dict[tuple[str, str], EntityRow] = {}
    for entity in load_registry().entities:
        index[("exact", name_key(entity.name))] = entity
        index.update({("former_name", name_key(former)): entity for former in entity.former_names})
        index.update({("short_name", name_key(short)): entity for short in entity.short_names})
    return index


@cache
def _memberships() -> dict[str, tuple[Membership, ...]]:
    return {group.key: group.memberships for group in load_registry().groups}
