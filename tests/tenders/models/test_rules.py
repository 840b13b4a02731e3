"""The rules that the database keeps itself, whatever the code does."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tenders.models import Affiliation, Award, AwardParty, ClassMembership, Crawl, Digest, Lot, Notice, RawPage
from tenders.vocabulary import Basis, CrawlState, Outcome, Role
from tests.factories import (
    make_award,
    make_group,
    make_notice,
    make_organisation,
    make_page,
    make_party,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


@transaction.atomic
def write_to_the_end(write: Callable[[], object]) -> None:
    write()
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(name: str, write: Callable[[], object]) -> None:
    """The write breaks the named rule, at the latest at commit."""
    with pytest.raises(IntegrityError, match=name):
        write_to_the_end(write)


def test_one_content_of_an_address_is_kept_once() -> None:
    make_page(url="http://www.ccgp.gov.cn/a.htm", body=b"same")
    refused("page_unique_content", lambda: make_page(url="http://www.ccgp.gov.cn/a.htm", body=b"same"))


def test_an_unreadable_page_has_a_reason_and_no_other_has_one() -> None:
    page = make_page()
    refused("page_reason", lambda: RawPage.objects.filter(pk=page.pk).update(state="unreadable"))
    refused("page_reason", lambda: RawPage.objects.filter(pk=page.pk).update(reason="blocked"))


def test_an_address_has_one_current_version() -> None:
    notice = make_notice()
    refused("notice_one_current_version", lambda: make_notice(url=notice.url, version=2))


def test_an_amount_stands_exactly_when_it_is_a_total() -> None:
    award = make_award(make_notice(), make_organisation("甲公司"), "100")
    rows = Award.objects.filter(pk=award.pk)
    refused("award_amount_exactly_when_total", lambda: rows.update(basis=Basis.RATE))
    refused("award_amount_exactly_when_total", lambda: rows.update(amount=None))


def test_zero_is_no_amount() -> None:
    refused(
        "award_amount_above_zero",
        lambda: make_award(make_notice(), make_organisation("甲公司"), Decimal(0), basis=Basis.TOTAL),  # type: ignore[arg-type]  # the fault under test
    )


def test_a_supplier_stands_exactly_when_the_lot_was_awarded() -> None:
    award = make_award(make_notice(), make_organisation("甲公司"), "100")
    rows = Award.objects.filter(pk=award.pk)
    refused("award_supplier_exactly_when_awarded", lambda: rows.update(outcome=Outcome.FAILED))


def test_a_supplier_wins_a_lot_once_in_a_notice() -> None:
    notice, supplier = make_notice(), make_organisation("甲公司")
    make_award(notice, supplier, "100", lot="1")
    refused("award_unique_lot_and_supplier", lambda: make_award(notice, supplier, "200", lot="1"))


def test_a_lot_fails_once_in_a_notice() -> None:
    notice = make_notice()
    make_award(notice, None, lot="1")
    refused("award_unique_lot_and_supplier", lambda: make_award(notice, None, lot="1"))


def test_shares_of_a_lot_sum_to_at_most_one_over_all_its_winners() -> None:
    notice = make_notice()
    make_award(notice, make_organisation("甲公司"), share="0.7")
    make_award(notice, make_organisation("乙公司"), share="0.3")
    refused("shares of a lot sum to", lambda: make_award(notice, make_organisation("丙公司"), share="0.0001"))


def test_shares_are_added_up_again_when_an_award_moves_to_another_lot() -> None:
    notice = make_notice()
    make_award(notice, make_organisation("甲公司"), lot="1", share="0.7")
    moved = make_award(notice, make_organisation("乙公司"), lot="2", share="0.7")
    first = Lot.objects.get(tender=notice.tender, label="1")
    refused("shares of a lot sum to", lambda: Award.objects.filter(pk=moved.pk).update(lot=first))


def test_an_organisation_is_a_party_of_an_award_once() -> None:
    supplier = make_organisation("甲公司")
    award = make_award(make_notice(), supplier, "100")
    refused("party_once_per_award", lambda: make_party(award, supplier, Role.MEMBER))


def test_a_share_lies_within_one() -> None:
    award = make_award(make_notice(), make_organisation("甲公司"), share="0.5")
    refused("party_share_within_one", lambda: AwardParty.objects.filter(award=award).update(share=Decimal(0)))


def test_an_organisation_belongs_to_one_group_on_one_day() -> None:
    organisation = make_organisation("数字甲公司")
    Affiliation.objects.create(organisation=organisation, group=make_group("a"), valid_to=date(2021, 12, 1))
    Affiliation.objects.create(organisation=organisation, group=make_group("b"), valid_from=date(2021, 12, 1))
    refused(
        "one_group_per_organisation_and_day",
        lambda: Affiliation.objects.create(organisation=organisation, group=make_group("c")),
    )


def test_a_group_counts_in_one_camp_on_one_day() -> None:
    group = make_group("a", "bat")
    refused(
        "one_camp_per_group_preset_and_day",
        lambda: ClassMembership.objects.create(group=group, vendor_class="carrier"),
    )


def test_a_user_has_one_digest_a_week() -> None:
    user = make_user()
    Digest.objects.create(user=user, week=date(2026, 11, 23))
    refused("digest_one_per_user_and_week", lambda: Digest.objects.create(user=user, week=date(2026, 11, 23)))


def test_a_week_starts_on_monday() -> None:
    refused("digest_week_starts_on_monday", lambda: Digest.objects.create(user=make_user(), week=date(2026, 11, 24)))


def test_a_digest_is_claimed_before_it_is_sent() -> None:
    refused(
        "digest_claimed_before_sent",
        lambda: Digest.objects.create(user=make_user(), week=date(2026, 11, 23), sent_at=timezone.now()),
    )


def test_a_crawl_is_running_or_has_an_end() -> None:
    refused(
        "crawl_finished_unless_running",
        lambda: Crawl.objects.create(source=make_source(), state=CrawlState.FINISHED),
    )


def test_versions_of_a_notice_are_counted_once() -> None:
    notice = make_notice()
    Notice.objects.filter(pk=notice.pk).update(is_current=False)
    refused("notice_unique_version", lambda: make_notice(url=notice.url, version=1))
