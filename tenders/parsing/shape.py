"""A parsed notice as the plain JSON object that `parse_notice` prints. Knows only shapes, reads nothing."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tenders.parsing.notice import Evidence, ParsedAward, ParsedNotice, ParsedSupplier


def as_json(notice: ParsedNotice, notice_id: str) -> dict[str, object]:
    """One object: amounts in yuan (int when whole), dates as `YYYY-MM-DDTHH:MM`, or `YYYY-MM-DD` without a time."""
    amends = notice.amends
    return {
        "id": notice_id,
        "kind": str(notice.kind),
        "project_number": notice.project_number,
        "project_number_alt": list(notice.project_number_alt),
        "project_name": notice.project_name,
        "buyer": notice.buyer,
        "agency": notice.agency,
        "published_at": _moment(notice.published_at),
        "region": notice.region,
        "method": notice.method,
        "budget_yuan": _number(notice.budget),
        "bid_deadline": _moment(notice.bid_deadline),
        "awards": [_award(award) for award in notice.awards],
        "amends": None
        if amends is None
        else {"target": amends.target, "first_published": _moment(amends.first_published)},
    }


def evidence_json(notice: ParsedNotice) -> dict[str, Any]:
    """Where each value stands: text, start, end and rule, per field, award, supplier, bid and subcontractor."""
    return {
        "fields": {name: _evidence(found) for name, found in notice.evidence.items()},
        "awards": [
            {"amount": _evidence(award.evidence), "suppliers": [_evidence(one.evidence) for one in award.suppliers]}
            for award in notice.awards
        ],
        "bids": [{**_bid(bid), "evidence": _evidence(bid.evidence)} for bid in notice.bids],
        "subcontractors": [{**_supplier(one), "evidence": _evidence(one.evidence)} for one in notice.subcontractors],
        "unread": list(notice.unread),
    }


def _award(award: ParsedAward) -> dict[str, object]:
    return {
        "lot": award.lot,
        "lot_name": award.lot_name,
        "outcome": str(award.outcome),
        "suppliers": [_supplier(supplier) for supplier in award.suppliers],
        "amount_yuan": _number(award.amount),
        "basis": str(award.basis),
        "amount_text": award.amount_text,
    }


def _supplier(supplier: ParsedSupplier) -> dict[str, object]:
    shown: dict[str, object] = {"name": supplier.name, "role": str(supplier.role)}
    if supplier.credit_code is not None:
        shown["credit_code"] = supplier.credit_code
    if supplier.share is not None:
        shown["share"] = float(supplier.share)
    return shown


def _bid(bid: Any) -> dict[str, object]:
    return {
        "lot": bid.lot,
        "name": bid.name,
        "role": str(bid.role),
        "price_yuan": _number(bid.price),
        "score": _number(bid.score),
        "rank": bid.rank,
    }


def _evidence(found: Evidence | None) -> dict[str, object] | None:
    return None if found is None else {"text": found.text, "start": found.start, "end": found.end, "rule": found.rule}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _moment(value: datetime | date | None) -> str | None:
    if value is None:
        return None
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value.isoformat()
