import re
from collections import Counter
from datetime import date

import pytest

from tenders.classify.registry import PatternRow, load_registry
from tenders.classify.vendors import classify_vendor
from tenders.normalise.names import clean_name, name_key

REGISTRY = load_registry()
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _valid_credit_code(code: str) -> bool:
    """The check character of GB 32100-2015."""
    weighted = sum(CODE_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return len(code) == 18 and CODE_ALPHABET[-weighted % 31] == code[17]


def _overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    (from_one, to_one), (from_other, to_other) = one, other
    return (from_one or date.min) < (to_other or date.max) and (from_other or date.min) < (to_one or date.max)


def test_the_registry_holds_at_least_400_entities_and_patterns() -> None:
    assert len(REGISTRY.entities) + len(REGISTRY.patterns) >= 400


def test_every_name_is_in_its_clean_form() -> None:
    names = [name for entity in REGISTRY.entities for name in (entity.name, *entity.former_names)]
    assert [name for name in names if clean_name(name) != name] == []


def test_no_name_leads_to_two_entities() -> None:
    keys = Counter(
        key
        for entity in REGISTRY.entities
        for key in {name_key(name) for name in (entity.name, *entity.former_names, *entity.short_names)}
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_an_entity_never_belongs_to_two_groups_on_one_day() -> None:
    for entity in REGISTRY.entities:
        spans = [(start, end) for _, start, end, _ in entity.affiliations]
        pairs = [(a, b) for i, a in enumerate(spans) for b in spans[i + 1 :]]
        assert not any(_overlap(a, b) for a, b in pairs), entity.name


def test_a_group_never_counts_in_two_camps_on_one_day() -> None:
    for group in REGISTRY.groups:
        held = [(preset, (start, end)) for _, preset, start, end in group.memberships]
        pairs = [(a, b) for i, a in enumerate(held) for b in held[i + 1 :] if a[0] == b[0]]
        assert not any(_overlap(a[1], b[1]) for a, b in pairs), group.key


def test_every_row_gives_its_reason() -> None:
    assert all(group.reason for group in REGISTRY.groups)
    assert all(reason for entity in REGISTRY.entities for *_, reason in entity.affiliations)
    assert all(pattern.reason for pattern in REGISTRY.patterns)


def test_group_names_and_keys_are_unique() -> None:
    assert len({group.name for group in REGISTRY.groups}) == len(REGISTRY.groups)
    assert all(re.fullmatch(r"[a-z0-9_]{2,30}", group.key) for group in REGISTRY.groups)


def test_every_group_has_an_entity_or_a_pattern() -> None:
    used = {group for entity in REGISTRY.entities for group, *_ in entity.affiliations}
    used |= {pattern.group for pattern in REGISTRY.patterns}
    assert {group.key for group in REGISTRY.groups} - used == set()


def test_credit_codes_carry_a_right_check_character() -> None:
    codes = [entity.credit_code for entity in REGISTRY.entities if entity.credit_code]
    assert [code for code in codes if not _valid_credit_code(code)] == []
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("row", REGISTRY.patterns, ids=lambda row: row.key)
def test_a_pattern_takes_its_examples_and_leaves_its_counter_examples(row: PatternRow) -> None:
    assert row.examples
    assert row.counter_examples
    assert [name for name in row.examples if classify_vendor(name).group != row.group] == []
    assert [name for name in row.counter_examples if classify_vendor(name).group == row.group] == []


@pytest.mark.parametrize("row", REGISTRY.patterns, ids=lambda row: row.key)
def test_a_pattern_contradicts_no_entity(row: PatternRow) -> None:
    matched = [entity for entity in REGISTRY.entities if row.pattern.fullmatch(name_key(entity.name))]
    assert [e.name for e in matched if row.group not in {group for group, *_ in e.affiliations}] == []


@pytest.mark.parametrize("row", REGISTRY.patterns, ids=lambda row: row.key)
def test_the_characters_that_a_pattern_is_found_by_stand_in_it(row: PatternRow) -> None:
    assert all(character in row.pattern.pattern for character in row.contains)
