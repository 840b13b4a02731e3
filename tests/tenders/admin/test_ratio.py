"""The ratio page: the number, what it means, and the awards that anybody can add up."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tenders.models import Award
from tenders.vocabulary import Role, VendorClass
from tests.factories import make_award, make_group, make_notice, make_organisation, make_party, make_tender, make_user

PAGE = "/admin/ratio/"
WUHAN: dict[str, Any] = {"province": "420000", "city": "420100", "is_ours": True, "topics": ["cloud"]}
pytestmark = pytest.mark.django_db


def win(name: str, camp: str, amount: str | None, published: str = "2025-05-20", **others: Any) -> Award:
    group = make_group(f"group-{name}", camp, name=f"{name}集团")
    notice = make_notice(make_tender(), published=published, **(WUHAN | others))
    return make_award(notice, make_organisation(name, camp, group), amount)


@pytest.fixture
def market(db: None) -> None:
    """Six carrier wins of 300 万元 and five mid-tier wins of 100 万元 in Wuhan; one carrier win without amount."""
    for _number in range(6):
        win("某电信", VendorClass.CARRIER, "3000000")
    for _number in range(5):
        win("某云", VendorClass.MID_TIER, "1000000")
    win("某电信", VendorClass.CARRIER, None)


def page(client: Client, address: str, **parameters: str) -> str:
    response = client.get(address, parameters)
    assert response.status_code == 200, response.headers
    return str(response.content.decode())


def test_the_number_comes_with_interval_n_and_coverage(as_sales: Client, market: None) -> None:
    html = page(as_sales, PAGE)
    assert ">3.60 : 1<" in html
    assert "置信区间" in html
    # amounts known of six of seven carrier awards
    assert ">86%<" in html
    assert "1 项中标未计入" in html


def test_the_definition_stands_there_in_one_sentence(as_sales: Client, market: None) -> None:
    sentence = as_sales.get(PAGE, {"city": "420100", "topic": "cloud"}).context["definition"].sentence()
    assert "运营商云 : 腰部云厂商" in sentence
    assert "武汉市" in sentence
    assert sentence in page(as_sales, PAGE, city="420100", topic="cloud")


def test_below_five_awards_there_is_no_number_but_a_reason(as_sales: Client) -> None:
    win("某电信", VendorClass.CARRIER, "3000000")
    html = page(as_sales, PAGE)
    assert "不给出数字" in html
    assert "少于 5 项" in html


def test_an_empty_database_has_no_number(as_sales: Client) -> None:
    assert "不给出数字" in page(as_sales, PAGE)


@pytest.mark.parametrize("parameters", [{"numerator": "x"}, {"from": "gestern"}, {"numerator": "mid_tier"}])
def test_an_impossible_definition_is_named(as_sales: Client, parameters: dict[str, str]) -> None:
    response = as_sales.get(PAGE, parameters, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert len(response.context["messages"]) == 1


def test_the_form_shows_the_definition(as_sales: Client, market: None) -> None:
    form = as_sales.get(PAGE, {"measure": "lots", "topic": ["cloud", "network"], "frameworks": "1"}).context["form"]
    assert {choice.name: choice.chosen for choice in form["choices"]} == {
        "numerator": "carrier",
        "denominator": "mid_tier",
        "preset": "wide",
        "measure": "lots",
        "credit": "shares",
        "province": "",
        "city": "",
    }
    assert [value for value, _label, on in form["topics"] if on] == ["cloud", "network"]
    assert [switch.name for switch in form["switches"] if switch.on] == ["frameworks"]


@pytest.mark.parametrize(
    ("parameters", "total", "rows"),
    [
        ({"show": "numerator"}, "18,000,000.00 元", 6),
        ({"show": "denominator"}, "5,000,000.00 元", 5),
        ({"show": "numerator", "measure": "lots"}, "7", 7),
        ({"show": "denominator", "measure": "projects"}, "5", 5),
    ],
)
def test_the_awards_behind_a_figure_add_up_to_it(
    as_sales: Client, market: None, parameters: dict[str, str], total: str, rows: int
) -> None:
    response = as_sales.get(f"{PAGE}awards/", parameters)
    drill = response.context["drill"]
    assert drill.added == drill.total
    assert len(response.context["rows"]) == rows
    assert f">{total}<" in response.content.decode()
    assert "✓" in response.content.decode()


def test_a_consortium_of_two_camps_is_credited_once(as_sales: Client) -> None:
    award = win("某电信", VendorClass.CARRIER, "3000000")
    award.parties.update(role=Role.LEAD, share="0.7")
    group = make_group("group-某云", VendorClass.MID_TIER)
    make_party(award, make_organisation("某云", VendorClass.MID_TIER, group), Role.MEMBER, share="0.3")
    totals = [
        as_sales.get(f"{PAGE}awards/", {"show": show}).context["drill"].added for show in ("numerator", "denominator")
    ]
    assert totals == [Decimal("2100000.00"), Decimal("900000.00")]


def test_what_did_not_enter_is_listed_with_its_reason(as_sales: Client, market: None) -> None:
    html = page(as_sales, f"{PAGE}awards/", show="excluded")
    assert "未公布总价" in html
    assert html.count("<tr>") == 2  # the head and one award


def test_a_long_list_is_paged_but_summed_whole(as_sales: Client) -> None:
    for _number in range(101):
        win("某电信", VendorClass.CARRIER, "10000")
    response = as_sales.get(f"{PAGE}awards/", {"p": "2"})
    assert len(response.context["rows"]) == 1
    assert "1,010,000.00 元" in response.content.decode()


@pytest.mark.parametrize("name", ["periods", "cities", "definitions", "camps"])
def test_each_section_shows_the_same_market(as_sales: Client, market: None, name: str) -> None:
    html = page(as_sales, f"{PAGE}parts/{name}/")
    assert "1,800.00 万元" in html


def test_the_chart_draws_what_its_table_says(as_sales: Client, market: None) -> None:
    context = as_sales.get(f"{PAGE}parts/cities/").context
    chart = json.loads(context["chart"])
    assert (chart["labels"], chart["values"]) == (["武汉市"], [3.6])
    (row,) = context["rows"]
    assert row["ratio"].figure() == "3.60 : 1"
    assert row["ratio"].interval_text() == f"{chart['low'][0]:.2f}–{chart['high'][0]:.2f}"


def test_quarters_with_too_few_awards_give_way_to_years(as_sales: Client, market: None) -> None:
    context = as_sales.get(f"{PAGE}parts/periods/").context
    assert (context["title"], [row["label"] for row in context["rows"]]) == ("按年度", ["2025"])


def test_two_full_quarters_are_drawn_as_quarters(as_sales: Client, market: None) -> None:
    for _number in range(5):
        win("某电信", VendorClass.CARRIER, "3000000", "2025-11-20")
        win("某云", VendorClass.MID_TIER, "1000000", "2025-11-20")
    context = as_sales.get(f"{PAGE}parts/periods/").context
    assert context["title"] == "按季度"
    assert json.loads(context["chart"])["values"] == [3.6, None, 3.0]
    assert [row["label"] for row in context["rows"]] == ["2025年第2季度", "2025年第4季度"]


def test_the_city_with_most_awards_comes_first(as_sales: Client, market: None) -> None:
    win("某电信", VendorClass.CARRIER, "1", city="110000", province="110000")
    rows = as_sales.get(f"{PAGE}parts/cities/").context["rows"]
    assert [row["label"] for row in rows] == ["武汉市", "北京市"]


def test_a_part_without_number_draws_no_chart(as_sales: Client) -> None:
    win("某电信", VendorClass.CARRIER, "3000000")
    assert "<canvas" not in page(as_sales, f"{PAGE}parts/periods/")


def test_shares_of_all_camps_open_their_awards(as_sales: Client, market: None) -> None:
    win("某 BAT", VendorClass.BAT, "2000000")
    rows = as_sales.get(f"{PAGE}parts/camps/").context["rows"]
    assert [(row["camp"], row["awards"], row["width"]) for row in rows] == [
        ("carrier", 6, "72.0"),
        ("mid_tier", 5, "20.0"),
        ("bat", 1, "8.0"),
    ]
    for row in rows:
        assert as_sales.get(row["url"]).context["drill"].added == row["yuan"]


def test_an_unknown_section_is_not_found(as_sales: Client) -> None:
    assert as_sales.get(f"{PAGE}parts/nonsense/").status_code == 404


def test_the_file_holds_every_award_asked_for(as_sales: Client, market: None) -> None:
    response: Any = as_sales.get(f"{PAGE}csv/")
    body = b"".join(response.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    sides = [row["所在一边"] for row in rows]
    assert (sides.count("分子"), sides.count("分母"), sides.count("未计入")) == (6, 5, 1)
    assert sum(Decimal(row["计入"]) for row in rows if row["所在一边"] == "分子") == 18_000_000
    assert rows[-1]["未计入的原因"] == "未公布总价"


def test_the_notice_says_what_it_counts_for(as_sales: Client, market: None) -> None:
    counted, unpriced = Award.objects.order_by("pk").first(), Award.objects.order_by("pk").last()
    assert counted is not None
    assert unpriced is not None
    html = page(as_sales, f"/admin/tenders/notice/{counted.notice_id}/change/")
    assert "<strong>分子</strong>" in html
    assert ">3,000,000.00 元<" in html
    assert "未计入: 未公布总价" in page(as_sales, f"/admin/tenders/notice/{unpriced.notice_id}/change/")


@pytest.mark.parametrize("address", ["", "awards/", "csv/", "parts/cities/"])
def test_the_ratio_is_for_those_who_may_see_awards(client: Client, address: str) -> None:
    assert client.get(PAGE + address).status_code == 302
    client.force_login(make_user("li", is_staff=True))
    assert client.get(PAGE + address).status_code == 403
