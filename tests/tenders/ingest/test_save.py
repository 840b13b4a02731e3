"""The rows that a parsed notice leaves."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tenders.matching import load_registry_into_database
from tenders.models import Award, AwardParty, Lot, Notice, Organisation, Tender
from tenders.parsing.notice import Amends, Evidence, ParsedAward, ParsedBid, ParsedSupplier
from tenders.search import NoticeFilter
from tenders.vocabulary import Basis, Doubt, NoticeKind, Outcome, Role, VendorClass
from tests.factories import make_page
from tests.tenders.ingest.parsed import BUYER, notice, only_award, save, won

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry() -> None:
    load_registry_into_database()


# The notice itself


def test_the_facts_of_a_notice_are_columns() -> None:
    kept = save(
        make_page(),
        notice(
            agency="某招标有限公司",
            method="公开招标",
            region="武汉市",
            budget=Decimal(1200000),
            bid_deadline=date(2025, 6, 1),
            amends=Amends("采购结果", date(2025, 5, 1)),
            unread=("序号",),
        ),
    )
    assert kept.published_at == datetime(2025, 5, 20, 1, 30, tzinfo=UTC)
    assert (kept.project_number, kept.project_name, kept.buyer_name) == ("XYZ-2025-001", "政务云服务项目", BUYER)
    assert (kept.agency_name, kept.method, kept.region_text, kept.budget) == (
        "某招标有限公司",
        "公开招标",
        "武汉市",
        Decimal(1200000),
    )
    assert kept.bid_deadline == datetime(2025, 5, 31, 16, 0, tzinfo=UTC)
    assert (kept.amends_target, kept.amends_first_published, kept.unread) == ("采购结果", date(2025, 5, 1), ["序号"])
    assert (kept.version, kept.is_current) == (1, True)


def test_each_value_stands_beside_its_sentence() -> None:
    where = Evidence("供应商名称：某公司", 12, 21, "label")
    kept = save(make_page(), notice(won("某公司", evidence=where), evidence={"buyer": where}))
    expected = {"text": "供应商名称：某公司", "start": 12, "end": 21, "rule": "label"}
    assert kept.evidence == {"buyer": expected}
    assert only_award(kept).evidence == expected


def test_search_finds_title_number_buyer_agency_supplier_and_text() -> None:
    kept = save(make_page(), notice(won("胜出科技有限公司"), agency="某招标有限公司", project_number_alt=("BEI-9",)))
    for word in ("政务云", "XYZ-2025-001", "BEI-9", BUYER, "某招标有限公司", "胜出科技", "供应商名称"):
        assert NoticeFilter(q=word).apply(Notice.objects.all()).get() == kept


def test_region_and_topics_come_with_the_notice() -> None:
    kept = save(make_page(), notice(buyer="武汉市数据局", region="武汉市"))
    assert (kept.province, kept.city) == ("420000", "420100")
    assert kept.is_ours
    assert "gov_cloud" in kept.topics


def test_nul_and_overlong_values_are_no_obstacle() -> None:
    long = "甲" * 5000
    kept = save(
        make_page(),
        notice(
            won(long + "公司", lot=long, lot_name=long, amount_text=long),
            title=long,
            project_number=long + "1",
            project_number_alt=(long,),
            project_name=long,
            buyer=long + "局",
            agency=long,
            method=long,
            region=long,
            budget=Decimal(10) ** 30,
            amends=Amends(long, None),
            unread=(long,),
            text="甲\0乙",
        ),
    )
    assert kept.text == "甲\ufffd乙"
    assert kept.title == long
    assert kept.project_name == "甲" * 499 + "…"
    assert kept.budget is None
    assert only_award(kept).amount_text == "甲" * 299 + "…"


def test_a_budget_of_nothing_is_no_budget() -> None:
    assert save(make_page(), notice(budget=Decimal(0))).budget is None


# Awards and parties


def test_an_award_has_lot_supplier_amount_and_text() -> None:
    award = only_award(save(make_page(), notice(won("某公司", "532.88", lot="1", lot_name="云资源"))))
    assert (award.lot.label, award.lot.name) == ("1", "云资源")
    assert award.supplier
    assert (award.supplier.name, award.amount, award.basis, award.amount_text) == (
        "某公司",
        Decimal("532.88"),
        "total",
        "532.88元",
    )


def test_a_failed_lot_has_no_supplier() -> None:
    award = only_award(save(make_page(), notice(ParsedAward(Outcome.FAILED, "2"))))
    assert (award.outcome, award.supplier, award.amount) == (Outcome.FAILED, None, None)


def test_a_consortium_is_one_award_of_its_lead_with_all_its_parties() -> None:
    consortium = ParsedAward(
        Outcome.AWARDED,
        suppliers=(ParsedSupplier("甲公司", Role.LEAD), ParsedSupplier("乙公司", Role.MEMBER)),
    )
    award = only_award(save(make_page(), notice(consortium)))
    assert award.supplier
    assert award.supplier.name == "甲公司"
    assert list(award.parties.order_by("role").values_list("printed_name", "role")) == [
        ("甲公司", "lead"),
        ("乙公司", "member"),
    ]


def test_losers_keep_price_score_and_rank() -> None:
    loser = ParsedBid(None, "落选公司", Role.LOSER, Decimal(353000000), Decimal("88.25"), 2)
    award = only_award(save(make_page(), notice(won("某公司"), bids=(loser,))))
    party = award.parties.get(role=Role.LOSER)
    assert (party.organisation.name, party.bid_amount, party.score, party.rank) == (
        "落选公司",
        Decimal(353000000),
        Decimal("88.25"),
        2,
    )


def test_shares_of_a_framework_are_kept() -> None:
    framework = [
        won(name, share=Decimal(share)) for name, share in (("甲公司", "0.7"), ("乙公司", "0.2"), ("丙公司", "0.1"))
    ]
    save(make_page(), notice(*framework))
    assert sum(party.share or 0 for party in AwardParty.objects.all()) == 1


def test_shares_above_the_whole_never_reach_the_database() -> None:
    kept = save(make_page(), notice(won("甲公司", share=Decimal("0.7")), won("乙公司", share=Decimal("0.7"))))
    assert {award.doubt for award in kept.awards.all()} == {Doubt.SHARES_ABOVE_ONE}
    assert not AwardParty.objects.exclude(share=None).exists()


def test_what_has_no_place_is_told_beside_the_evidence() -> None:
    kept = save(
        make_page(),
        notice(won("甲公司", lot="1"), won("乙公司", lot="2"), bids=(ParsedBid(None, "丙公司", Role.LOSER),)),
    )
    assert kept.evidence["unplaced"] == [{"what": "loser", "name": "丙公司"}]


# Who they were on that day


def test_parties_carry_their_camp_group_and_the_rule(registry: None) -> None:
    award = only_award(save(make_page(), notice(won("天翼云科技有限公司"))))
    party = award.parties.get()
    assert (party.vendor_class, party.group and party.group.name) == (VendorClass.CARRIER, "中国电信")
    assert party.class_rule == "exact"
    assert "天翼云" in party.class_evidence


def test_the_camp_is_that_of_the_day_of_the_notice(registry: None) -> None:
    """数字广东 was Tencent's until the end of 2021."""
    name = "数字广东网络建设有限公司"
    before = save(make_page(), notice(won(name), published_at=date(2020, 6, 1), project_number="A-2020-1"))
    after = save(make_page(), notice(won(name), published_at=date(2023, 6, 1), project_number="A-2023-1"))
    assert only_award(before).parties.get().vendor_class == VendorClass.BAT
    assert only_award(after).parties.get().vendor_class != VendorClass.BAT


