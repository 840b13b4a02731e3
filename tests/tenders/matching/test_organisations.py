"""Which organisation a printed name is."""

import pytest

from tenders.matching import identify, load_registry_into_database, resolve_organisation, resolve_organisations
from tenders.models import Organisation
from tenders.vocabulary import VendorClass

pytestmark = pytest.mark.django_db
TELECOM_CODE = "91110000100017707H"  # 中国电信集团有限公司
OTHER_CODE = "91420111751839827U"


@pytest.fixture(autouse=True)
def registry(request: pytest.FixtureRequest) -> None:
    load_registry_into_database()


def resolved(printed: str, code: str | None = None) -> Organisation:
    organisation = resolve_organisation(printed, code)
    assert organisation is not None
    return Organisation.objects.get(pk=organisation.pk)


# Names


@pytest.mark.parametrize(
    "printed",
    [
        "中电信数智科技有限公司",
        "中电信数智科技有限责任公司",
        " 中电信数智科技 有限公司（盖章）",
        "中国电信集团系统集成有限责任公司",
    ],
)
def test_prints_former_and_variant_names_of_one_entity_are_one_organisation(printed: str) -> None:
    assert resolved(printed).name == "中电信数智科技有限公司"


def test_a_former_name_in_brackets_leads_to_the_entity() -> None:
    printed = "中电信数智新名科技有限公司（原中国电信集团系统集成有限责任公司）"
    assert resolved(printed).name == "中电信数智科技有限公司"


def test_a_new_name_is_a_new_organisation_that_is_found_again() -> None:
    first = resolved("某某科技有限公司")
    assert (first.name, first.vendor_class, first.class_rule) == ("某某科技有限公司", VendorClass.UNKNOWN, "none")
    assert resolved("某某科技有限公司（盖章）") == first


def test_a_look_alike_is_not_taken_in() -> None:
    assert resolved("武汉联通达智能科技有限公司").vendor_class == VendorClass.UNKNOWN


def test_of_two_prints_of_one_name_the_fullest_is_shown_whichever_comes_first() -> None:
    for prints in (("某软件有限公司", "某软件有限责任公司"), ("另软件有限责任公司", "另软件有限公司")):
        for printed in prints:
            organisation = resolved(printed)
        assert organisation.name.endswith("有限责任公司")


@pytest.mark.parametrize("printed", ["", "  ", "——", "/", "（盖章）"])
def test_nothing_left_of_a_name_is_no_organisation(printed: str) -> None:
    assert resolve_organisation(printed) is None


def test_two_overlong_names_with_one_beginning_stay_two() -> None:
    first, second = resolved("甲" * 300 + "公司"), resolved("甲" * 300 + "集团")
    assert first != second
    assert len(first.name) == len(first.key) == 200


# Branches


def test_a_branch_of_a_known_company_is_linked_and_takes_its_group() -> None:
    branch = resolved("中国电信股份有限公司武汉分公司")
    company = resolved("中国电信股份有限公司")
    assert branch.branch_of == company
    assert (branch.vendor_class, branch.group_id) == (VendorClass.CARRIER, company.group_id)


@pytest.mark.parametrize("company_first", [True, False])
def test_a_branch_of_an_unknown_company_is_linked_whichever_is_read_first(company_first: bool) -> None:
    names = ["某某科技有限公司", "某某科技有限公司上海分公司"]
    rows = {name: resolved(name) for name in (names if company_first else names[::-1])}
    assert rows["某某科技有限公司上海分公司"].branch_of == rows["某某科技有限公司"]
    assert Organisation.objects.filter(name__startswith="某某科技").count() == 2


# Credit codes


def test_a_printed_credit_code_is_kept() -> None:
    assert resolved("某某科技有限公司", OTHER_CODE).credit_code == OTHER_CODE


def test_a_code_with_a_wrong_check_letter_is_not_kept() -> None:
    assert resolved("某某科技有限公司", "91310115MA1H8R7C6D").credit_code is None


def test_a_code_never_moves_a_name_to_another_organisation() -> None:
    first = resolved("某某科技有限公司", OTHER_CODE)
    second = resolved("另一科技有限公司", OTHER_CODE)
    assert first != second
    assert (first.credit_code, second.credit_code) == (OTHER_CODE, None)


def test_the_code_of_a_parent_printed_for_a_branch_leaves_the_branch_its_row() -> None:
    assert resolved("中国电信集团有限公司某市分公司", TELECOM_CODE).name == "中国电信集团有限公司某市分公司"


def test_a_second_code_for_one_name_does_not_replace_the_first() -> None:
    resolved("某某科技有限公司", OTHER_CODE)
    assert resolved("某某科技有限公司", "91120104MACXFAQR4L").credit_code == OTHER_CODE


# Many at once


def test_many_names_are_resolved_with_few_queries(django_assert_max_num_queries: object) -> None:
    names = dict.fromkeys(f"某{n}科技有限公司" for n in range(50))
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        rows = resolve_organisations(names)
    assert set(rows) == set(names)


def test_names_that_are_nobody_are_absent() -> None:
    assert list(resolve_organisations({"某公司": None, "——": None})) == ["某公司"]


def test_identity_needs_no_row() -> None:
    identity = identify("中国电信股份有限公司武汉分公司")
    assert identity
    assert (identity.name, identity.parent) == ("中国电信股份有限公司武汉分公司", "中国电信股份有限公司")
    assert not Organisation.objects.filter(name=identity.name).exists()
