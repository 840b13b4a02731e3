"""How a portal's refusal looks, also behind HTTP 200; pure, knows declared signals only."""

import re
from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest

TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
CODE = re.compile(rb'^\s*\{\s*"code"\s*:\s*"?(\d+)')
# Parts of challenge pages as scripts and ids, which no notice's text contains
FIREWALL = (b"aliyun_waf", b'id="renderData"', b"id='renderData'", b"/captcha/captchaImage", b"acw_sc__v2")


class Blocked(IgnoreRequest):
    """The site refused us; the message says how. Never solved, never tried again in this run."""


@dataclass(frozen=True, slots=True)
class BlockSignals:
    """What one portal does when it refuses: words in the title, parts of the address, codes of a JSON answer."""

    titles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    codes: tuple[int, ...] = ()
    statuses: tuple[int, ...] = (401, 403, 405, 418, 429, 521)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `json_due` says that we asked for JSON."""

    url: str
    status: int
    body: bytes
    json_due: bool


def block_reason(signals: BlockSignals, answer: Answer) -> str | None:
    """Why this answer is a refusal, in words for the crawl's message; None for an ordinary answer."""
    if part := next((part for part in signals.addresses if part in answer.url), None):
        return f"sent to {part}"
    if answer.status in signals.statuses:
        return f"HTTP status {answer.status}"
    title = _title(answer.body)
    if any(words in title for words in signals.titles):
        return f"page titled {title}"
    if any(mark in answer.body for mark in FIREWALL):
        return "a firewall's challenge page"
    if answer.status == 200 and answer.json_due:
        return _json_reason(signals, answer.body)
    return None


def _json_reason(signals: BlockSignals, body: bytes) -> str | None:
    if body.lstrip()[:1] not in {b"{", b"["}:
        return "HTML where JSON is due"
    code = CODE.match(body)
    if code and int(code[1]) in signals.codes:
        return f"code {int(code[1])}"
    return None


def _title(body: bytes) -> str:
    found = TITLE.search(body[:4096])
    return " ".join(found[1].decode(errors="replace").split()) if found else ""
