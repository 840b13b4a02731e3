"""Reading kept pages: each is claimed, understood and saved in one transaction, so a killed reader leaves no trace.

The claim is the lock on the page's row. It vanishes with the connection of whoever held it; no lease has to expire.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tenders.ingest.save import forget_notice, save_notice
from tenders.matching import ensure_registry
from tenders.models import Notice, RawPage
from tenders.models.columns import cut, storable
from tenders.parsing import Page, UnreadablePage, parse
from tenders.vocabulary import PageState

logger = logging.getLogger(__name__)

REASON_WIDTH = 300
# A fault of ours on one page: the page is put aside under its name and the log has the trace, so that it neither
# passes for read nor keeps the pages behind it waiting.
FAULTS = (
    ArithmeticError, AttributeError, DataError, IntegrityError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


@dataclass
class ReadSummary:
    """How many pages were read, and how many were not, by the code of the reason."""

    read: int = 0
    by_reason: Counter[str] = field(default_factory=Counter)

    @property
    def unreadable(self) -> int:
        return self.by_reason.total()

    @property
    def pages(self) -> int:
        return self.read + self.unreadable


def read_page(page_id: int) -> Notice | None:
    """Read one page, whether for the first time or again; None when it is unreadable, and why is kept in its row.

    Raises RawPage.DoesNotExist; a fault while saving leaves everything as it was and is raised.
    """
    ensure_registry()
    with transaction.atomic():
        page = RawPage.objects.select_for_update().get(pk=page_id)
        _read(page)
    return Notice.objects.filter(page=page).first()


def read_pending(
    limit: int | None = None, source: str | None = None, on_progress: Callable[[int], object] | None = None
) -> ReadSummary:
    """Read waiting pages, oldest first, until none is left that nobody else reads, or `limit` were read.

    `on_progress` gets the number of pages done so far. Several readers work side by side.
    """
    ensure_registry()
    summary = ReadSummary()
    last = 0
    while limit is None or summary.pages < limit:
        page = _read_next(last, source)
        if page is None:
            break
        last = page.pk
        if page.state == PageState.READ:
            summary.read += 1
        else:
            summary.by_reason[page.reason.partition(":")[0]] += 1
        if on_progress is not None:
            on_progress(summary.pages)
    return summary


def count_waiting(source: str | None = None) -> int:
    """How many pages wait to be read."""
    return _waiting(source).count()


def more_wait_than(pages: int) -> bool:
    """Whether more pages wait than this many."""
    return _waiting(None).order_by("pk")[pages : pages + 1].exists()


def _waiting(source: str | None) -> QuerySet[RawPage]:
    waiting = RawPage.objects.filter(state=PageState.PENDING)
    return waiting if source is None else waiting.filter(source=source)


def _read_next(last: int, source: str | None) -> RawPage | None:
    """Claim and read the first waiting page after `last`; None when there is none."""
    page = None
    try:
        with transaction.atomic():
            page = _claim(last, source)
            if page is not None:
                _read(page)
    except FAULTS as fault:
        if page is None:
            raise
        logger.exception("page %s could not be read: %s", page.pk, page.url)
        with transaction.atomic():
            _put_aside(page, f"fault: {type(fault).__name__}: {fault}")
    return page


def _claim(last: int, source: str | None) -> RawPage | None:
    waiting = _waiting(source).filter(pk__gt=last).order_by("pk")
    return waiting.select_for_update(skip_locked=True).first()


def _read(page: RawPage) -> None:
    try:
        parsed = parse(_as_served(page))
    except UnreadablePage as unreadable:
        _put_aside(page, str(unreadable))
    else:
        save_notice(page, parsed)
        _end(page, PageState.READ)


def _as_served(page: RawPage) -> Page:
    return Page(
        source=page.source_id,
        url=page.url,
        body=bytes(page.body),
        content_type=page.content_type,
        title=page.listed_title or None,
        published=page.listed_published or None,
    )


def _put_aside(page: RawPage, reason: str) -> None:
    """The page is unreadable: what was once read from it can no longer be shown beside its text."""
    forget_notice(page)
    _end(page, PageState.UNREADABLE, cut(storable(reason), REASON_WIDTH))


def _end(page: RawPage, state: PageState, reason: str = "") -> None:
    page.state, page.reason, page.read_at = state, reason, timezone.now()
    RawPage.objects.filter(pk=page.pk).update(state=state, reason=reason, read_at=page.read_at)
