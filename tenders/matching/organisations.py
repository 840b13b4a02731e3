"""From printed names to organisations: one row per legal name, aliases of the registry folded, branches linked.

A name decides, not a credit code: agencies print codes of other firms, and a branch often bears its parent's. A code
decides only where the registry itself holds it and the name is nobody else's. So the answer for a print depends on
the print and on the registry alone, never on which notice was read first.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db import transaction

from tenders.classify.registry import EntityRow, load_registry
from tenders.classify.vendors import classify_vendor
from tenders.matching.holds import hold
from tenders.models import Organisation
from tenders.models.columns import bounded, cut
from tenders.normalise.credit_code import is_valid
from tenders.normalise.names import clean_name, former_names, name_key

NAME_WIDTH = 200
_BRANCH = re.compile(r"(?P<parent>.+?公司)[^公]{0,30}(?:分公司|支公司)")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose name a print is. `key` is what rows are compared by, `parent` the name of the company it is a branch of."""

    name: str
    key: str
    parent: str | None = None


@lru_cache(maxsize=65_536)
def identify(printed: str, credit_code: str | None = None) -> Identity | None:
    """The organisation that a printed name means; None where nothing is left of the name."""
    name = clean_name(printed)
    key = name_key(name)
    if not key:
        return None
    entity = _entity_of(printed, key, credit_code)
    if entity is not None:
        return Identity(entity.name, bounded(name_key(entity.name), NAME_WIDTH), entity.branch_of)
    return Identity(name, bounded(key, NAME_WIDTH), _parent(name, key))


def _entity_of(printed: str, key: str, credit_code: str | None) -> EntityRow | None:
    aliases = _aliases()
    keys = (key, *map(name_key, former_names(printed)))
    known = next((aliases[one] for one in keys if one in aliases), None)
    if known is None and credit_code and not _BRANCH.fullmatch(key):
        return _by_code().get(credit_code)
    return known


def _parent(name: str, key: str) -> str | None:
    """The company of a branch: what the registry knows, else the name up to its first 公司."""
    answer = classify_vendor(name)
    if answer.entity is not None and name_key(answer.entity) != key:
        return answer.entity
    branch = _BRANCH.fullmatch(name)
    return branch["parent"] if branch else None


@cache
def _aliases() -> dict[str, EntityRow]:
    """Entities of the registry by every name they bear or bore, as compared; the full name wins over a short one."""
    entities = load_registry().entities
    short = {name_key(name): entity for entity in entities for name in entity.short_names}
    former = {name_key(name): entity for entity in entities for name in entity.former_names}
    return short | former | {name_key(entity.name): entity for entity in entities}


@cache
def _by_code() -> dict[str, EntityRow]:
    return {entity.credit_code: entity for entity in load_registry().entities if entity.credit_code}


# Rows


def resolve_organisation(printed: str, credit_code: str | None = None) -> Organisation | None:
    """The organisation that a printed name means, made where it is new; None where nothing is left of the name."""
    return resolve_organisations({printed: credit_code}).get(printed)


@transaction.atomic(savepoint=False)
def resolve_organisations(printed: Mapping[str, str | None]) -> dict[str, Organisation]:
    """Organisations by printed name, for names with their credit codes; names of which nothing is left are absent.

    Rows are made in one order, companies before branches, so that workers side by side never wait in a circle.
    """
    meant = {name: identity for name, code in printed.items() if (identity := identify(name, code)) is not None}
    rows = organisations_of(meant.values())
    codes = {
        meant[name].key: code for name, code in printed.items() if name in meant and code is not None and is_valid(code)
    }
    _complete(rows, {identity.key: identity.name for identity in meant.values()}, codes)
    return {name: rows[identity.key] for name, identity in meant.items()}


def organisations_of(identities: Iterable[Identity]) -> dict[str, Organisation]:
    """Organisations by key, made where they are missing, with the companies that they are branches of."""
    wanted = {identity.key: identity for identity in identities}
    parents = {key: parent for key, one in wanted.items() if one.parent and (parent := identify(one.parent))}
    companies = {parent.key: parent for parent in parents.values()}
    rows = _rows({**{key: one for key, one in wanted.items() if key not in parents}, **companies}, {})
    return rows | _rows(
        {key: wanted[key] for key in parents if key not in rows},
        {key: rows[parent.key].pk for key, parent in parents.items()},
    )


def _rows(wanted: Mapping[str, Identity], parents: Mapping[str, int]) -> dict[str, Organisation]:
    if not wanted:
        return {}
    found = {row.key: row for row in Organisation.objects.filter(key__in=wanted)}
    missing = [_new(wanted[key], parents.get(key)) for key in sorted(wanted) if key not in found]
    if missing:
        Organisation.objects.bulk_create(missing, ignore_conflicts=True)
        found |= {row.key: row for row in Organisation.objects.filter(key__in=[one.key for one in missing])}
    return found


def _new(identity: Identity, parent: int | None) -> Organisation:
    return Organisation(
        name=cut(identity.name, NAME_WIDTH), key=identity.key, branch_of_id=parent, **class_columns(identity.name)
    )


def class_columns(name: str) -> dict[str, str | None]:
    """What the registry says of a name today, as columns of an organisation."""
    answer = classify_vendor(name)
    return {
        "vendor_class": answer.vendor_class,
        "group_id": answer.group,
        "class_rule": cut(answer.rule, 60),
        "class_evidence": cut(answer.evidence, 300),
    }


def _complete(rows: Mapping[str, Organisation], names: Mapping[str, str], codes: Mapping[str, str]) -> None:
    """Keep the fullest of the names that mean one organisation, and its credit code where no other bears it."""
    taken = _taken(codes.values())
    for row in sorted(rows.values(), key=lambda row: row.pk):
        name, code = cut(names.get(row.key, ""), NAME_WIDTH), codes.get(row.key)
        new_name = name if (len(name), name) > (len(row.name), row.name) else row.name
        new_code = code if row.credit_code is None and code not in taken else row.credit_code
        if (new_name, new_code) != (row.name, row.credit_code):
            row.name, row.credit_code = new_name, new_code
            row.save(update_fields=["name", "credit_code"])
            taken.add(code)


def _taken(codes: Collection[str]) -> set[str | None]:
    """The codes that some organisation bears already; no other worker gives them out until we are done."""
    if not codes:
        return set()
    hold(f"code {code}" for code in codes)
    return set(Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", flat=True))
