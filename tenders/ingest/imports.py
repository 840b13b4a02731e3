"""Pages from a file, kept as if crawled; knows the rows' form, not where they came from."""

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from tenders.ingest.addresses import official_address
from tenders.ingest.keep import FetchedPage, Kept, store_pages
from tenders.ingest.wrap import WRAPPERS
from tenders.models import RawPage
from tenders.sources import Source

BATCH = 200
NAMED = 100
LONGEST_URL = RawPage._meta.get_field("url").max_length or 0
CONTENT_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json; charset=utf-8"}


class UnreadableFile(Exception):
    """The file itself is broken or missing; the message says where."""


class BadRow(Exception):
    """A row is not as docs/add_a_source.md says; the message says why."""


@dataclass(slots=True)
class ImportSummary:
    """What became of the rows; of the bad ones the first hundred are named by line."""

    rows: int = 0
    kept: Counter[Kept] = field(default_factory=Counter)
    bad: int = 0
    bad_rows: list[tuple[int, str]] = field(default_factory=list)


def import_pages(
    source: Source, path: Path, on_progress: Callable[[ImportSummary], None] | None = None
) -> ImportSummary:
    """Keep the pages of a JSON-lines file, gzipped or not. `on_progress` gets the summary after each 200 rows.

    Raises UnreadableFile; what was read until then is kept.
    """
    summary = ImportSummary()
    numbered = enumerate(_lines(path), start=1)
    while batch := list(islice(numbered, BATCH)):
        summary.rows += len(batch)
        summary.kept.update(store_pages(list(_pages(source, batch, summary))))
        if on_progress:
            on_progress(summary)
    return summary


def _lines(path: Path) -> Iterator[bytes]:
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):  # noqa: B007 - said when reading fails
                yield line
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"{path}, after line {number}: {error}") from error


def _pages(source: Source, batch: Iterable[tuple[int, bytes]], summary: ImportSummary) -> Iterator[FetchedPage]:
    for number, line in batch:
        try:
            yield read_row(source, line)
        except BadRow as reason:
            summary.bad += 1
            if len(summary.bad_rows) < NAMED:
                summary.bad_rows.append((number, str(reason)))


def read_row(source: Source, line: bytes) -> FetchedPage:
    """The page of one line: `url`, and either `html` or `text`; `title` and `published` are what a list would say.

    Raises BadRow.
    """
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadRow(f"no JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadRow("no JSON object")
    given = [key for key in WRAPPERS if _text(row, key).strip()]
    if len(given) != 1:
        raise BadRow("one of html and text is wanted")
    title, published = _text(row, "title"), _text(row, "published")
    return FetchedPage(
        source=source.key,
        url=_url(source, _text(row, "url")),
        fetched_at=datetime.now(UTC),
        status=200,
        content_type=CONTENT_TYPES[source.body],
        body=WRAPPERS[given[0]](source, title, published, _text(row, given[0])),
        listed_title=title,
        listed_published=published,
    )


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise BadRow(f"{key} is no text")
    # half of a surrogate pair can stand in JSON, but not in UTF-8
    return (value or "").encode(errors="replace").decode()


def _url(source: Source, given: str) -> str:
    url = official_address(source.base_url, given, source.base_url) if given.startswith("http") else None
    if url is None:
        raise BadRow(f"url is not of {source.base_url}: {given[:100]!r}")
    if len(url) > LONGEST_URL:
        raise BadRow(f"url is longer than {LONGEST_URL}")
    return url
