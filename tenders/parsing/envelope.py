"""The HTML inside what a portal serves: bytes decoded, JSON answers opened. Knows nothing of notices."""

import json
import re

from tenders.parsing.notice import Page, UnreadablePage
from tenders.sources import SOURCES

MAX_BYTES = 3_000_000  # the longest page seen is under 400 kB; beyond this only the beginning is read


def markup_of(page: Page) -> tuple[str, dict[str, str]]:
    """The HTML of the page, out of its JSON envelope where the source has one, and what the envelope says."""
    body = page.body[:MAX_BYTES]
    if body.lstrip()[:1] in (b"{", b"["):
        return _from_json(body, page.source)
    return _decode(body, page.content_type), {}


def _decode(body: bytes, content_type: str) -> str:
    declared = re.search(rb"charset=[\"']?\s*([\w-]+)", content_type.encode() + b" " + body[:2048], re.IGNORECASE)
    named = declared[1].decode("ascii").lower() if declared else "utf-8"
    for encoding in dict.fromkeys((named, "utf-8", "gb18030")):
        try:
            return body.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", errors="replace")


def _from_json(body: bytes, source: str) -> tuple[str, dict[str, str]]:
    """The portal's detail answer: HTML at the source's `json_path`, or at any key that usually holds it."""
    try:
        data = json.loads(body.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return _decode(body, ""), {}
    path = SOURCES[source].json_path if source in SOURCES else ()
    holder = _follow(data, path[:-1]) if path else _holder(data)
    if not isinstance(holder, dict):
        raise UnreadablePage("not_found", "the answer holds no notice")
    content = holder.get(path[-1]) if path else _content(holder)
    if not isinstance(content, str) or not content.strip():
        raise UnreadablePage("empty", "the answer holds a notice without text")
    meta = {key: str(value) for key, value in holder.items() if key in _JSON_META and value not in (None, "")}
    if "title" in meta:
        meta["ArticleTitle"] = meta["title"]
    return content, meta


_JSON_META = ("title", "publishDate", "projectCode", "projectName", "districtName", "pathName", "announcementType")
_CONTENT_KEYS = ("content", "noticeContent", "html", "text", "body")


def _follow(data: object, path: tuple[str, ...]) -> object:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _content(holder: dict[str, object]) -> object:
    return next((holder[key] for key in _CONTENT_KEYS if isinstance(holder.get(key), str)), None)


def _holder(data: object, depth: int = 0) -> object:
    """The innermost object that holds a notice's text."""
    if depth > 6:
        return None
    if isinstance(data, dict):
        if _content(data) is not None:
            return data
        data = list(data.values())
    if isinstance(data, list):
        return next((found for item in data[:50] if (found := _holder(item, depth + 1)) is not None), None)
    return None
