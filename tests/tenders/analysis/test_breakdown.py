"""One ratio from several sides, and what one award does in it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenders.analysis.breakdown import classes, ratio_by, sensitivity
from tenders.analysis.definition import RatioDefinition
from tenders.analysis.trace import entries
from tenders.analysis.win_ratio import win_ratio
from tenders.models import Notice
from tenders.parameters import BadQuery
from tests.factories import make_award, make_notice
from tests.tenders.analysis.camps import hunan, inspur, mobile, sichuan, telecom, vendor, won

pytestmark = pytest.mark.django_db
ANY = RatioDefinition(minimum=1)


def test_cities_sum_to_the_whole() -> None:
    for city, amount in (("420100", "10"), ("420100", "20"), ("310000", "40")):
        won(telecom(), amount, city=city)
        won(inspur(), "5", city=city)
    parts = ratio_by(ANY, "city")
    assert {part.label: int(part.ratio.numerator.total) for part in parts} == {"上海市": 40, "武汉市": 30}
    assert sum(part.ratio.denominator.total for part in parts) == win_ratio(ANY).denominator.total


def test_quarters_follow_each_other_without_gaps() -> None:
    won(telecom(), "10", published="2024-12-31")
    won(inspur(), "5", published="2025-07-01")
    parts = ratio_by(ANY, "quarter")
    assert [part.key for part in parts] == ["2024-10-01", "2025-01-01", "2025-04-01", "2025-07-01"]
    assert parts[0].ratio.numerator.total == 10
    assert parts[0].ratio.definition.until_date == date(2024, 12, 31)


def test_years_follow_each_other_without_gaps() -> None:
    won(telecom(), "10", published="2023-12-31")
    won(inspur(), "5", published="2025-07-01")
    parts = ratio_by(ANY, "year")
    assert [(part.key, part.label) for part in parts] == [
        ("2023-01-01", "2023"),
        ("2024-01-01", "2024"),
        ("2025-01-01", "2025"),
    ]
    assert parts[2].ratio.denominator.total == 5
    assert parts[2].ratio.definition.until_date == date(2025, 12, 31)


def test_a_project_of_two_topics_counts_under_both() -> None:
    won(telecom(), "10", topics=["gov_cloud", "security"])
    assert {part.key: int(part.ratio.numerator.total) for part in ratio_by(ANY, "topic")} == {
        "gov_cloud": 10,
        "security": 10,
    }


def test_sensitivity_shows_each_usual_definition_once() -> None:
    sichuan()
    parts = {part.key: part.ratio.value for part in sensitivity(ANY)}
    assert list(parts) == [
        "asked", "lots", "projects", "lead", "equal", "narrow", "affiliates", "intra_group", "frameworks",
    ]  # fmt: skip
    assert [parts[key] for key in ("lots", "projects", "narrow")] == [Decimal(3), Decimal(1), None]


def test_shares_of_all_camps_sum_to_one() -> None:
    hunan()
    sichuan()
    table = classes(RatioDefinition())
    assert table.index.tolist() == ["carrier", "big_cloud", "mid_tier"]
    assert table["share"].sum() == 1
    assert table.loc["carrier", "lots"] == 6


def test_each_award_says_what_it_does_in_the_ratio_or_why_not() -> None:
    awards = sichuan()
    other = won(vendor("华为云计算技术有限公司", "huawei"), "1")
    failed = make_award(make_notice(), None)
    traces = entries([awards[0].pk, awards[3].pk, other.pk, failed.pk], ANY)
    told = {pk: [(trace.side, trace.credit, trace.reason) for trace in found] for pk, found in traces.items()}
    assert told == {
        awards[0].pk: [("numerator", Decimal("49386671.00"), None)],
        awards[3].pk: [("denominator", Decimal("13532624.00"), None)],
        other.pk: [("", None, "other_camp")],
        failed.pk: [("", None, "failed")],
    }


def test_an_award_outside_the_period_says_so() -> None:
    award = won(telecom(), "1", published="2020-01-01")
    (trace,) = entries([award.pk], ANY.but(from_date=date(2025, 1, 1)))[award.pk]
    assert trace.reason == "other_period"


AWARDS = st.lists(
    st.tuples(st.sampled_from("tmi"), st.integers(1, 10**13), st.sampled_from(["award", "tender"])), max_size=6
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(AWARDS)
def test_listed_credits_sum_to_the_number_and_the_excluded_change_nothing(
    awards: list[tuple[str, int, str]],
) -> None:
    Notice.objects.all().delete()
    firms = {"t": telecom(), "m": mobile(), "i": inspur()}
    expected = {"carrier": Decimal(0), "mid_tier": Decimal(0)}
    for firm, fen, kind in awards:
        won(firms[firm], str(Decimal(fen).scaleb(-2)), kind=kind)
        if kind == "award":
            expected[firms[firm].vendor_class] += Decimal(fen).scaleb(-2)
    ratio = win_ratio(ANY)
    for side in (ratio.numerator, ratio.denominator):
        assert sum(entry.credit for entry in side.entries) == side.total == expected[side.camp]
    assert len(ratio.excluded) == sum(kind == "tender" for _firm, _fen, kind in awards)


@pytest.mark.parametrize(
    "query", ["numerator=us", "measure=money", "numerator=bat&denominator=bat", "from=2025-02-01&until=2025-01-01",
              "topic=cloud,x", "minimum=0"],
)  # fmt: skip
def test_an_impossible_definition_is_refused(query: str) -> None:
    with pytest.raises(BadQuery):
        RatioDefinition.from_query(query)


def test_a_definition_reads_back_from_its_address() -> None:
    definition = RatioDefinition.from_query(
        "numerator=bat&preset=narrow&measure=lots&from=2025-01-01&city=420100&topic=cloud,edge&frameworks=1&minimum=3"
    )
    assert RatioDefinition.from_query(definition.as_query()) == definition
    assert definition.topics == ("cloud", "edge")
