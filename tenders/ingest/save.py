"""From a parsed notice to its rows: one transaction's work, the same rows however often a page is read."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tenders.classify.regions import classify_region
from tenders.classify.topics import classify_topics
from tenders.classify.vendors import classify_vendor
from tenders.ingest.awards import KeptAward, KeptParty, Settled, settle
from tenders.ingest.doubts import judge
from tenders.ingest.projects import Said, drop_unused_lots, lots_of, project_of, refresh
from tenders.ingest.versions import Versions
from tenders.matching import identify, resolve_organisations
from tenders.models import Award, AwardParty, Notice, Organisation, RawPage, Tender
from tenders.models.columns import CHINA, evidence_json, fitted, moment, storable
from tenders.parsing.notice import ParsedNotice
from tenders.sources import SOURCES


def save_notice(page: RawPage, parsed: ParsedNotice) -> Notice:
    """Keep what was read from `page`, replacing what an earlier reading of the same page left. Needs a transaction."""
    parsed = storable(parsed)
    versions = Versions(page, _key(parsed.buyer))
    organisations = resolve_organisations(_printed_names(parsed))
    buyer = organisations.get(parsed.buyer or "")
    settled = settle(parsed, {name: row.pk for name, row in organisations.items()}, buyer.pk if buyer else None)
    values = _columns(page, parsed, settled, organisations)
    said = Said(values["project_number"], values["project_name"], values["title"], values["budget"])
    project, made = project_of(_numbers(parsed), buyer, f"{page.source_id}|{page.url}", said)
    notice = versions.keep({**values, "tender": project, "buyer": buyer})
    for left in versions.projects - {project}:
        refresh(left)
    if not (made and notice.is_current):
        refresh(project)
    _save_awards(notice, settled.awards, project)
    if versions.own is not None:
        drop_unused_lots(project)
    return notice


def forget_notice(page: RawPage) -> None:
    """Remove what an earlier reading of `page` left: nothing can be read there any more. Needs a transaction."""
    versions = Versions(page, None)
    if versions.drop():
        for touched in versions.projects:
            refresh(touched)


def _key(buyer: str | None) -> str | None:
    identity = identify(buyer) if buyer else None
    return identity.key if identity else None


def _numbers(parsed: ParsedNotice) -> list[str]:
    return [number for number in (parsed.project_number, *parsed.project_number_alt) if number]


def _printed_names(parsed: ParsedNotice) -> dict[str, str | None]:
    """Every name that becomes an organisation, with the credit code printed beside it."""
    names: dict[str, str | None] = {parsed.buyer: None} if parsed.buyer else {}
    suppliers = [supplier for award in parsed.awards for supplier in award.suppliers]
    for supplier in (*suppliers, *parsed.subcontractors):
        names[supplier.name] = names.get(supplier.name) or supplier.credit_code
    return {**{bid.name: None for bid in parsed.bids}, **names}


def _columns(
    page: RawPage, parsed: ParsedNotice, settled: Settled, organisations: dict[str, Organisation]
) -> dict[str, Any]:
    """The columns of the notice itself, each fitted to its width."""
    values = {**_facts(parsed), **_place(page, parsed), **_subject(parsed)}
    values["evidence"] = _evidence(parsed, settled)
    values["search_text"] = _search_text(parsed, organisations)
    return fitted(Notice, values)


def _facts(parsed: ParsedNotice) -> dict[str, Any]:
    amends = parsed.amends
    return {
        "kind": parsed.kind,
        "title": parsed.title,
        "text": parsed.text,
        "published_at": moment(parsed.published_at),
        "project_number": parsed.project_number,
        "project_number_alt": parsed.project_number_alt,
        "project_name": parsed.project_name,
        "buyer_name": parsed.buyer,
        "agency_name": parsed.agency,
        "region_text": parsed.region,
        "method": parsed.method,
        "budget": _positive(parsed.budget),
        "bid_deadline": moment(parsed.bid_deadline),
        "amends_target": amends.target if amends else "",
        "amends_first_published": amends.first_published if amends else None,
        "unread": parsed.unread,
    }


def _evidence(parsed: ParsedNotice, settled: Settled) -> dict[str, Any]:
    """Where each field stands; under `unplaced`, what was printed of awards and bids but belongs to no lot for sure."""
    fields: dict[str, Any] = {name: evidence_json(where) for name, where in parsed.evidence.items()}
    return {**fields, "unplaced": settled.unplaced} if settled.unplaced else fields


def _positive(amount: Decimal | None) -> Decimal | None:
    return amount if amount is not None and amount > 0 else None


def _place(page: RawPage, parsed: ParsedNotice) -> dict[str, str | None]:
    answer = classify_region(
        buyer=parsed.buyer,
        number=parsed.project_number,
        portal_province=SOURCES[page.source_id].province,
        region_text=parsed.region,
        title=parsed.title,
        project_name=parsed.project_name,
        text=parsed.text,
    )
    return {"province": answer.province, "city": answer.city, "region_rule": answer.rule}


def _subject(parsed: ParsedNotice) -> dict[str, Any]:
    answer = classify_topics(parsed.title, parsed.text)
    return {"is_ours": answer.ours, "topics": answer.topics, "topic_words": answer.words}


def _search_text(parsed: ParsedNotice, organisations: Iterable[str]) -> str:
    """What the search box looks into, a value a line; the text comes last."""
    head = (parsed.title, parsed.project_name, *_numbers(parsed), parsed.buyer, parsed.agency, *organisations)
    return "\n".join([*dict.fromkeys(part for part in head if part), parsed.text])


# Awards


def _save_awards(notice: Notice, awards: list[KeptAward], project: Tender) -> None:
    """Replace the awards of the notice."""
    lots = lots_of(project, {award.lot: award.lot_name for award in awards})
    rows = []
    for award in awards:
        judge(award, notice.budget or project.budget)
        columns = ("outcome", "amount", "basis", "amount_text", "evidence", "doubt", "doubted_amount")
        values = fitted(Award, {column: getattr(award, column) for column in columns})
        rows.append(Award(notice=notice, lot=lots[award.lot], supplier_id=award.supplier, **values))
    Award.objects.bulk_create(rows)
    AwardParty.objects.bulk_create(
        _party_row(row, party, _day(notice))
        for row, award in zip(rows, awards, strict=True)
        for party in award.parties.values()
    )


def _day(notice: Notice) -> date:
    """The day on which the parties are who they are: that of publication, else that of fetching, in China."""
    return (notice.published_at or notice.page.fetched_at).astimezone(CHINA).date()


def _party_row(award: Award, party: KeptParty, day: date) -> AwardParty:
    answer = classify_vendor(party.printed_name, day)
    columns = ("role", "printed_name", "share", "bid_amount", "score", "rank", "evidence")
    values = {
        **{column: getattr(party, column) for column in columns},
        "vendor_class": answer.vendor_class,
        "class_rule": answer.rule,
        "class_evidence": answer.evidence,
    }
    return AwardParty(
        award=award, organisation_id=party.organisation, group_id=answer.group, **fitted(AwardParty, values)
    )
