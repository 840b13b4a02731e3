"""What reading a page gives: plain, frozen values, each beside the text it was read from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tenders.vocabulary import Basis, NoticeKind, Outcome, Role


class UnreadablePage(Exception):
    """The page holds no notice that can be read; the message is the reason shown to people.

    `code` is a short stable key for counting: `empty`, `blocked`, `not_found`, `no_text`, `not_html`, …
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Page:
    """A kept page: the bytes as served. `title` and `published` are what the list said, if anything."""

    source: str
    url: str
    body: bytes
    content_type: str = ""
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: `notice.text[start:end] == text`; `rule` names the rule that read it."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ParsedSupplier:
    """A party of an award. `share` is its printed part of the lot, 0–1."""

    name: str
    role: Role
    credit_code: str | None = None
    share: Decimal | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ParsedBid:
    """A bidder that did not win, or a candidate: `price` in yuan where a total is printed."""

    lot: str | None
    name: str
    role: Role
    price: Decimal | None = None
    score: Decimal | None = None
    rank: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ParsedAward:
    """One (lot, winner). `amount` is yuan and present exactly when `basis` is `total`."""

    outcome: Outcome
    lot: str | None = None
    lot_name: str | None = None
    suppliers: tuple[ParsedSupplier, ...] = ()
    amount: Decimal | None = None
    basis: Basis = Basis.UNDISCLOSED
    amount_text: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Amends:
    """What an amendment changes: 采购公告, 采购文件 or 采购结果, and when that was first published."""

    target: str | None
    first_published: date | None


@dataclass(frozen=True, slots=True)
class ParsedNotice:
    """One notice as read from one page.

    Dates are aware (Asia/Shanghai) datetimes when a time is printed, else dates. `text` is the page's text that
    every Evidence points into. `evidence` maps a field name (`project_number`, `buyer`, …) to where it stands.
    `unread` lists labels that no rule understood. `no_winner` says why an award names nobody: `in_attachment`,
    `withheld` (a dash, 无, masked), `not_printed`; None when there is a winner or the notice is no award.
    """

    kind: NoticeKind
    title: str
    text: str
    project_number: str | None = None
    project_number_alt: tuple[str, ...] = ()
    project_name: str | None = None
    buyer: str | None = None
    agency: str | None = None
    published_at: datetime | date | None = None
    bid_deadline: datetime | date | None = None
    region: str | None = None
    method: str | None = None
    budget: Decimal | None = None
    awards: tuple[ParsedAward, ...] = ()
    bids: tuple[ParsedBid, ...] = ()
    subcontractors: tuple[ParsedSupplier, ...] = ()
    amends: Amends | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    no_winner: str | None = None
