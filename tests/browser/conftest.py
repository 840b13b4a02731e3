"""A market small enough to know by heart, and a browser that is signed in to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from tenders.models import Notice
from tenders.vocabulary import NoticeKind, Role, VendorClass
from tests.factories import (
    china,
    make_award,
    make_group,
    make_notice,
    make_organisation,
    make_party,
    make_tender,
    make_user,
)

FACTS = "采购人：{buyer}\n预算金额：1,250.00 万元\n供应商名称：{winner}\n中标金额：{amount} 万元\n"
TEXT = FACTS + "本公告公示一个工作日。\n" * 60

CARRIERS = ("某电信武汉分公司", "某移动湖北公司", "某联通数科公司")
CLOUDS = ("某山云网络技术有限公司", "某刻得科技股份有限公司")
WUHAN: dict[str, Any] = {"province": "420000", "city": "420100", "is_ours": True, "topics": ["gpu_compute"]}
SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}


def where(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words), "rule": "label"}


def win(number: int, name: str, camp: str, wan: int) -> Notice:
    """An award notice of Wuhan won by `name` for so many 万元, with a loser."""
    group = make_group(f"group-{name}", camp, name=f"{name[:3]}集团")
    buyer = make_organisation("武汉市大数据局")
    text = TEXT.format(buyer=buyer.name, winner=name, amount=wan)
    notice = make_notice(
        make_tender(f"武汉智算中心算力服务第{number}期", buyer=buyer),
        published=f"2025-{number % 12 + 1:02}-10",
        title=f"武汉智算中心算力服务第{number}期中标公告",
        text=text,
        budget="12500000",
        evidence={"budget": where(text, "1,250.00 万元"), "buyer": where(text, buyer.name)},
        **WUHAN,
    )
    award = make_award(notice, make_organisation(name, camp, group), str(wan * 10_000), amount_text=f"{wan} 万元")
    award.parties.update(evidence=where(text, name))
    make_party(award, make_organisation("落标的公司"), Role.LOSER)
    return notice


@pytest.fixture
def market(transactional_db: None) -> list[Notice]:
    """Nine carrier wins of 300 万元, six mid-tier wins of 100 万元, and some notices that are neither."""
    wins = [win(n, CARRIERS[n % 3], VendorClass.CARRIER, 300) for n in range(9)]
    wins += [win(n, CLOUDS[n % 2], VendorClass.MID_TIER, 100) for n in range(9, 15)]
    for number in range(5):
        make_notice(
            kind=NoticeKind.TENDER, title=f"上海政务云招标{number}", bid_deadline=china("2026-12-20"), budget="800000"
        )
    return wins


@pytest.fixture
def open_page(browser: Any, live_server: LiveServer, market: list[Notice]) -> Iterator[Callable[..., Any]]:
    """Opens a signed-in page; `open_page(size="narrow", language="en", dark=True)`."""
    sales = make_user("xiaowang", password="in the browser", is_staff=True)
    sales.groups.add(Group.objects.get(name="sales"))
    contexts = []

    def opened(size: str = "wide", language: str = "zh-hans", dark: bool = False) -> Any:
        context = browser.new_context(
            viewport=SIZES[size], color_scheme="dark" if dark else "light", base_url=live_server.url, locale=language
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.goto("/admin/")
        page.fill("[name=username]", "xiaowang")
        page.fill("[name=password]", "in the browser")
        page.click("#login-form button[type=submit]")
        page.wait_for_selector("#nav-sidebar-inner", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    # the browser's event loop gave this thread connections of its own, which would keep the database in use
    connections.close_all()
