"""All rows that reading leaves, without the numbers and moments that differ from run to run."""

from typing import Any

from django.db.models import QuerySet

from tenders.matching import load_registry_into_database
from tenders.models import Award, AwardParty, Lot, Notice, Organisation, RawPage, Tender

COLUMNS: tuple[tuple[QuerySet[Any], tuple[str, ...]], ...] = (
    (RawPage.objects.all(), ("url", "sha256", "state", "reason")),
    (Organisation.objects.all(), (
        "key", "name", "credit_code", "branch_of__key", "vendor_class", "group", "class_rule", "class_evidence",
    )),
    (Tender.objects.all(), ("key", "numbers", "number", "name", "buyer__key", "budget")),
    (Lot.objects.all(), ("tender__key", "label", "name")),
    (Notice.objects.all(), (
        "url", "page__sha256", "version", "is_current", "kind", "title", "text", "published_at", "project_number",
        "project_number_alt", "project_name", "buyer_name", "agency_name", "region_text", "method", "budget",
        "bid_deadline", "evidence", "unread", "tender__key", "buyer__key", "province", "city", "region_rule", "is_ours",
        "topics", "topic_words", "search_text",
    )),
    (Award.objects.all(), (
        "notice__url", "notice__version", "lot__label", "supplier__key", "outcome", "amount", "basis", "amount_text",
        "evidence", "doubt", "doubted_amount",
    )),
    (AwardParty.objects.all(), (
        "award__notice__url", "award__notice__version", "award__lot__label", "award__supplier__key",
        "organisation__key", "role", "printed_name", "share", "bid_amount", "score", "rank", "evidence",
        "vendor_class", "group", "class_rule", "class_evidence",
    )),
)  # fmt: skip


def canonical_rows() -> dict[str, list[str]]:
    """Every row of every table that reading writes, as sorted text."""
    return {
        queryset.model.__name__: sorted(map(repr, queryset.order_by().values_list(*columns)))
        for queryset, columns in COLUMNS
    }


def unread_everything() -> None:
    """As if no page had ever been read."""
    for model in (AwardParty, Award, Notice, Lot, Tender):
        model._default_manager.all().delete()
    Organisation.objects.filter(branch_of__isnull=False).delete()
    Organisation.objects.all().delete()
    load_registry_into_database()
    RawPage.objects.update(state="pending", reason="", read_at=None)
