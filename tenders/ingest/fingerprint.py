"""What makes two fetches of a page the same page: the text of its declared parts. No database.

Portals serve the same notice with other bot scripts, read counters and timestamps each time. A hash of the bytes
would call every page changed at every crawl. So the text of the parts that `tenders.sources` declares is hashed.
This is deliberately not the reader's text: a better reader must not make old pages look changed.
"""

import hashlib
import json
from collections.abc import Callable
from email.message import Message
from functools import cache
from typing import Any, cast

from lxml import etree, html
from lxml.cssselect import CSSSelector

from tenders.sources import Source

SCRIPTS = "script, style, noscript, template"


def fingerprint(source: Source, body: bytes, content_type: str = "") -> str:
    """The SHA-256 (hex) of the declared parts; of all bytes where the page has none of them."""
    text = _json_text(source, body) if source.body == "json" else _html_text(source, body, content_type)
    return hashlib.sha256(text.encode() if text else body).hexdigest()


def _json_text(source: Source, body: bytes) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return ""
    values = [_at(answer, path) for path in source.hashed]
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if any(values) else ""


def _at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _html_text(source: Source, body: bytes, content_type: str) -> str:
    try:
        page = html.document_fromstring(body, parser=_parser(source, body, content_type))
    except etree.ParserError:
        return ""
    for noise in _selector(", ".join((SCRIPTS, *source.volatile)))(page):
        noise.drop_tree()
    for selector in source.hashed:
        if parts := _selector(selector)(page):
            return "\n".join(_words(part) for part in parts)
    return ""


@cache
def _selector(css: str) -> Callable[[html.HtmlElement], list[html.HtmlElement]]:
    return cast(Callable[[html.HtmlElement], list[html.HtmlElement]], CSSSelector(css, translator="html"))


def _words(part: html.HtmlElement) -> str:
    lines = (" ".join(text.split()) for text in part.itertext(with_tail=False))
    return "\n".join(line for line in lines if line)


def _parser(source: Source, body: bytes, content_type: str) -> html.HTMLParser:
    """The charset of the header counts, else the page's own, else the declared one."""
    header = Message()
    header["content-type"] = content_type
    charset = header.get_content_charset()
    if charset is None and b"charset" not in body[:2000].lower():
        charset = source.encoding
    try:
        return html.HTMLParser(encoding=charset)
    except LookupError:
        return html.HTMLParser(encoding=source.encoding)
