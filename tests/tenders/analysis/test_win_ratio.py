"""Ratios over rows written by hand, with answers known beforehand."""

from decimal import Decimal

import pytest
from django.conf import LazySettings

from tenders.analysis.breakdown import classes
from tenders.analysis.definition import RatioDefinition
from tenders.analysis.ratio import Ratio, Side
from tenders.analysis.win_ratio import win_ratio
from tenders.models import Award
from tests.factories import make_award, make_notice, make_party, make_tender
from tests.tenders.analysis.camps import hunan, inspur, kingsoft, mobile, sichuan, telecom, unicom, vendor, won

pytestmark = pytest.mark.django_db


def ratio_of(**definition: object) -> Ratio:
    return win_ratio(RatioDefinition(minimum=1).but(**definition))


def reasons(ratio: Ratio) -> dict[int, str]:
    return {out.award_id: out.reason.value for out in ratio.excluded}


def credits_of(side: Side) -> dict[int, Decimal]:
    return {entry.award_id: entry.credit for entry in side.entries}


# The real cases of domain.md


def test_hunan_is_three_to_one_by_lots() -> None:
    hunan()
    assert ratio_of(denominator="big_cloud", measure="lots").value == 3


def test_hunan_carriers_hold_74_7_percent_of_value() -> None:
    hunan()
    shares = classes(RatioDefinition())["share"]
    assert round(shares["carrier"] * 100, 1) == Decimal("74.7")


def test_hunan_is_one_project_on_each_side() -> None:
    hunan()
    assert ratio_of(denominator="big_cloud", measure="projects").value == 1


def test_sichuan_is_9_12_to_one_by_value() -> None:
    sichuan()
    ratio = ratio_of()
    assert (ratio.numerator.total, ratio.denominator.total) == (Decimal(123_467_376), Decimal(13_532_624))
    assert ratio.figure() == "9.12 : 1"


def test_sichuan_is_three_to_one_by_lots() -> None:
    sichuan()
    assert ratio_of(measure="lots").value == 3


def test_wuhan_counts_for_bat_only_when_members_are_credited() -> None:
    tencent, carrier = vendor("腾讯云计算（北京）有限责任公司", "tencent"), telecom()
    fiberhome = vendor("武汉烽火信息集成技术有限公司", "fiberhome")
    award = won(fiberhome, "349970000")
    award.parties.update(role="lead")
    make_party(award, tencent, "member")
    won(carrier, "349970000")
    assert ratio_of(numerator="bat", denominator="carrier").numerator.awards == 0
    half = ratio_of(numerator="bat", denominator="carrier", credit="equal")
    assert half.numerator.total == Decimal(174_985_000)
    assert half.value == Decimal("0.5")


def ningxia() -> list[Award]:
    """A carrier buys: two lots, three winners each at 70/20/10 %, one of them the buyer's own group."""
    tender = make_tender("大模型服务", buyer=telecom("中国电信股份有限公司宁夏分公司"))
    notice = make_notice(tender)
    winners = [(inspur(), "0.7"), (telecom("中电信人工智能科技（北京）有限公司"), "0.2"), (mobile(), "0.1")]
    return [
        make_award(notice, winner, price, lot=lot, share=share)
        for lot, price in (("1", "60000000"), ("2", "40000000"))
        for winner, share in winners
    ]


def test_ningxia_shares_are_of_each_lot_and_the_buyers_own_group_is_out() -> None:
    awards = ningxia()
    ratio = ratio_of()
    assert ratio.denominator.total == Decimal(70_000_000)
    assert ratio.numerator.total == Decimal(10_000_000)
    assert reasons(ratio) == {awards[1].pk: "intra_group", awards[4].pk: "intra_group"}
    assert ratio.by_shares == 4


def test_ningxia_with_awards_inside_one_group() -> None:
    ningxia()
    assert ratio_of(include_intra_group=True).numerator.total == Decimal(30_000_000)


# What is counted once


def test_a_lot_is_listed_with_every_award_but_counted_once() -> None:
    notice = make_notice()
    first, second = make_award(notice, telecom(), "10"), make_award(notice, mobile(), "20")
    won(inspur(), "30")
    ratio = ratio_of(measure="lots")
    assert credits_of(ratio.numerator) == {first.pk: 1, second.pk: 0}
    assert ratio.value == 1


