"""Public cases with known answers, from the page to the ratio. The figures are those of the published reports."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from crawler.replica import ccgp, facts, ggzy, hubei
from tenders.analysis.definition import Measure, RatioDefinition
from tenders.analysis.discount import discount_rate
from tenders.analysis.ratio import Ratio
from tenders.analysis.win_ratio import win_ratio
from tenders.ingest.keep import FetchedPage, store_page
from tenders.ingest.read import read_pending
from tenders.matching import load_registry_into_database
from tenders.models import AwardParty, Tender
from tenders.vocabulary import Role, VendorClass

pytestmark = pytest.mark.django_db

PORTALS = {"ccgp": ccgp, "hubei": hubei, "ggzy": ggzy}


def read_case(stem: str) -> Tender:
    """Keep and read every page of one case as its portal serves it; returns the awarded project."""
    load_registry_into_database()
    for notice in facts.load():
        if notice.id.startswith(stem):
            body = PORTALS[notice.source].detail_page(notice).encode()
            url = f"http://www.ccgp.gov.cn/cggg/{notice.id}.htm"
            store_page(FetchedPage(notice.source, url, datetime(2026, 11, 1, tzinfo=UTC), 200, "text/html", body))
    summary = read_pending(limit=50)
    assert summary.unreadable == 0
    return Tender.objects.get(notices__kind="award")


def ratio(denominator: str, measure: str) -> Ratio:
    return win_ratio(RatioDefinition(VendorClass.CARRIER, denominator, measure=measure, minimum=1))


def parties(role: str) -> set[tuple[str, str, Decimal | None]]:
    rows = AwardParty.objects.filter(role=role)
    return set(rows.values_list("printed_name", "vendor_class", "bid_amount"))


def test_hunan_the_carriers_take_three_of_four_lots() -> None:
    read_case("hunan_gov_cloud_2025")
    by_lots = ratio(VendorClass.BIG_CLOUD, Measure.LOTS)
    assert [by_lots.numerator.total, by_lots.denominator.total] == [Decimal(3), Decimal(1)]
    assert by_lots.value == 3


def test_hunan_the_carriers_take_three_quarters_of_the_value() -> None:
    read_case("hunan_gov_cloud_2025")
    by_value = ratio(VendorClass.BIG_CLOUD, Measure.VALUE)
    carriers, others = by_value.numerator.total, by_value.denominator.total
    assert (carriers, others) == (Decimal(339_900_000), Decimal(115_000_000))
    assert round(carriers / (carriers + others), 3) == Decimal("0.747")


def test_hunan_the_project_went_nine_percent_below_its_budget() -> None:
    discount = discount_rate(read_case("hunan_gov_cloud_2025"))
    assert discount is not None
    assert round(discount, 3) == Decimal("0.090")


def test_hunan_inspur_bid_on_all_four_lots_and_won_none() -> None:
    read_case("hunan_gov_cloud_2025")
    inspur = AwardParty.objects.filter(organisation__name="浪潮云信息技术股份公司")
    assert set(inspur.values_list("award__lot__label", "role")) == {(lot, Role.LOSER) for lot in "1234"}


def test_sichuan_the_carriers_lead_inspur_nine_to_one_by_value() -> None:
    read_case("sichuan_gov_cloud_2024")
    by_value = ratio(VendorClass.MID_TIER, Measure.VALUE)
    assert by_value.numerator.total == Decimal(123_467_376)
    assert by_value.denominator.total == Decimal(13_532_624)
    assert by_value.value is not None
    assert round(by_value.value, 2) == Decimal("9.12")


def test_sichuan_the_carriers_lead_inspur_three_to_one_by_lots() -> None:
    read_case("sichuan_gov_cloud_2024")
    assert ratio(VendorClass.MID_TIER, Measure.LOTS).value == 3


def test_sichuan_the_four_amounts_sum_to_the_published_total() -> None:
    read_case("sichuan_gov_cloud_2024")
    by_value = ratio(VendorClass.MID_TIER, Measure.VALUE)
    entries = [*by_value.numerator.entries, *by_value.denominator.entries]
    assert sum(entry.credit for entry in entries) == 137_000_000


def test_wuhan_the_winner_is_a_consortium_with_tencent_as_member() -> None:
    read_case("wuhan_smart_city_2020")
    assert parties(Role.LEAD) == {("武汉烽火信息集成技术有限公司", VendorClass.INTEGRATOR, None)}
    assert parties(Role.MEMBER) == {("腾讯云计算（北京）有限责任公司", VendorClass.BAT, None)}


def test_wuhan_went_two_percent_below_its_budget() -> None:
    discount = discount_rate(read_case("wuhan_smart_city_2020"))
    assert discount is not None
    assert round(discount, 4) == Decimal("0.0208")


def test_wuhan_the_losing_bids_are_kept_with_their_prices() -> None:
    read_case("wuhan_smart_city_2020")
    prices = {name: price for name, _, price in parties(Role.LOSER)}
    assert prices["顺丰科技有限公司"] == 353_000_000
    assert prices["神州数码信息服务股份有限公司"] == 179_000_000
    assert {Decimal(198_000_000), Decimal(169_000_000)} <= set(prices.values())