def test_a_branch_keeps_its_row_and_takes_the_group_of_its_company(registry: None) -> None:
    award = only_award(save(make_page(), notice(won("中国移动通信集团湖北有限公司襄阳分公司"))))
    assert award.supplier
    assert award.supplier.name == "中国移动通信集团湖北有限公司襄阳分公司"
    assert award.supplier.branch_of
    assert award.supplier.branch_of.name == "中国移动通信集团湖北有限公司"
    assert award.parties.get().vendor_class == VendorClass.CARRIER


def test_a_name_nobody_knows_is_unknown_not_other(registry: None) -> None:
    party = only_award(save(make_page(), notice(won("某某科技有限公司")))).parties.get()
    assert (party.vendor_class, party.group) == (VendorClass.UNKNOWN, None)


# Doubts


def test_an_amount_beyond_three_budgets_is_held_back() -> None:
    award = only_award(save(make_page(), notice(won("某公司", "4000000"), budget=Decimal(1000000))))
    assert (award.amount, award.basis, award.doubt) == (None, Basis.UNREADABLE, Doubt.OVER_BUDGET)
    assert (award.doubted_amount, award.amount_text) == (Decimal(4000000), "4000000元")


def test_a_buyer_among_the_suppliers_is_held_back() -> None:
    award = only_award(save(make_page(), notice(won(BUYER))))
    assert (award.doubt, award.doubted_amount) == (Doubt.BUYER_IS_SUPPLIER, Decimal(1000000))


