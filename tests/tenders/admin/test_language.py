"""No page shows an English word to a Chinese reader, outside a short list of words that Chinese readers use."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from lxml import html

from tenders.models import Crawl, Digest
from tenders.vocabulary import (
    Basis,
    CrawlState,
    Doubt,
    NoticeKind,
    PageState,
    Role,
    Topic,
    VendorClass,
)
from tests.factories import make_award, make_notice, make_organisation, make_page, make_party, make_search, make_source

pytestmark = pytest.mark.django_db

# names of things, and the switch to the other language
ALLOWED = {"CSV", "BAT", "GPU", "PDF", "LDAP", "robots", "txt", "English", "esc", "en", "zh", "hans"}
WORD = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+|manage\.py\s\w+", re.IGNORECASE)
SILENT = ("script", "style", "code", "template")
SPOKEN = ("title", "placeholder", "aria-label", "alt", "data-label", "value")
PAGES = [
    "",
    "tenders/notice/",
    "tenders/notice/?q=云&kind=award&won_by=carrier&from=2020-01-01&until=2030-01-01&ours=1",
    "tenders/notice/?q=没有",
    "tenders/award/",
    "tenders/organisation/",
    "tenders/source/",
    "tenders/crawl/",
    "tenders/rawpage/",
    "tenders/rawpage/?state=read&q=没有",
    "tenders/savedsearch/",
    "tenders/savedsearch/add/",
    "tenders/digest/",
    "ratio/",
    "ratio/?numerator=bat&denominator=big_cloud&measure=lots",
    "ratio/awards/?show=numerator",
    "ratio/awards/?show=excluded",
    "ratio/parts/periods/",
    "ratio/parts/cities/",
    "ratio/parts/definitions/",
    "ratio/parts/camps/",
    "password_change/",
]


@pytest.fixture
def everything(sales: User) -> None:
    """At least one row of every kind, in Chinese."""
    sales.username, sales.email = "王", ""
    sales.save()
    buyer = make_organisation("某市大数据局", VendorClass.CARRIER)
    for number, kind in enumerate(NoticeKind.values):
        text = "正文\n预算 100 万元"
        notice = make_notice(
            kind=kind, title=f"政务云公告{number}", text=text, topics=Topic.values[:3], is_ours=True, buyer=buyer,
            buyer_name=buyer.name, budget="1000000", unread=["某栏目"], province="420000", city="420100",
            method="公开招标", agency_name="某代理", region_text="武汉", evidence={"budget": {"start": 3, "end": 6}},
            bid_deadline=timezone.now(),
        )  # fmt: skip
    for number, vendor_class in enumerate(VendorClass.values):
        award = make_award(notice, make_organisation(f"公司{number}", vendor_class), "1000", lot=str(number))
        make_party(award, make_organisation(f"输家{number}"), Role.LOSER)
    doubted = make_award(notice, buyer, lot="存疑", basis=Basis.UNREADABLE, doubt=Doubt.OVER_BUDGET)
    make_party(doubted, make_organisation("成员"), Role.MEMBER, share="0.5")
    make_award(notice, None, lot="废")
    for code in ("empty", "no_text", "not_found", "blocked", "server_error", "not_html", "fault"):
        make_page(state=PageState.UNREADABLE, reason=code, listed_title="某页面")
    for state in CrawlState.values:
        finished = None if state == CrawlState.RUNNING else timezone.now()
        errors = {"timeout": 1, "http_404": 2, "robots": 1, "connection": 1}
        Crawl.objects.create(source=make_source(), state=state, finished_at=finished, errors=errors)
    make_search(sales, "q=云&won_by=carrier&topic=cloud&from=2026-01-01&ours=1", name="我的云")
    Digest.objects.create(user=sales, week="2026-11-16", claimed_at=timezone.now(), sent_at=timezone.now())


def english_in(page: bytes) -> set[str]:
    """The English words that a reader sees or hears on a page."""
    root: Any = html.fromstring(page.decode())
    for silent in root.xpath("|".join(f"//{tag}" for tag in SILENT)):
        silent.drop_tree()
    for icon in root.xpath("//*[contains(@class, 'material-symbols-outlined')]"):
        icon.drop_tree()
    seen = list(root.itertext())
    for name in SPOKEN:
        # the value of a button is read, that of a choice is not
        where = "//input[@type='submit' or @type='button']" if name == "value" else "//*"
        seen += root.xpath(f"{where}/@{name}")
    return {word for text in seen for word in WORD.findall(ADDRESS.sub("", text))} - ALLOWED


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_chinese_throughout(as_sales: Client, everything: None, page: str) -> None:
    response = as_sales.get(f"/admin/{page}")
    assert response.status_code == 200
    assert english_in(response.content) == set()


@pytest.mark.parametrize("model", ["notice", "organisation", "crawl", "rawpage", "savedsearch", "digest"])
def test_the_pages_behind_the_rows_are_chinese(as_sales: Client, everything: None, model: str) -> None:
    rows = as_sales.get(f"/admin/tenders/{model}/").context["cl"].result_list
    for row in rows:
        response = as_sales.get(f"/admin/tenders/{model}/{row.pk}/change/")
        assert english_in(response.content) == set(), urlsplit(response.request["PATH_INFO"]).path


def test_the_login_page_is_chinese(client: Client) -> None:
    assert english_in(client.get("/admin/login/").content) == set()


def test_a_refused_login_is_chinese(client: Client) -> None:
    response = client.post("/admin/login/", {"username": "谁", "password": "错"})
    assert english_in(response.content) == set()


def test_the_administration_is_chinese(as_admin: Client, admin_user: User) -> None:
    User.objects.filter(pk=admin_user.pk).update(username="管理员", email="")
    Group.objects.update(name="销售")
    for page in ("auth/user/", "auth/user/add/", "auth/group/"):
        assert english_in(as_admin.get(f"/admin/{page}").content) == set(), page
