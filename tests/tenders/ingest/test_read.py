"""Reading kept pages, from bytes to rows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from tenders.ingest import read
from tenders.ingest.read import count_waiting, more_wait_than, read_page, read_pending
from tenders.ingest.save import save_notice
from tenders.models import Award, AwardParty, Group, Notice, RawPage
from tenders.parsing import Page, ParsedNotice, parse
from tenders.vocabulary import PageState, VendorClass
from tests.factories import make_page
from tests.tenders.ingest.canonical import canonical_rows
from tests.tenders.ingest.pages import BLOCKED, award_page, keep, tender_page
from tests.tenders.ingest.parsed import notice

pytestmark = pytest.mark.django_db


def result(number: str = "WH-2025-001") -> RawPage:
    return keep(award_page(number, "武汉市数据局", [("天翼云科技有限公司", "120.5")]))


def test_a_page_becomes_a_notice_with_its_award() -> None:
    kept = read_page(result().pk)
    assert kept
    award = Award.objects.get(notice=kept)
    assert (kept.kind, kept.project_number, award.amount) == ("award", "WH-2025-001", Decimal(1_205_000))
    assert kept.page.state == PageState.READ
    assert kept.page.read_at is not None


def test_on_a_fresh_database_winners_are_classed_at_once() -> None:
    assert not Group.objects.exists()
    read_page(result().pk)
    assert AwardParty.objects.get().vendor_class == VendorClass.CARRIER


def test_a_page_that_is_no_notice_is_unreadable_with_its_reason() -> None:
    page = keep(BLOCKED)
    assert read_page(page.pk) is None
    page.refresh_from_db()
    assert (page.state, page.reason.partition(":")[0]) == (PageState.UNREADABLE, "blocked")


@pytest.mark.parametrize("body", [b"", b"\0", b"\xff\xfe\x00", b"<html>", b"{", b"%PDF-1.7 " + bytes(range(256))])
@pytest.mark.parametrize("source", ["ccgp", "shanghai", "hubei", "ggzy"])
def test_rubbish_ends_as_unreadable_not_as_a_crash(source: str, body: bytes) -> None:
    page = make_page(source, body=body or b" ")
    read_pending()
    page.refresh_from_db()
    assert page.state == PageState.UNREADABLE
    assert not page.reason.startswith("fault")


def test_reading_a_page_again_gives_the_same_rows() -> None:
    page = result()
    read_page(page.pk)
    before = canonical_rows()
    read_page(page.pk)
    assert canonical_rows() == before


def test_a_page_read_once_that_is_no_notice_any_more_loses_its_rows() -> None:
    page = result()
    read_page(page.pk)
    RawPage.objects.filter(pk=page.pk).update(body=BLOCKED)
    assert read_page(page.pk) is None
    assert not Notice.objects.exists()


def test_a_page_that_does_not_exist_is_said_so() -> None:
    with pytest.raises(RawPage.DoesNotExist):
        read_page(1)


# Many


def test_every_waiting_page_ends_as_read_or_unreadable_and_the_counts_add_up() -> None:
    pages = [result(f"WH-2025-{n}") for n in range(100, 103)] + [
        keep(BLOCKED),
        keep(tender_page("T-2025-1", "某市局", "9")),
    ]
    summary = read_pending()
    assert (summary.read, summary.unreadable, summary.pages) == (4, 1, len(pages))
    assert summary.by_reason == {"blocked": 1}
    assert count_waiting() == 0


def test_nothing_waits_means_nothing_done() -> None:
    assert read_pending().pages == 0


def test_no_more_than_the_limit_is_read_oldest_first() -> None:
    first, *others = [result(f"WH-2025-{n}") for n in range(100, 103)]
    assert read_pending(limit=1).pages == 1
    first.refresh_from_db()
    assert first.state == PageState.READ
    assert count_waiting() == len(others)


def test_one_source_alone_can_be_read() -> None:
    result()
    make_page("ggzy", body=BLOCKED)
    assert read_pending(source="ggzy").by_reason == {"blocked": 1}
    assert (count_waiting("ccgp"), count_waiting("ggzy")) == (1, 0)


def test_progress_is_told_after_every_page() -> None:
    for n in range(3):
        result(f"WH-2025-10{n}")
    told: list[int] = []
    read_pending(on_progress=told.append)
    assert told == [1, 2, 3]


@pytest.mark.parametrize(("pages", "more"), [(2, True), (3, False), (4, False)])
def test_more_than_a_batch_is_told_from_a_batch(pages: int, more: bool) -> None:
    for n in range(3):
        result(f"WH-2025-10{n}")
    assert more_wait_than(pages) is more


# Faults of ours


def parse_with(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], ParsedNotice]) -> None:
    """The page with the word 怪 in it is read by `answer`, all others as ever."""
    monkeypatch.setattr(read, "parse", lambda page: answer() if "怪".encode() in page.body else parse(page))


def impossible(**values: Any) -> Callable[[], ParsedNotice]:
    return lambda: notice(**values)


def bug() -> ParsedNotice:
    raise IndexError("list index out of range")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (bug, "fault: IndexError: list index out of range"),
        (
            impossible(published_at="never"),
            "fault: TypeError",
        ),
    ],
)
def test_a_fault_puts_its_page_aside_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, answer: Callable[[], ParsedNotice], reason: str
) -> None:
    odd, good = keep("怪".encode()), result()
    parse_with(monkeypatch, answer)
    summary = read_pending()
    odd.refresh_from_db()
    good.refresh_from_db()
    assert (odd.state, good.state) == (PageState.UNREADABLE, PageState.READ)
    assert odd.reason.startswith(reason)
    assert summary.by_reason == {"fault": 1}
    assert odd.url in caplog.text


def test_a_row_that_the_database_refuses_puts_its_page_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    odd, good = keep("怪".encode()), result()

    def refused(page: RawPage, parsed: ParsedNotice) -> Notice:
        kept = save_notice(page, parsed)
        if page.pk == odd.pk:
            Notice.objects.filter(pk=kept.pk).update(tender=None)
        return kept

    parse_with(monkeypatch, notice)
    monkeypatch.setattr(read, "save_notice", refused)
    read_pending()
    odd.refresh_from_db()
    good.refresh_from_db()
    assert odd.reason.startswith("fault: IntegrityError")
    assert good.state == PageState.READ
    assert not Notice.objects.filter(page=odd).exists()


def test_a_fault_while_reading_one_page_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    page = result()
    read_page(page.pk)
    before = canonical_rows()

    def refused(page: RawPage, parsed: ParsedNotice) -> Notice:
        raise IntegrityError

    monkeypatch.setattr(read, "save_notice", refused)
    with pytest.raises(IntegrityError):
        read_page(page.pk)
    assert canonical_rows() == before


def test_what_the_list_said_is_told_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[Page] = []

    def heard(page: Page) -> ParsedNotice:
        pages.append(page)
        return notice()

    monkeypatch.setattr(read, "parse", heard)
    kept = make_page("hubei", body=b"body", content_type="text/html", listed_title="题", listed_published="2026-01-05")
    read_pending()
    assert pages == [Page("hubei", kept.url, b"body", "text/html", "题", "2026-01-05")]
