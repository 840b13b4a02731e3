"""Sales people read everything about tenders, change only their own searches, and see no user administration."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import make_notice, make_search, make_user

READABLE = ("notice", "award", "organisation", "source", "crawl", "rawpage", "savedsearch", "digest")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", READABLE)
def test_sales_reads_every_list(as_sales: Client, model: str) -> None:
    assert as_sales.get(f"/admin/tenders/{model}/").status_code == 200


@pytest.mark.parametrize("model", READABLE)
def test_staff_without_the_group_reads_none(client: Client, model: str) -> None:
    client.force_login(make_user("li", is_staff=True))
    assert client.get(f"/admin/tenders/{model}/").status_code == 403


def test_staff_without_the_group_gets_no_page_and_no_file(client: Client) -> None:
    notice = make_notice()
    client.force_login(make_user("li", is_staff=True))
    assert client.get(f"/admin/tenders/notice/{notice.pk}/change/").status_code == 403
    assert client.get("/admin/tenders/notice/csv/").status_code == 403


@pytest.mark.parametrize("model", [model for model in READABLE if model != "savedsearch"])
def test_sales_can_add_nothing_but_searches(as_sales: Client, model: str) -> None:
    assert as_sales.get(f"/admin/tenders/{model}/add/").status_code == 403


@pytest.mark.parametrize("address", ["auth/user/", "auth/group/", "django_celery_beat/periodictask/"])
def test_sales_does_not_administrate(as_sales: Client, address: str) -> None:
    assert as_sales.get(f"/admin/{address}").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["auth/user/", "auth/group/", "auth/user/add/", "django_celery_beat/periodictask/"]
    + [f"django_celery_beat/{kind}schedule/add/" for kind in ("interval", "crontab", "clocked", "solar")]
    + ["django_celery_beat/periodictask/add/"],
)
def test_the_administrator_does(as_admin: Client, address: str) -> None:
    assert as_admin.get(f"/admin/{address}").status_code == 200


def test_a_new_search_is_named_after_its_conditions(as_sales: Client) -> None:
    page = as_sales.get("/admin/tenders/savedsearch/add/", {"query": "q=智算&city=420100"})
    assert page.context["adminform"].form.initial["name"] == "“智算” · 武汉市"


def test_a_search_belongs_to_who_saved_it(as_sales: Client, sales: User) -> None:
    response = as_sales.post(
        "/admin/tenders/savedsearch/add/", {"name": "武汉智算", "query": "q=智算&city=420100", "weekly": "on"}
    )
    assert response.status_code == 302
    saved = sales.saved_searches.get()
    assert (saved.name, saved.weekly) == ("武汉智算", True)


def test_the_searches_of_others_are_out_of_reach(as_sales: Client) -> None:
    search = make_search(make_user("li"), "q=云", name="别人的搜索")
    assert "别人的搜索" not in as_sales.get("/admin/tenders/savedsearch/").content.decode()
    response = as_sales.post(f"/admin/tenders/savedsearch/{search.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    search.refresh_from_db()


def test_the_administrator_changes_a_search_and_its_owner_stays(as_admin: Client) -> None:
    owner = make_user("li")
    search = make_search(owner, "q=云", name="云")
    as_admin.post(f"/admin/tenders/savedsearch/{search.pk}/change/", {"name": "政务云", "query": "q=政务云"})
    search.refresh_from_db()
    assert (search.user, search.name, search.weekly) == (owner, "政务云", False)


def test_two_searches_of_one_name_are_refused(as_sales: Client, sales: User) -> None:
    make_search(sales, "q=云", name="云")
    response = as_sales.post("/admin/tenders/savedsearch/add/", {"name": "云", "query": "q=智算"})
    assert "您已有同名的搜索" in response.content.decode()


def test_a_query_that_means_nothing_is_refused(as_sales: Client) -> None:
    response = as_sales.post("/admin/tenders/savedsearch/add/", {"name": "云", "query": "color=red"})
    assert "color" in response.context["adminform"].form.errors["query"][0]


def test_the_group_gets_back_what_it_must_have(db: None) -> None:
    group = Group.objects.get(name="sales")
    assert set(group.permissions.filter(codename__contains="savedsearch").values_list("codename", flat=True)) == {
        "add_savedsearch",
        "change_savedsearch",
        "delete_savedsearch",
        "view_savedsearch",
    }
    assert not group.permissions.exclude(codename__contains="savedsearch").exclude(codename__startswith="view_")
