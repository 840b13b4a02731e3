from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError

from tenders.ingest.keep import FetchedPage, skip_if_known, store_page, store_pages
from tenders.models import Crawl, RawPage
from tenders.vocabulary import PageState
from tests.factories import china, make_source

pytestmark = pytest.mark.django_db

URL = "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/t20260909_1.htm"


@pytest.fixture(autouse=True)
def source() -> None:
    make_source("ccgp")


def fetched(text: str = "甲", days: int = 0, **others: Any) -> FetchedPage:
    body = f'<div class="vF_detail_main">{text}</div><!--{days}-->'.encode()
    values: dict[str, Any] = {"url": URL, "listed_title": "标题", "listed_published": "2026-09-09 22:47", **others}
    return FetchedPage(
        "ccgp",
        fetched_at=china("2026-09-10") + timedelta(days),
        status=200,
        content_type="text/html",
        body=body,
        **values,
    )


def newest() -> RawPage:
    return RawPage.objects.order_by("-fetched_at")[0]


def test_a_page_seen_first_is_new_and_its_bytes_are_kept_as_served() -> None:
    assert store_page(fetched()) == "new"

    page = RawPage.objects.get()
    assert bytes(page.body) == fetched().body
    assert (page.url, page.listed_title, page.state) == (URL, "标题", PageState.PENDING)


def test_the_same_page_again_changes_nothing() -> None:
    store_page(fetched())
    before = RawPage.objects.values().get()

    assert store_page(fetched(days=1)) == "unchanged"
    assert RawPage.objects.values().get() == before


def test_another_text_is_another_row_beside_the_first() -> None:
    store_page(fetched())

    assert store_page(fetched("乙", days=1)) == "changed"
    assert RawPage.objects.count() == 2
    assert "乙" in bytes(newest().body).decode()


def test_a_page_that_turns_back_is_changed_and_the_earlier_row_waits_to_be_read_again() -> None:
    store_page(fetched("甲"))
    RawPage.objects.update(state=PageState.UNREADABLE, reason="empty", read_at=china("2026-09-10"))
    store_page(fetched("乙", days=1))

    assert store_page(fetched("甲", days=2)) == "changed"
    assert RawPage.objects.count() == 2
    assert "甲" in bytes(newest().body).decode()
    assert (newest().state, newest().reason, newest().read_at) == (PageState.PENDING, "", None)
    assert store_page(fetched("甲", days=3)) == "unchanged"


def test_the_same_text_under_another_address_is_another_page() -> None:
    store_page(fetched())

    assert store_page(fetched(url=URL + "?x")) == "new"


def test_pages_kept_together_get_the_answers_they_would_get_alone() -> None:
    store_page(fetched("甲"))

    pages = [
        fetched("甲", 1),
        fetched("乙", 2),
        fetched("甲", 3),
        fetched("丙", url=URL + "?x"),
        fetched("丙", url=URL + "?x"),
    ]
    assert store_pages(pages) == ["unchanged", "changed", "changed", "new", "unchanged"]
    assert store_pages([]) == []


def test_a_crawl_counts_what_it_kept_in_the_same_transaction() -> None:
    crawl = Crawl.objects.create(source_id="ccgp")
    store_page(fetched("甲", crawl_id=crawl.pk))
    with pytest.raises(DataError):
        store_pages([fetched("丙", url=URL + "?x", crawl_id=crawl.pk), fetched("丁", url=URL + "?" + "x" * 500)])
    store_pages([fetched("甲", 1, crawl_id=crawl.pk), fetched("乙", 2, crawl_id=crawl.pk)])

    crawl.refresh_from_db()
    assert (crawl.pages_new, crawl.pages_changed, crawl.pages_unchanged) == (1, 1, 1)
    assert RawPage.objects.filter(crawl=crawl).count() == 2


def test_text_that_the_database_cannot_hold_is_cleaned() -> None:
    store_page(fetched(listed_title="标\x00题\n 二", listed_published="2026" * 30))

    page = RawPage.objects.get()
    assert page.listed_title == "标题 二"
    assert page.listed_published == ("2026" * 30)[:40]


def test_a_page_listed_as_before_is_known_and_counted_as_unchanged() -> None:
    crawl = Crawl.objects.create(source_id="ccgp")
    store_page(fetched())

    assert skip_if_known("ccgp", URL, "标题", "2026-09-09 22:47", crawl.pk)
    assert not skip_if_known("ccgp", URL, "标题（更正）", "2026-09-09 22:47", crawl.pk)
    assert not skip_if_known("ccgp", URL, "标题", "2026-09-10 08:00", crawl.pk)
    assert not skip_if_known("ccgp", URL + "?x", "标题", "2026-09-09 22:47", crawl.pk)
    crawl.refresh_from_db()
    assert crawl.pages_unchanged == 1
