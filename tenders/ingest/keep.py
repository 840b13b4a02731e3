"""Keeping pages: the bytes as served, one row per changed content; knows nothing of what they say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F

from tenders.ingest.fingerprint import fingerprint
from tenders.models import Crawl, RawPage
from tenders.sources import SOURCES
from tenders.vocabulary import PageState

Kept = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as served. `url` is the official address; `fetched_at` is aware; `listed_*` is what the list said."""

    source: str
    url: str
    fetched_at: datetime
    status: int
    content_type: str
    body: bytes
    listed_title: str = ""
    listed_published: str = ""
    crawl_id: int | None = None


def store_page(page: FetchedPage) -> Kept:
    """Keep a page unless its content is already the newest kept of its address; count it for its crawl.

    A page that turns back to an earlier content is `changed`: the earlier row becomes the newest again and waits to
    be read again, because the database holds each content of an address once. Raises KeyError for an unknown source.
    """
    sha256 = fingerprint(SOURCES[page.source], page.body, page.content_type)
    with transaction.atomic():
        kept = _keep(page, sha256)
        _count(page.crawl_id, kept)
    return kept


def skip_if_known(source: str, url: str, title: str, published: str, crawl_id: int | None) -> bool:
    """Whether the newest kept page of `url` was listed with the same title and time; if so, count it as unchanged."""
    newest = RawPage.objects.filter(source=source, url=url).order_by("-fetched_at", "-id")
    listed = newest.values_list("listed_title", "listed_published").first()
    known = listed == (_plain(title), _plain(published))
    if known:
        _count(crawl_id, "unchanged")
    return known


def _keep(page: FetchedPage, sha256: str) -> Kept:
    versions = RawPage.objects.filter(source=page.source, url=page.url).order_by("-fetched_at", "-id")
    known = list(versions.values_list("sha256", flat=True))
    if known and known[0] == sha256:
        return "unchanged"
    if sha256 in known:
        versions.filter(sha256=sha256).update(
            fetched_at=page.fetched_at, crawl=page.crawl_id, state=PageState.PENDING, reason="", read_at=None
        )
        return "changed"
    if not _insert(page, sha256):
        return "unchanged"
    return "changed" if known else "new"


def _insert(page: FetchedPage, sha256: str) -> bool:
    """Whether the row is ours: another run may have kept the same content a moment ago."""
    _, created = RawPage.objects.get_or_create(
        source_id=page.source,
        url=page.url,
        sha256=sha256,
        defaults={
            "crawl_id": page.crawl_id,
            "body": page.body,
            "content_type": page.content_type[:100],
            "listed_title": _plain(page.listed_title),
            "listed_published": _plain(page.listed_published)[:40],
            "fetched_at": page.fetched_at,
        },
    )
    return created


def _count(crawl_id: int | None, kept: Kept) -> None:
    if crawl_id is not None:
        Crawl.objects.filter(pk=crawl_id).update(**{f"pages_{kept}": F(f"pages_{kept}") + 1})


def _plain(text: str) -> str:
    """One line without NUL, which PostgreSQL text cannot hold."""
    return " ".join(text.replace("\x00", "").split())
