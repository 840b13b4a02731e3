"""The page of one notice: facts beside the words they come from, and everything around them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tenders.models import Notice
from tenders.vocabulary import Basis, Doubt, NoticeKind, Role, VendorClass
from tests.factories import make_award, make_notice, make_organisation, make_party, make_tender

TEXT = "采购人：某市大数据局\n预算：100 万元\n供应商：某云公司\n<script>alert(1)</script>"
pytestmark = pytest.mark.django_db


def where(words: str, rule: str = "label") -> dict[str, object]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words), "rule": rule}


def page(client: Client, notice: Notice) -> str:
    response = client.get(f"/admin/tenders/notice/{notice.pk}/change/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_fact_and_its_words_carry_the_same_key(as_sales: Client) -> None:
    notice = make_notice(text=TEXT, budget="1000000", evidence={"budget": where("100 万元")})
    html = page(as_sales, notice)
    assert 'data-fact="budget"' in html
    assert '预算：<span class="t-ev" data-keys="budget">100 万元</span>' in html


def test_the_text_of_the_page_is_text_never_markup(as_sales: Client) -> None:
    html = page(as_sales, make_notice(text=TEXT))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_fact_without_place_has_no_mark(as_sales: Client) -> None:
    notice = make_notice(text=TEXT, budget="1000000", evidence={"budget": {"text": "x", "start": 5, "end": 9_999}})
    html = page(as_sales, notice)
    assert ">100.00 万元<" in html
    assert 'data-fact="budget"' not in html


def test_an_award_shows_parties_with_role_camp_and_reason(as_sales: Client) -> None:
    notice = make_notice(text=TEXT)
    winner = make_organisation("某云公司", VendorClass.MID_TIER)
    award = make_award(notice, winner, "960000", lot="1", role=Role.LEAD, amount_text="96 万元")
    award.parties.update(class_rule="entity", class_evidence="年报", evidence=where("某云公司"))
    make_party(award, make_organisation("某平台公司", VendorClass.LOCAL_PLATFORM), Role.MEMBER, share="0.4")
    html = page(as_sales, notice)
    assert "96.00 万元" in html
    assert "联合体牵头方" in html
    assert 'title="entity · 年报"' in html
    assert "40.00%" in html
    assert 'data-keys="party-' in html


def test_an_award_shows_how_far_below_the_budget_it_went(as_sales: Client) -> None:
    notice = make_notice(make_tender(budget="357390000"))
    make_award(notice, make_organisation("某云公司"), "349970000")
    assert "2.08%" in page(as_sales, notice)


def test_without_a_budget_no_discount_is_shown(as_sales: Client) -> None:
    notice = make_notice()
    make_award(notice, make_organisation("某云公司"), "349970000")
    assert "下浮率" not in page(as_sales, notice)


def test_losers_are_listed_with_price_and_score(as_sales: Client) -> None:
    award = make_award(make_notice(), make_organisation("赢家"), "100")
    loser = make_party(award, make_organisation("输家"), Role.LOSER)
    loser.bid_amount, loser.score, loser.rank = 1_980_000, "85.5", 2
    loser.save()
    html = page(as_sales, award.notice)
    assert "其他投标方" in html
    assert ">198.00 万元<" in html
    assert "85.500" in html


def test_a_doubted_amount_is_held_back_with_its_reason(as_sales: Client) -> None:
    make_award(
        notice := make_notice(),
        make_organisation("某公司"),
        basis=Basis.UNREADABLE,
        doubt=Doubt.OVER_BUDGET,
        doubted_amount="90000000",
    )
    html = page(as_sales, notice)
    assert "超过预算三倍" in html
    assert "暂不采用： <span" in html


def test_what_nobody_understood_is_said(as_sales: Client) -> None:
    unplaced = [{"what": "loser", "name": "未知标包的公司", **where("某云公司")}]
    html = page(as_sales, make_notice(text=TEXT, unread=["履约方式"], evidence={"unplaced": unplaced}))
    assert "未能识别的栏目： 履约方式" in html
    assert "未知标包的公司" in html


def test_the_time_line_links_the_other_notices_of_the_project(as_sales: Client) -> None:
    tender = make_tender("政务云")
    first = make_notice(tender, kind=NoticeKind.TENDER, published="2025-03-01", title="招标了")
    second = make_notice(tender, published="2025-04-01", title="中标了")
    make_award(second, make_organisation("赢家公司"), "100")
    make_notice(title="别的项目")
    html = page(as_sales, first)
    assert html.index("2025-03-01") < html.index("2025-04-01")
    assert f"/admin/tenders/notice/{second.pk}/change/" in html
    assert "赢家公司" in html
    assert "别的项目" not in html


def test_an_older_version_says_so_and_links_the_newest(as_sales: Client) -> None:
    old = make_notice(url="http://www.ccgp.gov.cn/1.htm", is_current=False)
    new = make_notice(old.tender, url="http://www.ccgp.gov.cn/1.htm", version=2)
    html = page(as_sales, old)
    assert "这是旧版本" in html
    assert f'<a href="/admin/tenders/notice/{new.pk}/change/">2</a>' in html


def test_the_official_page_is_linked(as_sales: Client) -> None:
    notice = make_notice(url="http://www.ccgp.gov.cn/cggg/1.htm")
    assert 'href="http://www.ccgp.gov.cn/cggg/1.htm" target="_blank" rel="noopener noreferrer"' in page(
        as_sales, notice
    )


def test_the_page_costs_the_same_for_many_lots(
    as_sales: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def notice_with(lots: int) -> Notice:
        notice = make_notice()
        for number in range(lots):
            award = make_award(notice, make_organisation(f"公司{number}"), "100", lot=str(number))
            make_party(award, make_organisation(f"输家{number}"), Role.LOSER)
        return notice

    small, large = notice_with(1), notice_with(12)
    page(as_sales, small)
    with django_assert_max_num_queries(20) as small_page:
        page(as_sales, small)
    with django_assert_num_queries(len(small_page)):
        page(as_sales, large)


@pytest.mark.parametrize("key", ["999999", "abc", "99999999999999999999999"])
def test_an_unknown_notice_is_not_found(as_sales: Client, key: str) -> None:
    assert as_sales.get(f"/admin/tenders/notice/{key}/change/").status_code == 404
