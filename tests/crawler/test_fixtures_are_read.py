"""Every notice of ours, in its portal's markup, reads back as its facts say: the hand-written facts are the measure."""

import json
from collections.abc import Callable
from functools import cache

import pytest

from crawler.replica import ccgp, ggzy, hubei, shanghai
from crawler.replica.facts import NoticeFacts, load
from crawler.replica.notice import AwardFacts, BidFacts
from tenders.normalise.text import fold
from tenders.parsing import Page, ParsedNotice, UnreadablePage, as_json, parse
from tenders.parsing.notice import ParsedAward
from tenders.vocabulary import NoticeKind, Outcome, Role

NOTICES = {notice.id: notice for notice in load()}
READABLE = [notice for notice in NOTICES.values() if not notice.empty]
MARKUP: dict[str, Callable[[NoticeFacts], str]] = {
    "ccgp": ccgp.detail_page,
    "ggzy": ggzy.detail_page,
    "hubei": hubei.detail_page,
    "shanghai": lambda notice: _answer(notice),
}
# Notices that name parties who are no bidders: the contract's supplier, those of a complaint.
NO_BIDDERS = {NoticeKind.ACCEPTANCE, NoticeKind.OTHER}

each_notice = pytest.mark.parametrize("notice", READABLE, ids=lambda notice: notice.id)


def _answer(notice: NoticeFacts) -> str:
    """Shanghai's detail answer: the notice inside JSON, its time in milliseconds."""
    data = {
        "title": notice.title,
        "content": shanghai.content(notice),
        "publishDate": int(notice.published.timestamp() * 1000),
    }
    return json.dumps({"success": True, "result": {"data": data}})


def page(notice: NoticeFacts) -> Page:
    listed = notice.published.strftime("%Y-%m-%d %H:%M")
    body = MARKUP[notice.source](notice).encode()
    return Page(notice.source, f"https://example.org/{notice.id}", body, title=notice.title, published=listed)


@cache
def read(notice_id: str) -> ParsedNotice:
    return parse(page(NOTICES[notice_id]))


def winners(award: AwardFacts | ParsedAward) -> list[tuple[str, Role]]:
    return [(supplier.name, supplier.role) for supplier in award.suppliers]


def entry(award: AwardFacts | ParsedAward) -> tuple[object, ...]:
    """What an award says, its money as text so that entries can be sorted."""
    return (str(award.lot), award.outcome, winners(award), str(award.basis), f"{award.amount or 0:.2f}")


def bidders(bid: BidFacts) -> list[tuple[object, ...]]:
    """A consortium that lost is its members; the price is the lead's."""
    names = bid.name.removesuffix("（联合体）").split("、")
    score = bid.score and float(bid.score)
    prices = [bid.price, *[None for _ in names[1:]]]
    return [(bid.lot, name, bid.role, price, score, bid.rank) for name, price in zip(names, prices, strict=True)]


@each_notice
def test_the_project_reads_as_its_facts_say(notice: NoticeFacts) -> None:
    found = as_json(read(notice.id), notice.id)
    expected = notice.expected()
    for facts in (found, expected):
        del facts["awards"]
        facts["project_number_alt"] = sorted(facts["project_number_alt"])  # type: ignore[call-overload]  # shapes
    assert found == expected


@each_notice
def test_the_awards_read_as_their_facts_say(notice: NoticeFacts) -> None:
    assert sorted(map(entry, read(notice.id).awards)) == sorted(map(entry, notice.awards))


@each_notice
def test_shares_credit_codes_and_prices_stand_as_printed(notice: NoticeFacts) -> None:
    printed = {(award.lot, supplier.name): supplier for award in notice.awards for supplier in award.suppliers}
    prices = [fold(award.amount_text) for award in notice.awards if award.amount_text]
    for award in read(notice.id).awards:
        assert award.amount_text is None or any(fold(award.amount_text) in price for price in prices)
        for supplier in award.suppliers:
            facts = printed[award.lot, supplier.name]
            assert (supplier.share, supplier.credit_code) == (facts.share, facts.credit_code)


@each_notice
def test_no_lot_name_is_made_up(notice: NoticeFacts) -> None:
    names = {(award.lot, award.lot_name) for award in notice.awards}
    lots = {award.lot for award in notice.awards}
    assert {(award.lot, award.lot_name) for award in read(notice.id).awards} <= names | {(lot, None) for lot in lots}


@each_notice
def test_the_bidders_read_as_their_facts_say(notice: NoticeFacts) -> None:
    expected = [] if notice.kind in NO_BIDDERS else [one for bid in notice.bids for one in bidders(bid)]
    found = [
        (bid.lot, bid.name, bid.role, bid.price, bid.score and float(bid.score), bid.rank)
        for bid in read(notice.id).bids
    ]
    assert found == expected


@each_notice
def test_the_subcontractors_read_as_their_facts_say(notice: NoticeFacts) -> None:
    found = [(supplier.name, supplier.share) for supplier in read(notice.id).subcontractors]
    assert found == [(supplier.name, supplier.share) for supplier in notice.subcontractors]


@each_notice
def test_every_value_stands_where_its_evidence_says(notice: NoticeFacts) -> None:
    parsed = read(notice.id)
    evidence = [
        *parsed.evidence.values(),
        *[award.evidence for award in parsed.awards],
        *[supplier.evidence for award in parsed.awards for supplier in award.suppliers],
        *[bid.evidence for bid in parsed.bids],
        *[supplier.evidence for supplier in parsed.subcontractors],
    ]
    for one in evidence:
        assert one is None or parsed.text[one.start : one.end] == one.text


@pytest.mark.parametrize("notice_id", [notice.id for notice in NOTICES.values() if notice.empty])
def test_a_page_without_text_is_no_notice(notice_id: str) -> None:
    with pytest.raises(UnreadablePage):
        parse(page(NOTICES[notice_id]))


def test_a_winner_who_is_the_buyer_is_kept() -> None:
    [(notice, award)] = [
        (notice, award)
        for notice in READABLE
        if notice.kind is NoticeKind.AWARD
        for award in read(notice.id).awards
        if award.outcome is Outcome.AWARDED and award.suppliers[0].name == notice.buyer
    ]
    assert "buyer_is_supplier" in notice.traps
    assert award.amount is not None
