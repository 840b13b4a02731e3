"""Rows for tests, made by plain functions: name what the test is about, the rest is ordinary."""

import hashlib
import itertools
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from tenders.models import (
    Award,
    AwardParty,
    ClassMembership,
    Group,
    Lot,
    Notice,
    Organisation,
    RawPage,
    SavedSearch,
    Source,
    Tender,
)
from tenders.sources import SOURCES
from tenders.vocabulary import Basis, NoticeKind, Outcome, Role, VendorClass

CHINA = ZoneInfo("Asia/Shanghai")
serial = itertools.count(1)


def china(day: str | date, hour: int = 9) -> datetime:
    """An aware datetime on that day in China."""
    return datetime.combine(date.fromisoformat(str(day)), time(hour), CHINA)


def make_source(key: str = "ccgp") -> Source:
    return Source.objects.get_or_create(key=key, defaults={"name": SOURCES[key].name})[0]


def make_page(source: str = "ccgp", url: str = "", body: bytes = b"", **others: Any) -> RawPage:
    n = next(serial)
    body = body or f"page {n}".encode()
    defaults: dict[str, Any] = {"fetched_at": china("2026-01-05")}
    return RawPage.objects.create(
        source=make_source(source),
        url=url or f"{SOURCES[source].base_url}/notice/{n}.htm",
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        **(defaults | others),
    )


def make_group(
    key: str, vendor_class: str = VendorClass.OTHER, *, name: str = "", presets: Sequence[str] = (), **dates: date
) -> Group:
    """A group with its ordinary camp, and the presets that it also belongs to."""
    group, made = Group.objects.get_or_create(key=key, defaults={"name": name or key})
    if made:
        for preset in ("", *presets):
            ClassMembership.objects.create(group=group, vendor_class=vendor_class, preset=preset, **dates)
    return group


def make_organisation(name: str, vendor_class: str = VendorClass.UNKNOWN, group: Group | None = None) -> Organisation:
    return Organisation.objects.get_or_create(
        key=name, defaults={"name": name, "vendor_class": vendor_class, "group": group}
    )[0]


def make_tender(name: str = "", *, buyer: Organisation | None = None, **others: Any) -> Tender:
    n = next(serial)
    return Tender.objects.create(key=f"tender {n}", name=name or f"某市政务云服务项目{n}", buyer=buyer, **others)


def make_notice(
    tender: Tender | None = None,
    *,
    kind: str = NoticeKind.AWARD,
    published: str | date | None = "2025-05-20",
    source: str = "ccgp",
    url: str = "",
    **others: Any,
) -> Notice:
    """A current notice; `published` is a day in China. `search_text` is title and text unless given."""
    page = make_page(source, url, state="read")
    tender = tender or make_tender()
    defaults: dict[str, Any] = {
        "title": f"{tender.name}公告",
        "project_name": tender.name,
        "text": "",
        "buyer": tender.buyer,
        "buyer_name": tender.buyer.name if tender.buyer else "",
    }
    values = defaults | others
    values.setdefault("search_text", f"{values['title']}\n{values['text']}")
    return Notice.objects.create(
        page=page,
        source=page.source,
        url=page.url,
        kind=kind,
        tender=tender,
        published_at=published and china(published),
        **values,
    )


def make_award(
    notice: Notice,
    supplier: Organisation | None,
    amount: str | None = None,
    *,
    lot: str = "",
    basis: str | None = None,
    outcome: str = Outcome.AWARDED,
    role: str = Role.SOLE,
    share: str | None = None,
    **others: Any,
) -> Award:
    """One (lot, winner) with the winner as its party; `amount` is yuan. Without a supplier the lot failed."""
    own_lot = Lot.objects.get_or_create(tender=notice.tender, label=lot)[0]
    award = Award.objects.create(
        notice=notice,
        lot=own_lot,
        supplier=supplier,
        outcome=outcome if supplier else Outcome.FAILED,
        amount=amount and Decimal(amount),
        basis=basis or (Basis.TOTAL if amount else Basis.UNDISCLOSED),
        **others,
    )
    if supplier:
        make_party(award, supplier, role, share=share)
    return award


def make_party(award: Award, organisation: Organisation, role: str, *, share: str | None = None) -> AwardParty:
    """What an organisation did in an award, in the camp that it has today."""
    return AwardParty.objects.create(
        award=award,
        organisation=organisation,
        role=role,
        printed_name=organisation.name,
        share=share and Decimal(share),
        vendor_class=organisation.vendor_class,
        group=organisation.group,
    )


def make_user(name: str = "alice", **others: Any) -> User:
    return get_user_model().objects.create_user(name, email=f"{name}@example.com", **others)


def make_search(user: User, query: str, *, name: str = "", weekly: bool = True) -> SavedSearch:
    return SavedSearch.objects.create(user=user, name=name or query, query=query, weekly=weekly)
