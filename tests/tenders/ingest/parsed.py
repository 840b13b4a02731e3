"""Parsed notices for tests, made by plain functions: name what the test is about, the rest is ordinary."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from tenders.ingest.save import save_notice
from tenders.models import Award, Notice, RawPage
from tenders.parsing.notice import ParsedAward, ParsedNotice, ParsedSupplier
from tenders.vocabulary import Basis, NoticeKind, Outcome, Role
from tests.factories import CHINA

BUYER, NUMBER = "某市数据局", "XYZ-2025-001"


def won(
    name: str, amount: str | None = "1000000", *, lot: str | None = None, role: Role = Role.SOLE, **others: Any
) -> ParsedAward:
    """One supplier's award of a total in yuan."""
    supplier = ParsedSupplier(name, role, credit_code=others.pop("credit_code", None), share=others.pop("share", None))
    values: dict[str, Any] = {"outcome": Outcome.AWARDED, "lot": lot, "suppliers": (supplier,)}
    if amount is not None:
        values |= {"amount": Decimal(amount), "basis": Basis.TOTAL, "amount_text": f"{amount}元"}
    return ParsedAward(**(values | others))


def notice(*awards: ParsedAward, **others: Any) -> ParsedNotice:
    """An award notice of one project."""
    values: dict[str, Any] = {
        "kind": NoticeKind.AWARD,
        "title": "政务云服务项目中标公告",
        "text": "政务云服务项目中标公告\n供应商名称：某公司",
        "project_number": NUMBER,
        "project_name": "政务云服务项目",
        "buyer": BUYER,
        "published_at": datetime(2025, 5, 20, 9, 30, tzinfo=CHINA),
    }
    return ParsedNotice(**(values | {"awards": awards} | others))


def save(page: RawPage, parsed: ParsedNotice) -> Notice:
    """Save, and check at once what the database would check at the end of the transaction."""
    kept = save_notice(page, parsed)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return Notice.objects.get(pk=kept.pk)


def only_award(kept: Notice) -> Award:
    return Award.objects.get(notice=kept)