def test_two_firms_of_one_group_are_one_credit() -> None:
    award = won(telecom(), "90")
    award.parties.update(role="lead")
    make_party(award, telecom("天翼云科技有限公司"), "member")
    make_party(award, inspur(), "member")
    ratio = ratio_of(credit="equal")
    assert (ratio.numerator.total, ratio.denominator.total) == (Decimal(45), Decimal(45))


def test_the_contract_of_an_award_is_not_counted_again_even_without_its_lot() -> None:
    tender = make_tender()
    make_award(make_notice(tender), telecom(), "100", lot="1")
    contract = make_award(make_notice(tender, kind="contract", published="2025-06-20"), telecom(), "100")
    won(inspur(), "50")
    ratio = ratio_of()
    assert ratio.numerator.total == 100
    assert reasons(ratio) == {contract.pk: "contract"}


def test_a_contract_counts_where_no_award_notice_is_known() -> None:
    won(telecom(), "100", kind="contract")
    assert ratio_of().numerator.total == 100


def test_the_same_award_on_two_portals_is_counted_once_with_its_amount() -> None:
    tender = make_tender()
    with_amount = make_award(make_notice(tender, source="hubei"), telecom(), "100")
    without = make_award(make_notice(tender, source="ccgp", published="2025-05-21"), telecom())
    ratio = ratio_of()
    assert credits_of(ratio.numerator) == {with_amount.pk: Decimal(100)}
    assert reasons(ratio) == {without.pk: "duplicate"}


def test_only_the_newest_version_counts() -> None:
    tender = make_tender()
    old = make_award(make_notice(tender, url="http://x.cn/1", is_current=False), telecom(), "100")
    make_award(make_notice(tender, url="http://x.cn/1", version=2), mobile(), "90")
    ratio = ratio_of()
    assert ratio.numerator.total == 90
    assert reasons(ratio) == {old.pk: "old_version"}


def test_a_later_correction_of_the_result_replaces_it() -> None:
    tender = make_tender()
    first = make_award(make_notice(tender), telecom(), "100", lot="1")
    make_award(make_notice(tender, kind="amendment", published="2025-06-01"), inspur(), "90", lot="1")
    ratio = ratio_of()
    assert (ratio.numerator.total, ratio.denominator.total) == (Decimal(0), Decimal(90))
    assert reasons(ratio) == {first.pk: "corrected"}


# What is out


def test_a_later_cancellation_of_the_project_annuls_its_awards() -> None:
    tender = make_tender()
    award = make_award(make_notice(tender), telecom(), "100", lot="1")
    make_notice(tender, kind="cancellation", published="2025-06-20")
    assert reasons(ratio_of()) == {award.pk: "annulled"}


def test_a_later_failure_of_one_lot_annuls_that_lot_alone() -> None:
    tender = make_tender()
    notice = make_notice(tender)
    lost, kept = make_award(notice, telecom(), "100", lot="1"), make_award(notice, mobile(), "70", lot="2")
    make_award(make_notice(tender, kind="cancellation", published="2025-06-20"), None, lot="1")
    ratio = ratio_of()
    assert credits_of(ratio.numerator) == {kept.pk: Decimal(70)}
    assert reasons(ratio) == {lost.pk: "annulled"}


def test_an_award_after_a_failed_first_round_stands() -> None:
    tender = make_tender()
    make_award(make_notice(tender, kind="cancellation", published="2025-04-01"), None)
    make_award(make_notice(tender), telecom(), "100")
    assert ratio_of().numerator.total == 100


def test_a_candidate_is_not_a_winner() -> None:
    notice = make_notice(kind="candidates")
    award = make_award(notice, None)
    Award.objects.filter(pk=award.pk).update(outcome="candidates")
    make_party(award, telecom(), "candidate")
    assert reasons(ratio_of()) == {award.pk: "candidates"}


def test_several_winners_without_shares_are_out_by_value_and_in_by_lots() -> None:
    notice = make_notice()
    awards = [make_award(notice, supplier, "100") for supplier in (telecom(), inspur())]
    assert set(reasons(ratio_of()).values()) == {"framework"}
    assert ratio_of(measure="lots").value == 1
    switched_on = ratio_of(include_frameworks=True)
    assert credits_of(switched_on.numerator) == {awards[0].pk: Decimal(50)}


def test_amounts_that_are_already_parts_are_not_split_again() -> None:
    notice = make_notice()
    make_award(notice, telecom(), "70", share="0.7")
    make_award(notice, inspur(), "30", share="0.3")
    ratio = ratio_of()
    assert (ratio.numerator.total, ratio.denominator.total) == (Decimal(70), Decimal(30))


