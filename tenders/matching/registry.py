"""The reviewed vendor registry as rows: groups, their camps, their legal entities. Loading again changes nothing."""

from collections import Counter

from django.db import transaction

from tenders.classify.registry import EntityRow, GroupRow, load_registry
from tenders.matching.holds import hold
from tenders.matching.organisations import class_columns, identify, organisations_of
from tenders.models import Affiliation, ClassMembership, Group, Organisation

BATCH = 1000


def ensure_registry() -> None:
    """Load the registry unless every group of it is there: on a fresh database no award goes unclassified."""
    known = set(Group.objects.values_list("key", flat=True))
    if not known.issuperset(group.key for group in load_registry().groups):
        load_registry_into_database()


@transaction.atomic
def load_registry_into_database() -> Counter[str]:
    """Make the rows say what the registry says; returns how many rows changed, by table.

    Groups and organisations that the registry no longer names stay: notices refer to them. Organisations that notices
    brought are classed anew.
    """
    hold(["registry"])
    registry = load_registry()
    changed: Counter[str] = Counter()
    changed["groups"] = _load_groups(registry.groups)
    changed["camps"] = _load_memberships(registry.groups)
    before = Organisation.objects.count()
    rows = _load_entities(registry.entities)
    changed["organisations"] = Organisation.objects.count() - before
    changed["affiliations"] = _load_affiliations(registry.entities, rows)
    changed["classed anew"] = _class_anew()
    return changed


def _load_groups(groups: tuple[GroupRow, ...]) -> int:
    known = {group.key: (group.name, group.reason) for group in Group.objects.all()}
    new = [
        Group(key=group.key, name=group.name, reason=group.reason)
        for group in groups
        if known.get(group.key) != (group.name, group.reason)
    ]
    Group.objects.bulk_create(new, update_conflicts=True, unique_fields=["key"], update_fields=["name", "reason"])
    return len(new)


def _load_memberships(groups: tuple[GroupRow, ...]) -> int:
    known: dict[str, set[tuple[object, ...]]] = {}
    columns = ("vendor_class", "preset", "valid_from", "valid_to")
    for group_id, *row in ClassMembership.objects.values_list("group_id", *columns):
        known.setdefault(group_id, set()).add(tuple(row))
    stale = [group for group in groups if known.get(group.key, set()) != set(group.memberships)]
    ClassMembership.objects.filter(group__in=[group.key for group in stale]).delete()
    ClassMembership.objects.bulk_create(
        ClassMembership(group_id=group.key, **dict(zip(columns, row, strict=True)))
        for group in stale
        for row in group.memberships
    )
    return len(stale)


def _load_entities(entities: tuple[EntityRow, ...]) -> dict[str, Organisation]:
    """The organisations of the registry by entity name; the registry's name and credit code win."""
    identities = {entity.name: identity for entity in entities if (identity := identify(entity.name))}
    rows = organisations_of(identities.values())
    changed = []
    for entity in entities:
        row = rows[identities[entity.name].key]
        if (row.name, row.credit_code or None) != (entity.name, entity.credit_code or row.credit_code):
            row.name, row.credit_code = entity.name, entity.credit_code or row.credit_code
            changed.append(row)
    _free_codes(changed)
    Organisation.objects.bulk_update(changed, ["name", "credit_code"], batch_size=BATCH)
    return {name: rows[identity.key] for name, identity in identities.items()}


def _free_codes(owners: list[Organisation]) -> None:
    """Take the registry's codes from whatever row a notice printed them for."""
    codes = [row.credit_code for row in owners if row.credit_code]
    others = Organisation.objects.filter(credit_code__in=codes).exclude(pk__in=[row.pk for row in owners])
    others.update(credit_code=None)


def _load_affiliations(entities: tuple[EntityRow, ...], rows: dict[str, Organisation]) -> int:
    known: dict[int, set[tuple[object, ...]]] = {}
    columns = ("group_id", "valid_from", "valid_to", "evidence")
    for organisation, *row in Affiliation.objects.values_list("organisation_id", *columns):
        known.setdefault(organisation, set()).add(tuple(row))
    stale = [one for one in entities if known.get(rows[one.name].pk, set()) != set(one.affiliations)]
    Affiliation.objects.filter(organisation__in=[rows[one.name].pk for one in stale]).delete()
    Affiliation.objects.bulk_create(
        Affiliation(organisation=rows[one.name], **dict(zip(columns, row, strict=True)))
        for one in stale
        for row in one.affiliations
    )
    return len(stale)


def _class_anew() -> int:
    """Give every organisation the class that the registry gives its name today."""
    changed = []
    for row in Organisation.objects.iterator(BATCH):
        columns = class_columns(row.name)
        if any(getattr(row, column) != value for column, value in columns.items()):
            for column, value in columns.items():
                setattr(row, column, value)
            changed.append(row)
    Organisation.objects.bulk_update(changed, ["vendor_class", "group", "class_rule", "class_evidence"], BATCH)
    return len(changed)
