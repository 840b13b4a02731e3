"""Rows for spreadsheets, streamed from the database in constant memory; it knows columns, not files or pages.

CSV begins with a byte order mark, so that Excel reads it as UTF-8. Contacts and experts are never among the columns.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from tenders.classify.regions import region_name
from tenders.models import WINNING_ROLES, Award, AwardParty, Notice, NoticeQuerySet
from tenders.search import NoticeFilter
from tenders.vocabulary import NoticeKind, Role, Topic, VendorClass

BYTE_ORDER_MARK = "\ufeff"
# the four signs and their full-width twins, and white space before them
FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
AT_A_TIME = 2_000  # rows that the server-side cursor hands over at once
HEAVY = ("text", "search_text", "evidence")  # columns of a notice that no export shows
SHOWN_ROLES = (*WINNING_ROLES, Role.SUBCONTRACTOR, Role.BRAND)

Row = Sequence[object]


def award_header() -> list[str]:
    """The columns of `award_rows`, in the active language."""
    return [
        _("notice"), _("official page"), _("published"), _("kind"), _("province"), _("city"), _("buyer"),
        _("project number"), _("project"), _("lot"), _("outcome"), _("supplier"), _("role"), _("camp"), _("group"),
        _("share of the lot"), _("award amount (yuan)"), _("basis"), _("amount as printed"), _("doubt"), _("topics"),
    ]  # fmt: skip


def award_rows(search: NoticeFilter) -> Iterator[Row]:
    """One row per award and supplier of the notices found, newest first; a failed lot has a row without supplier.

    The amount stands in the first row of an award only, its lead's, so that the column can be summed. Amounts are yuan
    (Decimal); a cell without a value is empty, never 0.
    """
    notices = search.apply(Notice.objects.order_by())
    parties = AwardParty.objects.filter(role__in=SHOWN_ROLES).select_related("organisation", "group").order_by("pk")
    awards = (
        Award.objects.filter(notice__in=notices)
        .select_related("notice", "lot")
        .defer("evidence", *(f"notice__{name}" for name in HEAVY))
        .prefetch_related(Prefetch("parties", parties))
        .order_by("-notice__published_at", "-notice", "pk")
    )
    for award in awards.iterator(chunk_size=AT_A_TIME):
        yield from rows_of_award(award)


def rows_of_award(award: Award) -> Iterator[Row]:
    """The rows of one award, the lead's first."""
    order = list(SHOWN_ROLES)
    parties = sorted(award.parties.all(), key=lambda party: order.index(Role(party.role)))
    notice = award.notice
    about = [
        notice.pk, notice.url, minute(notice.published_at), notice.get_kind_display(), region_name(notice.province),
        region_name(notice.city), notice.buyer_name, notice.project_number, notice.project_name or notice.title,
        str(award.lot), award.get_outcome_display(),
    ]  # fmt: skip
    for first, party in enumerate(parties or [None]):
        amount = award.amount if first == 0 else None
        yield [
            *about, *who(party), amount, award.get_basis_display(), award.amount_text, award.get_doubt_display(),
            topics(notice),
        ]  # fmt: skip


def who(party: AwardParty | None) -> list[object]:
    """Supplier, role, camp, group and share of one party."""
    if party is None:
        return ["", "", "", "", None]
    group = party.group.name if party.group else ""
    return [party.organisation.name, party.get_role_display(), party.get_vendor_class_display(), group, party.share]


def notice_header() -> list[str]:
    """The columns of `notice_rows`, in the active language."""
    return [
        _("notice"), _("official page"), _("published"), _("kind"), _("title"), _("province"), _("city"), _("buyer"),
        _("procuring agency"), _("project number"), _("method"), _("budget (yuan)"), _("bid deadline"), _("winners"),
        _("camps of the winners"), _("award amount (yuan)"), _("topics"),
    ]  # fmt: skip


def notice_rows(notices: NoticeQuerySet) -> Iterator[Row]:
    """One row per notice in the order of `notices`; the amount is the sum of its known award amounts."""
    winners = AwardParty.objects.filter(role__in=WINNING_ROLES).select_related("organisation").order_by("pk")
    awards = Award.objects.defer("evidence").prefetch_related(Prefetch("parties", winners)).order_by("pk")
    found = notices.defer(*HEAVY).prefetch_related(Prefetch("awards", awards))
    for notice in found.iterator(chunk_size=AT_A_TIME):
        yield row_of_notice(notice)


def row_of_notice(notice: Notice) -> Row:
    awards = list(notice.awards.all())
    parties = [party for award in awards for party in award.parties.all()]
    amounts = [award.amount for award in awards if award.amount is not None]
    return [
        notice.pk, notice.url, minute(notice.published_at), NoticeKind(notice.kind).label, notice.title,
        region_name(notice.province), region_name(notice.city), notice.buyer_name, notice.agency_name,
        notice.project_number, notice.method, notice.budget, minute(notice.bid_deadline),
        listed(party.organisation.name for party in parties),
        listed(str(VendorClass(party.vendor_class).label) for party in parties),
        sum(amounts, Decimal(0)) if amounts else None, topics(notice),
    ]  # fmt: skip


def minute(moment: datetime | None) -> str:
    """China time as `2025-05-20 09:30`, which spreadsheets read as a date."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def topics(notice: Notice) -> str:
    return listed(str(Topic(topic).label) for topic in notice.topics)


def listed(words: Iterable[str]) -> str:
    """Each once, in order."""
    return "、".join(dict.fromkeys(words))


def cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; numbers stay numbers, None is empty."""
    if value is None:
        return ""
    text = str(value)
    risky = isinstance(value, str) and text.lstrip(" ").startswith(FORMULA_SIGNS)
    return f"'{text}" if risky else text


def stream_csv(header: Row, rows: Iterable[Row]) -> Iterator[str]:
    """The table as CSV, a chunk per row, beginning with a byte order mark."""
    yield BYTE_ORDER_MARK + csv_line(header)
    for row in rows:
        yield csv_line(row)


def csv_line(row: Row) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([cell(value) for value in row])
    return line.getvalue()


def stream_awards_csv(search: NoticeFilter) -> Iterator[str]:
    """The awards of the notices found, as CSV."""
    return stream_csv(award_header(), award_rows(search))


def stream_notices_csv(notices: NoticeQuerySet) -> Iterator[str]:
    """The notices as CSV."""
    return stream_csv(notice_header(), notice_rows(notices))
