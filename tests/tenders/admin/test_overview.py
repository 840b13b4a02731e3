"""The front page: every number opens a list of exactly so many rows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tenders.vocabulary import NoticeKind, PageState, Role, VendorClass
from tests.factories import make_award, make_notice, make_organisation, make_page, make_party, make_search

pytestmark = pytest.mark.django_db


def test_every_figure_opens_a_list_of_so_many_rows(as_sales: Client) -> None:
    today = timezone.localdate()
    for age in (0, 0, 3, 6, 7, 400):
        for kind in (NoticeKind.TENDER, NoticeKind.AWARD):
            make_notice(published=today - timedelta(days=age), kind=kind, is_ours=age != 3)
    make_page(state=PageState.UNREADABLE, reason="empty")
    figures = as_sales.get("/admin/").context["figures"]
    assert [figure.number for figure in figures] == [10, 4, 3, 3, 12, 1]
    for figure in figures:
        assert as_sales.get(figure.url).context["cl"].result_count == figure.number, figure


def test_wins_by_camp_open_lists_of_so_many_awards(as_sales: Client) -> None:
    carrier = make_organisation("某移动", VendorClass.CARRIER)
    award = make_award(make_notice(), carrier, "100", role=Role.LEAD)
    make_party(award, make_organisation("某联通", VendorClass.CARRIER), Role.MEMBER)
    make_award(make_notice(), make_organisation("某云", VendorClass.MID_TIER), "100")
    assert as_sales.get("/admin/").context["camps"] == [("carrier", 1), ("mid_tier", 1)]
    listed = as_sales.get("/admin/tenders/award/", {"won_by": "carrier", "outcome": "awarded"})
    assert listed.context["cl"].result_count == 1


def test_my_searches_are_one_click_away(as_sales: Client, sales: User) -> None:
    make_search(sales, "q=云", name="我的云")
    assert '<a href="/admin/tenders/notice/?q=云">我的云</a>' in as_sales.get("/admin/").content.decode()


def test_the_root_leads_to_the_admin(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/admin/"


def test_who_signs_in_lands_on_the_front_page(client: Client, sales: User) -> None:
    sales.set_password("correct horse")
    sales.save()
    response = client.post("/admin/login/", {"username": sales.username, "password": "correct horse"})
    assert response.headers["Location"] == "/admin/"


def test_the_login_page_is_chinese_and_can_be_switched(client: Client) -> None:
    page = client.get("/admin/login/").content.decode()
    assert "标讯追踪" in page
    assert 'name="language" value="en"' in page
    client.post("/i18n/setlang/", {"language": "en", "next": "/admin/login/"})
    assert "Tender Tracker" in client.get("/admin/login/").content.decode()