def test_the_budget_of_the_tender_notice_judges_the_award_whichever_is_read_first() -> None:
    tender = notice(kind=NoticeKind.TENDER, budget=Decimal(5000000), published_at=date(2025, 4, 1))
    mixed_up = notice(won("某公司", "498.5"))
    early = save(make_page(), mixed_up)
    assert only_award(early).amount == Decimal("498.5")
    save(make_page(), tender)
    award = only_award(early)
    assert (award.amount, award.doubt, award.doubted_amount) == (None, Doubt.UNIT_MIXED, Decimal("498.5"))

    other = {"project_number": "XYZ-2025-002"}
    save(make_page(), notice(**{**other, "kind": NoticeKind.TENDER, "budget": Decimal(5000000)}))
    later = only_award(save(make_page(), notice(won("某公司", "498.5"), **other)))
    assert (later.amount, later.doubt, later.doubted_amount) == (None, Doubt.UNIT_MIXED, Decimal("498.5"))


def test_a_corrected_budget_gives_the_figure_free() -> None:
    page = make_page()
    save(page, notice(kind=NoticeKind.TENDER, budget=Decimal(1000), published_at=date(2025, 4, 1)))
    early = save(make_page(), notice(won("某公司", "9000000")))
    assert only_award(early).doubt
    save(page, notice(kind=NoticeKind.TENDER, budget=Decimal(10000000), published_at=date(2025, 4, 1)))
    award = only_award(early)
    assert (award.amount, award.basis, award.doubt, award.doubted_amount) == (Decimal(9000000), Basis.TOTAL, "", None)


# Reading again


def rows() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for model in (Notice, Tender, Lot, Award, AwardParty, Organisation)
    }


def test_saving_the_same_notice_again_changes_nothing() -> None:
    page, parsed = make_page(), notice(won("甲公司", lot="1"), won("乙公司", lot="2"))
    first, before = save(page, parsed), rows()
    again = save(page, parsed)
    assert rows() == before
    assert (again.pk, again.version, again.created_at, again.tender) == (first.pk, 1, first.created_at, first.tender)


def test_a_better_reading_replaces_the_awards_and_leaves_no_empty_lots() -> None:
    page = make_page()
    save(page, notice(won("甲公司", lot="1"), won("甲公司", lot="2")))
    kept = save(page, notice(won("乙公司", lot="1")))
    assert [(award.lot.label, award.supplier and award.supplier.name) for award in kept.awards.all()] == [
        ("1", "乙公司")
    ]
    assert list(kept.tender.lots.values_list("label", flat=True)) == ["1"]


def test_a_better_reading_of_the_number_moves_the_notice_and_leaves_no_empty_project() -> None:
    page = make_page()
    save(page, notice(won("甲公司"), project_number="WRONG-001"))
    kept = save(page, notice(won("甲公司")))
    assert Tender.objects.get() == kept.tender
    assert kept.tender.number == "XYZ-2025-001"


def test_a_buyer_read_at_last_moves_the_notice_from_its_page_to_the_project() -> None:
    page = make_page()
    save(page, notice(won("甲公司"), buyer=None))
    kept = save(page, notice(won("甲公司")))
    assert Tender.objects.get() == kept.tender
    assert kept.tender.buyer
    assert kept.tender.buyer.name == BUYER
