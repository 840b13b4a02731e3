"""Keeping pages: the bytes as served, one row per changed content; knows nothing of what they say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
    body: bytes = field(repr=False)
    listed_title: str = ""
    listed_published: str = ""
    crawl_id: int | None = None


def store_page(page: FetchedPage) -> Kept:
    """Keep a page unless its content is already the newest kept of its address; count it for its crawl.

    A page that turns back to an earlier content is `changed`: the earlier row becomes the newest again and waits to
    be read again, because the database holds each content of an address once. Raises KeyError for an unknown source.
    """
    return store_pages([page])[0]


def store_pages(pages: Sequence[FetchedPage]) -> list[Kept]:
    """Keep several pages in one transaction, with the answers of `store_page` in the same order."""
    kept: list[Kept] = []
    with transaction.atomic():
        for batch in _without_repeats(pages):
            kept += _store(batch)
        for crawl_id, counts in _counts(pages, kept).items():
            _count(crawl_id, counts)
    return kept


def skip_if_known(source: str, url: str, title: str, published: str, crawl_id: int | None) -> bool:
    """Whether the newest kept page of `url` was listed with the same title and time; if so, count it as unchanged."""
    newest = RawPage.objects.filter(source=source, url=url).order_by("-fetched_at", "-id")
    listed = newest.values_list("listed_title", "listed_published").first()
    known = listed == (_plain(title), _plain(published))
    if known and crawl_id is not None:
        _count(crawl_id, Counter(["unchanged"]))
    return known


def _without_repeats(pages: Iterable[FetchedPage]) -> Iterator[list[FetchedPage]]:
    """Cut the pages so that no address occurs twice in one part."""
    batch: dict[tuple[str, str], FetchedPage] = {}
    for page in pages:
        if (page.source, page.url) in batch:
            yield list(batch.values())
            batch = {}
        batch[page.source, page.url] = page
    yield list(batch.values())


def _store(pages: list[FetchedPage]) -> list[Kept]:
    versions = _versions(pages)
    kept: list[Kept] = []
    rows: list[RawPage] = []
    for page in pages:
        sha256 = fingerprint(SOURCES[page.source], page.body, page.content_type)
        known = versions[page.source, page.url]
        kept.append(_verdict(known, sha256))
        if sha256 not in known:
            rows.append(_row(page, sha256))
        elif known[0] != sha256:
            _turn_back(page, sha256)
    # another run may have kept the same content a moment ago
    RawPage.objects.bulk_create(rows, ignore_conflicts=True)
    return kept


def _verdict(known: list[str], sha256: str) -> Kept:
    if not known:
        return "new"
    return "unchanged" if known[0] == sha256 else "changed"


def _versions(pages: list[FetchedPage]) -> defaultdict[tuple[str, str], list[str]]:
    """The hashes kept for each address, newest first."""
    addresses = {page.url for page in pages}
    rows = RawPage.objects.filter(source__in={page.source for page in pages}, url__in=addresses)
    versions: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for source, url, sha256 in rows.order_by("-fetched_at", "-id").values_list("source_id", "url", "sha256"):
        versions[source, url].append(sha256)
    return versions


def _turn_back(page: FetchedPage, sha256: str) -> None:
    RawPage.objects.filter(source=page.source, url=page.url, sha256=sha256).update(
        fetched_at=page.fetched_at, crawl=page.crawl_id, state=PageState.PENDING, reason="", read_at=None
    )


def _row(page: FetchedPage, sha256: str) -> RawPage:
    return RawPage(
        source_id=page.source,
        crawl_id=page.crawl_id,
        url=page.url,
        sha256=sha256,
        body=page.body,
        content_type=page.content_type[:100],
        listed_title=_plain(page.listed_title),
        listed_published=_plain(page.listed_published)[:40],
        fetched_at=page.fetched_at,
    )


def _counts(pages: Sequence[FetchedPage], kept: list[Kept]) -> dict[int, Counter[Kept]]:
    counts: defaultdict[int, Counter[Kept]] = defaultdict(Counter)
    for page, answer in zip(pages, kept, strict=True):
        if page.crawl_id is not None:
            counts[page.crawl_id][answer] += 1
    return counts


def _count(crawl_id: int, counts: Counter[Kept]) -> None:
    """In the transaction that keeps the pages, so that a crawl never claims others than it kept."""
    Crawl.objects.filter(pk=crawl_id).update(**{f"pages_{kept}": F(f"pages_{kept}") + n for kept, n in counts.items()})


def _plain(text: str) -> str:
    """One line without NUL, which PostgreSQL text cannot hold."""
    return " ".join(text.replace("\x00", "").split())
