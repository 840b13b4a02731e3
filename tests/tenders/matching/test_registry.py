"""The vendor registry as rows."""

from datetime import date

import pytest

from tenders.classify.registry import load_registry
from tenders.classify.vendors import classify_vendor
from tenders.matching import ensure_registry, load_registry_into_database, resolve_organisation
from tenders.models import Affiliation, ClassMembership, Group, Organisation
from tenders.vocabulary import VendorClass
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def contents() -> list[list[tuple[object, ...]]]:
    rows = (
        Group.objects.values_list("pk", "name", "reason"),
        ClassMembership.objects.values_list("pk", "group", "vendor_class", "preset"),
        Organisation.objects.values_list("pk", "name", "vendor_class", "group", "branch_of", "credit_code"),
        Affiliation.objects.values_list("pk", "organisation", "group", "valid_from", "valid_to"),
    )
    return [sorted(queryset, key=repr) for queryset in rows]


def test_every_group_and_entity_has_its_row() -> None:
    load_registry_into_database()
    registry = load_registry()
    assert Group.objects.count() == len(registry.groups)
    assert set(Organisation.objects.values_list("name", flat=True)) >= {entity.name for entity in registry.entities}
    assert Affiliation.objects.count() == sum(len(entity.affiliations) for entity in registry.entities)


def test_loading_twice_changes_no_row() -> None:
    load_registry_into_database()
    before = contents()
    assert set(load_registry_into_database().values()) == {0}
    assert contents() == before


def test_rows_say_what_classification_says() -> None:
    load_registry_into_database()
    for organisation in Organisation.objects.all():
        answer = classify_vendor(organisation.name)
        assert (organisation.vendor_class, organisation.group_id) == (answer.vendor_class, answer.group)


def test_camps_and_affiliations_carry_their_days() -> None:
    load_registry_into_database()
    days = Affiliation.objects.filter(organisation__name="数字广东网络建设有限公司", group__key="tencent")
    assert [(row.valid_from, row.valid_to) for row in days] == [(None, date(2021, 12, 8))]


def test_narrow_and_wide_mid_tier_are_presets() -> None:
    load_registry_into_database()
    narrow = ClassMembership.objects.filter(preset="narrow", vendor_class=VendorClass.MID_TIER)
    assert set(narrow.values_list("group__name", flat=True)) == {"金山云", "青云", "优刻得", "七牛云"}


def test_what_was_changed_by_hand_or_is_stale_follows_the_registry() -> None:
    load_registry_into_database()
    before = contents()
    Group.objects.filter(key="tencent").update(reason="old")
    Organisation.objects.filter(name="天翼云科技有限公司").update(vendor_class=VendorClass.OTHER, group=None)
    load_registry_into_database()
    assert contents() == before


def test_an_organisation_that_notices_brought_is_classed_anew() -> None:
    stale = make_organisation("中国电信股份有限公司某某分公司")
    load_registry_into_database()
    stale.refresh_from_db()
    assert stale.vendor_class == VendorClass.CARRIER


def test_the_registrys_code_is_taken_from_whoever_had_it() -> None:
    code = next(entity.credit_code for entity in load_registry().entities if entity.credit_code)
    resolve_organisation("某某科技有限公司")
    Organisation.objects.filter(name="某某科技有限公司").update(credit_code=code)
    load_registry_into_database()
    owner = next(entity.name for entity in load_registry().entities if entity.credit_code == code)
    assert Organisation.objects.get(credit_code=code).name == owner


def test_a_fresh_database_is_filled_on_first_need() -> None:
    ensure_registry()
    assert Group.objects.count() == len(load_registry().groups)


def test_a_group_that_is_new_in_the_registry_is_loaded_on_first_need() -> None:
    load_registry_into_database()
    Affiliation.objects.filter(group="kingsoft_cloud").delete()
    ClassMembership.objects.filter(group="kingsoft_cloud").delete()
    Group.objects.filter(key="kingsoft_cloud").delete()
    ensure_registry()
    assert Group.objects.filter(key="kingsoft_cloud").exists()
