"""Awards, organisations, pages and crawls: each list answers its question in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tenders.models import Crawl, RawPage
from tenders.vocabulary import Basis, CrawlState, Doubt, PageState, Role, VendorClass
from tests.factories import (
    make_award,
    make_group,
    make_notice,
    make_organisation,
    make_page,
    make_party,
    make_source,
    make_tender,
)

pytestmark = pytest.mark.django_db


def rows(client: Client, model: str, **parameters: str) -> list[str]:
    response = client.get(f"/admin/tenders/{model}/", parameters)
    return [str(row) for row in response.context["cl"].result_list]


def html(client: Client, address: str, **parameters: str) -> str:
    response = client.get(f"/admin/tenders/{address}", parameters)
    assert response.status_code == 200
    return str(response.content.decode())


def test_awards_are_filtered_by_camp_of_the_winner_not_of_a_loser(as_sales: Client) -> None:
    carrier, cloud = make_organisation("某移动", VendorClass.CARRIER), make_organisation("某云", VendorClass.MID_TIER)
    make_party(make_award(make_notice(), carrier, "100", lot="1"), cloud, Role.LOSER)
    make_award(make_notice(), cloud, "100", lot="2")
    assert rows(as_sales, "award", won_by="mid_tier") == ["2 · 某云"]


def test_an_award_opens_its_notice(as_sales: Client) -> None:
    award = make_award(make_notice(), make_organisation("某云"), "100")
    response = as_sales.get(f"/admin/tenders/award/{award.pk}/change/")
    assert response.headers["Location"] == f"/admin/tenders/notice/{award.notice_id}/change/"


def test_awards_of_old_versions_are_not_listed(as_sales: Client) -> None:
    make_award(make_notice(is_current=False), make_organisation("某云"), "100")
    assert rows(as_sales, "award") == []


def test_an_award_in_doubt_shows_no_figure(as_sales: Client) -> None:
    supplier = make_organisation("某云")
    make_award(make_notice(), supplier, basis=Basis.UNREADABLE, doubt=Doubt.OVER_BUDGET, doubted_amount="90000000")
    assert "9,000.00" not in html(as_sales, "award/")
    assert "超过预算三倍" in html(as_sales, "award/")


@pytest.mark.parametrize(("model", "n"), [("award", 8), ("organisation", 7), ("rawpage", 7)])
def test_a_list_costs_as_many_queries_for_many_rows_as_for_one(
    as_sales: Client, django_assert_num_queries: DjangoAssertNumQueries, model: str, n: int
) -> None:
    def fill(start: int, count: int) -> None:
        for number in range(start, start + count):
            award = make_award(make_notice(city="420100", province="420000"), make_organisation(f"甲{number}"), "100")
            make_party(award, make_organisation(f"乙{number}"), Role.MEMBER)

    fill(0, 1)
    html(as_sales, f"{model}/")
    with django_assert_num_queries(n):
        html(as_sales, f"{model}/")
    fill(1, 12)
    with django_assert_num_queries(n):
        html(as_sales, f"{model}/")


def test_an_organisation_counts_wins_and_losses_of_current_notices(as_sales: Client) -> None:
    ours = make_organisation("某云", VendorClass.MID_TIER)
    other = make_organisation("某移动", VendorClass.CARRIER)
    make_award(make_notice(), ours, "100")
    make_party(make_award(make_notice(), other, "100"), ours, Role.LOSER)
    make_award(make_notice(is_current=False), ours, "100")
    response = as_sales.get("/admin/tenders/organisation/", {"q": "某云"})
    (row,) = response.context["cl"].result_list
    assert (row.won, row.lost) == (1, 1)


def test_organisations_that_win_come_first(as_sales: Client) -> None:
    make_organisation("甲公司")
    make_award(make_notice(), make_organisation("乙公司"), "100")
    assert rows(as_sales, "organisation") == ["乙公司", "甲公司"]


def test_an_amount_that_a_contract_repeats_is_summed_once(as_sales: Client) -> None:
    winner, tender = make_organisation("某云", VendorClass.MID_TIER), make_tender()
    make_award(make_notice(tender, published="2025-05-01"), winner, "11370000")
    make_award(make_notice(tender, kind="contract", published="2025-06-01"), winner, "11370000")
    page = html(as_sales, f"organisation/{winner.pk}/change/")
    figure = page.partition("独立中标金额合计（已公布的，重复公告只计一次）")[2].partition("</div>")[0]
    assert "1,137.00 万元" in figure


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("exact", "名录收录此名称"),
        ("branch:exact", "分支机构，依据总公司：名录收录此名称"),
        ("pattern:mobile_province", "名称符合名录规律"),
    ],
)
def test_the_rule_behind_a_camp_is_said_in_words(as_sales: Client, rule: str, words: str) -> None:
    one = make_organisation("某移动", VendorClass.CARRIER)
    type(one).objects.filter(pk=one.pk).update(class_rule=rule)
    for address in ("organisation/", f"organisation/{one.pk}/change/"):
        assert f'<span title="{rule}">{words}</span>' in html(as_sales, address)


def test_organisations_are_told_apart_by_their_part(as_sales: Client) -> None:
    buyer, winner, loser = make_organisation("采购人"), make_organisation("赢家"), make_organisation("输家")
    make_party(make_award(make_notice(buyer=buyer), winner, "100"), loser, Role.LOSER)
    assert rows(as_sales, "organisation", part="buyer") == ["采购人"]
    assert rows(as_sales, "organisation", part="winner") == ["赢家"]
    assert sorted(rows(as_sales, "organisation", part="bidder")) == ["赢家", "输家"]


def test_the_page_of_an_organisation_says_who_it_is_and_what_it_did(as_sales: Client) -> None:
    group = make_group("kingsoft", VendorClass.MID_TIER, name="某集团")
    ours = make_organisation("某云", VendorClass.MID_TIER, group)
    ours.class_evidence = "年报 2024"
    ours.save()
    branch = make_organisation("某云武汉分公司", VendorClass.MID_TIER, group)
    branch.branch_of = ours
    branch.save()
    make_award(make_notice(title="赢的公告"), ours, "11370000")
    make_party(make_award(make_notice(title="输的公告"), make_organisation("对手"), "100"), ours, Role.LOSER)
    page = html(as_sales, f"organisation/{ours.pk}/change/")
    for words in (
        "某集团",
        "年报 2024",
        "某云武汉分公司",
        "赢的公告",
        "输的公告",
        "对手",
        "1,137.00 万元",
        "腰部云厂商",
    ):
        assert words in page, words


def test_unreadable_pages_are_filtered_by_reason(as_sales: Client) -> None:
    make_page(state=PageState.UNREADABLE, reason="empty", listed_title="空的")
    make_page(state=PageState.UNREADABLE, reason="blocked: 请输入验证码", listed_title="被拦的")
    make_page(listed_title="好的")
    assert rows(as_sales, "rawpage", state="unreadable", reason="empty") == ["空的"]
    assert "空白页面 (1)" in html(as_sales, "rawpage/")


def test_the_bytes_of_pages_are_not_fetched_for_the_list(as_sales: Client) -> None:
    make_page()
    response = as_sales.get("/admin/tenders/rawpage/")
    assert "body" in response.context["cl"].result_list[0].get_deferred_fields()


def test_a_source_shows_its_last_success_volume_and_what_it_could_not_read(as_sales: Client) -> None:
    source = make_source("hubei")
    done = timezone.now() - timedelta(days=3, hours=1)
    Crawl.objects.create(source=source, state=CrawlState.FINISHED, finished_at=done)
    Crawl.objects.create(source=source, state=CrawlState.BLOCKED, finished_at=timezone.now(), errors={"timeout": 2})
    make_page("hubei", state=PageState.UNREADABLE, reason="empty", fetched_at=timezone.now())
    page = html(as_sales, "source/")
    for words in (
        "3\xa0日前",
        "被网站拦截",
        "2 × 等待超时",
        "低于平常",
        "1 · 空白页面",
        "2 次中 1 次",
        "武汉的公告在市县列表中",
    ):
        assert words in page, words


def test_a_source_that_never_succeeded_says_so(as_sales: Client) -> None:
    make_source("ccgp")
    assert "从未成功" in html(as_sales, "source/")


def test_a_crawl_shows_its_window_duration_and_errors(as_sales: Client) -> None:
    now = timezone.now()
    crawl = Crawl.objects.create(
        source=make_source(),
        state=CrawlState.FAILED,
        finished_at=now,
        from_date="2026-01-01",
        errors={"http_503": 3},
    )
    Crawl.objects.filter(pk=crawl.pk).update(started_at=now - timedelta(hours=1, minutes=2, seconds=3))
    page = html(as_sales, "crawl/")
    for words in ("1:02:03", "2026-01-01 – …", "3 × 服务器返回 503", "失败"):
        assert words in page, words
    assert as_sales.get(f"/admin/tenders/crawl/{crawl.pk}/change/").status_code == 200


def test_a_page_opens(as_sales: Client) -> None:
    make_page(listed_title="某公告")
    assert "某公告" in html(as_sales, f"rawpage/{RawPage.objects.get().pk}/change/")
