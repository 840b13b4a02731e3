"""The list of notices: searching, filtering, saving, exporting, and how many queries that costs."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tenders.models import Notice
from tenders.vocabulary import NoticeKind, Role, VendorClass
from tests.factories import china, make_award, make_notice, make_organisation, make_party, make_tender

LIST = "/admin/tenders/notice/"
pytestmark = pytest.mark.django_db


def page(client: Client, **parameters: str) -> str:
    response = client.get(LIST, parameters)
    assert response.status_code == 200, response.headers
    return str(response.content.decode())


def titles(client: Client, **parameters: str) -> list[str]:
    return [notice.title for notice in client.get(LIST, parameters).context["cl"].result_list]


def test_every_word_must_occur(as_sales: Client) -> None:
    make_notice(title="武汉智算中心")
    make_notice(title="武汉政务云")
    assert titles(as_sales, q="智算 武汉") == ["武汉智算中心"]


def test_hits_are_marked_in_the_title(as_sales: Client) -> None:
    make_notice(title="武汉智算中心")
    assert "武汉<mark>智算</mark>中心" in page(as_sales, q="智算")


def test_a_title_is_text_never_markup(as_sales: Client) -> None:
    make_notice(title="<script>alert(1)</script>云")
    html = page(as_sales, q="云")
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<mark>云</mark>" in html


def test_filters_combine(as_sales: Client) -> None:
    carrier = make_organisation("某移动公司", VendorClass.CARRIER)
    wanted: dict[str, Any] = {"city": "420100", "province": "420000", "topics": ["cloud"], "is_ours": True}
    both = make_notice(title="要找的", published="2026-03-01", **wanted)
    make_award(both, carrier, "100")
    make_notice(title="别的城市", published="2026-03-01", **(wanted | {"city": "310100"}))
    make_notice(title="没有中标方", published="2026-03-01", **wanted)
    early = make_notice(title="太早", published="2026-02-28", **wanted)
    make_award(early, carrier, "100")
    query = {"city": "420100", "topic": "cloud", "won_by": "carrier", "from": "2026-03-01", "until": "2026-03-01"}
    assert titles(as_sales, **query, kind="award", source="ccgp", ours="1") == ["要找的"]


@pytest.mark.parametrize("name", ["kind", "city", "province", "topic", "won_by", "source", "from", "until", "ours"])
def test_an_impossible_value_is_named_and_the_whole_list_shown(as_sales: Client, name: str) -> None:
    response = as_sales.get(LIST, {name: "nonsense"}, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "nonsense" in response.content.decode()


def test_only_the_newest_version_is_listed(as_sales: Client) -> None:
    make_notice(title="旧", url="http://www.ccgp.gov.cn/1.htm", is_current=False)
    make_notice(title="新", url="http://www.ccgp.gov.cn/1.htm", version=2)
    assert titles(as_sales) == ["新"]


def test_the_newest_comes_first(as_sales: Client) -> None:
    for day in ("2026-01-02", "2026-01-03", "2026-01-01"):
        make_notice(title=day, published=day)
    assert titles(as_sales) == ["2026-01-03", "2026-01-02", "2026-01-01"]


def test_a_consortium_shows_each_winner_with_its_camp(as_sales: Client) -> None:
    lead = make_organisation("武汉某某平台公司", VendorClass.LOCAL_PLATFORM)
    member = make_organisation("某云公司", VendorClass.BAT)
    loser = make_organisation("落标的公司")
    award = make_award(make_notice(), lead, "3500000", role=Role.LEAD)
    make_party(award, member, Role.MEMBER)
    make_party(award, loser, Role.LOSER)
    html = page(as_sales)
    assert "t-camp-local_platform" in html
    assert "某云公司" in html
    assert "落标的公司" not in html
    assert '<strong><span class="t-money" title="3,500,000.00 元">350.00 万元</span></strong>' in html


def test_several_lots_are_summed_and_what_the_sum_covers_is_said(as_sales: Client) -> None:
    notice = make_notice()
    make_award(notice, make_organisation("甲公司"), "1000000", lot="1")
    make_award(notice, make_organisation("乙公司"), "2000000", lot="2")
    make_award(notice, make_organisation("丙公司"), None, lot="3")
    html = page(as_sales)
    assert ">300.00 万元<" in html
    assert "3 项中的 2 项" in html


def test_before_the_award_the_budget_is_shown(as_sales: Client) -> None:
    make_notice(kind=NoticeKind.TENDER, budget="12500000")
    assert ">1,250.00 万元<" in page(as_sales)


def test_a_search_without_result_says_what_to_do(as_sales: Client) -> None:
    make_notice(title="武汉政务云")
    html = page(as_sales, q="不存在的词")
    assert "没有同时符合这些条件的内容" in html
    assert "请减少关键词或筛选条件" in html


def test_an_empty_database_says_why(as_sales: Client) -> None:
    assert "首次采集并读取页面后" in page(as_sales)


def test_saving_offers_the_query_of_the_page(as_sales: Client) -> None:
    make_notice(title="智算", city="420100", province="420000")
    context = as_sales.get(LIST, {"q": "智算", "city": "420100", "p": "1", "kind": ""}).context
    saved = parse_qs(urlsplit(context["save_url"]).query)["query"][0]
    assert parse_qs(saved) == {"q": ["智算"], "city": ["420100"]}


def test_the_list_costs_as_many_queries_for_fifty_notices_as_for_two(
    as_sales: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(n: int) -> None:
        for number in range(n):
            notice = make_notice(make_tender(buyer=make_organisation("采购人")), city="420100", province="420000")
            award = make_award(notice, make_organisation(f"公司{number % 7}"), "1000")
            make_party(award, make_organisation(f"成员{number % 5}"), Role.MEMBER)

    fill(2)
    as_sales.get(LIST, {"q": "云"})
    # who asks: 4 queries, the places to choose from: 2, how many there are: 1, the rows: 3
    with django_assert_num_queries(10):
        as_sales.get(LIST, {"q": "云"})
    fill(48)
    with django_assert_num_queries(10):
        as_sales.get(LIST, {"q": "云"})


def test_heavy_columns_are_not_fetched_for_the_list(as_sales: Client) -> None:
    make_notice()
    notice = as_sales.get(LIST).context["cl"].result_list[0]
    assert {"text", "search_text", "evidence"} <= notice.get_deferred_fields()


def test_quick_ranges_keep_the_other_filters(as_sales: Client) -> None:
    make_notice(title="云", published=china("2026-01-01").date())
    links = as_sales.get(LIST, {"q": "云", "until": "2026-01-02"}).context["quick_links"]
    assert all(parse_qs(link["query"]).keys() == {"q", "from"} for link in links)


def test_the_english_page_has_english_words(as_sales: Client) -> None:
    make_notice()
    as_sales.cookies["django_language"] = "en"
    html = page(as_sales)
    assert "Bid deadline" in html
    assert "投标截止" not in html


def test_nobody_outside_the_staff_sees_the_list(client: Client) -> None:
    assert Notice.objects.count() == 0
    assert client.get(LIST).status_code == 302
