"""A streamed CSV file as a download; what is in it is the business of `tenders.exports`."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils import timezone


def csv_response(name: str, chunks: Iterable[str | bytes]) -> StreamingHttpResponse:
    """The chunks as a file named after its content and the day, never held in memory as a whole."""
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    return response
