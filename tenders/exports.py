"""Rows for spreadsheets, streamed from the database; it knows columns, not files."""

from collections.abc import Iterator

from tenders.models import NoticeQuerySet


def stream_notices_csv(notices: NoticeQuerySet) -> Iterator[str]:
    """The notices as lines of CSV."""
    yield "id,url,title\r\n"
    for notice in notices.iterator(chunk_size=500):
        yield f"{notice.pk},{notice.url},{notice.title}\r\n"