def test_printed_shares_split_a_consortium() -> None:
    award = won(telecom(), "100.01")
    award.parties.update(role="lead", share=Decimal("0.5"))
    make_party(award, inspur(), "member", share="0.5")
    ratio = ratio_of()
    assert ratio.numerator.total + ratio.denominator.total == Decimal("100.01")
    assert ratio.by_shares == 1


def test_half_a_printed_split_credits_the_lead_with_all() -> None:
    award = won(telecom(), "100")
    award.parties.update(role="lead", share=Decimal("0.6"))
    make_party(award, inspur(), "member")
    ratio = ratio_of()
    assert ratio.numerator.total == 100
    assert reasons(ratio) == {award.pk: "not_credited"}


def test_an_award_without_a_total_lowers_coverage_and_counts_as_a_lot() -> None:
    won(telecom(), "100")
    rate = won(telecom(), None)
    Award.objects.filter(pk=rate.pk).update(basis="rate")
    won(inspur(), "50")
    ratio = ratio_of()
    assert ratio.numerator.coverage == Decimal("0.5")
    assert reasons(ratio) == {rate.pk: "no_amount"}
    assert ratio_of(measure="lots").value == 2


def test_a_doubted_amount_is_no_amount() -> None:
    award = won(telecom(), "100")
    Award.objects.filter(pk=award.pk).update(doubt="unit_mixed")
    ratio = ratio_of()
    assert reasons(ratio) == {award.pk: "doubt"}
    assert ratio.numerator.coverage == 0


def test_a_supplier_that_is_the_buyer_counts_nowhere() -> None:
    award = won(telecom(), "100")
    Award.objects.filter(pk=award.pk).update(doubt="buyer_is_supplier")
    assert reasons(ratio_of(measure="lots")) == {award.pk: "buyer_is_supplier"}


def test_carrier_affiliates_count_only_when_asked_for() -> None:
    won(vendor("湖北邮电规划设计有限公司", "comservice"), "100")
    assert ratio_of().numerator.awards == 0
    assert ratio_of(include_affiliates=True).numerator.total == 100


# What is asked


def test_period_place_topic_and_method_restrict() -> None:
    won(telecom(), "1", published="2025-01-01", province="420000", city="420100", topics=["cloud"], method="询价")
    won(telecom(), "2", published="2025-12-31", province="430000", city="430100", topics=["network"], method="公开招标")
    won(telecom(), "4", published=None)

    def total(**definition: object) -> Decimal:
        return ratio_of(**definition).numerator.total

    definition = RatioDefinition.from_query("from=2025-01-01&until=2025-12-30")
    assert total(from_date=definition.from_date, until_date=definition.until_date) == 1
    assert total(province="430000") == 2
    assert total(city="420100") == 1
    assert total(topics=("cloud", "network")) == 3
    assert total(method="询价") == 1
    assert total() == 7


def test_presets_narrow_the_mid_tier(settings: LazySettings) -> None:
    settings.OUR_GROUP = "kingsoft"
    won(telecom(), "100")
    won(kingsoft(), "10")
    won(inspur(), "40")
    assert ratio_of(preset="wide").value == 2
    assert ratio_of(preset="narrow").value == 10
    assert ratio_of(preset="us_only").value == 10


# When there is no number


def test_below_the_minimum_there_is_no_number_but_a_reason() -> None:
    for _award in range(4):
        won(telecom(), "100")
    for _award in range(5):
        won(inspur(), "100")
    ratio = win_ratio(RatioDefinition())
    assert ratio.value is None
    assert ratio.interval is None
    assert "4" in ratio.why_not
    assert "5" in ratio.why_not
    won(telecom(), "100")
    assert win_ratio(RatioDefinition()).value == 1


def test_an_empty_database_gives_no_number() -> None:
    ratio = win_ratio(RatioDefinition())
    assert ratio.value is None
    assert ratio.numerator.coverage is None


def test_one_project_alone_carries_no_interval() -> None:
    sichuan()
    assert ratio_of().interval is None


def test_the_same_awards_give_the_same_interval() -> None:
    for amount in ("10", "20", "30", "40", "50"):
        won(unicom(), amount)
        won(inspur(), amount)
    first = ratio_of().interval
    assert first is not None
    assert first == ratio_of().interval
    assert first.low < 1 < (first.high or 0)
