"""From printed awards to kept awards."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tenders.ingest.awards import KeptAward, Settled, settle
from tenders.parsing.notice import Evidence, ParsedAward, ParsedBid, ParsedNotice, ParsedSupplier
from tenders.vocabulary import Basis, Doubt, NoticeKind, Outcome, Role

WHO = {"甲公司": 1, "乙公司": 2, "丙公司": 3, "丁公司": 4, "甲公司（盖章）": 1}


def award(
    *suppliers: str | ParsedSupplier, amount: str | None = None, lot: str | None = None, **others: object
) -> ParsedAward:
    parties = tuple(one if isinstance(one, ParsedSupplier) else ParsedSupplier(one, Role.SOLE) for one in suppliers)
    money = {"amount": Decimal(amount), "basis": Basis.TOTAL, "amount_text": f"{amount}元"} if amount else {}
    return ParsedAward(**({"outcome": Outcome.AWARDED, "lot": lot, "suppliers": parties} | money | others))  # type: ignore[arg-type]


def failed(lot: str | None = None) -> ParsedAward:
    return ParsedAward(Outcome.FAILED, lot)


def settled(
    *awards: ParsedAward,
    bids: Sequence[ParsedBid] = (),
    subcontractors: Sequence[ParsedSupplier] = (),
    buyer: int | None = None,
) -> Settled:
    notice = ParsedNotice(
        NoticeKind.AWARD, "", "", awards=awards, bids=tuple(bids), subcontractors=tuple(subcontractors)
    )
    return settle(notice, WHO, buyer)


def only(result: Settled) -> KeptAward:
    assert len(result.awards) == 1
    return result.awards[0]


# Merging


def test_one_award_printed_twice_is_kept_once() -> None:
    kept = only(settled(award("甲公司", amount="100"), award("甲公司（盖章）", amount="100")))
    assert (kept.amount, kept.doubt) == (Decimal(100), "")


def test_two_amounts_for_one_lot_and_supplier_are_in_doubt_with_both_texts() -> None:
    kept = only(settled(award("甲公司", amount="100"), award("甲公司", amount="120")))
    assert (kept.amount, kept.basis, kept.doubt) == (None, Basis.UNREADABLE, Doubt.REPEATED)
    assert (kept.doubted_amount, kept.amount_text) == (Decimal(100), "100元")
    assert [one["amount_text"] for one in kept.evidence["repeated"]] == ["120元"]


def test_a_third_print_of_the_first_amount_adds_nothing() -> None:
    kept = only(settled(award("甲公司", amount="100"), award("甲公司", amount="120"), award("甲公司", amount="100")))
    assert [one["amount_text"] for one in kept.evidence["repeated"]] == ["120元"]


def test_a_total_fills_in_for_an_undisclosed_amount() -> None:
    kept = only(settled(award("甲公司"), award("甲公司", amount="100")))
    assert (kept.amount, kept.basis, kept.amount_text) == (Decimal(100), Basis.TOTAL, "100元")


def test_the_same_supplier_in_two_lots_keeps_two_awards() -> None:
    assert [one.lot for one in settled(award("甲公司", lot="1"), award("甲公司", lot="2")).awards] == ["1", "2"]


def test_independent_winners_of_one_lot_are_one_award_each() -> None:
    assert [one.supplier for one in settled(award("甲公司", lot="1"), award("乙公司", lot="1")).awards] == [1, 2]


def test_a_lot_that_failed_twice_failed_once() -> None:
    assert only(settled(failed("1"), failed("1"))).outcome is Outcome.FAILED


def test_lots_won_and_lots_failed_are_both_kept() -> None:
    assert [one.outcome for one in settled(award("甲公司", lot="1"), failed("2")).awards] == [
        Outcome.AWARDED,
        Outcome.FAILED,
    ]


def test_a_name_stands_for_the_lot_that_has_no_number() -> None:
    assert only(settled(award("甲公司", lot_name="云资源租用"))).lot == "云资源租用"


def test_an_overlong_lot_name_stays_apart_from_one_with_the_same_beginning() -> None:
    lots = [one.lot for one in settled(failed("甲" * 300 + "一"), failed("甲" * 300 + "二")).awards]
    assert len(set(lots)) == 2
    assert all(len(lot) == 200 for lot in lots)


# Winners


def test_the_lead_of_a_consortium_is_its_supplier_wherever_it_stands() -> None:
    kept = only(settled(award(ParsedSupplier("甲公司", Role.MEMBER), ParsedSupplier("乙公司", Role.LEAD))))
    assert kept.supplier == 2
    assert [party.role for party in kept.parties.values()] == [Role.MEMBER, Role.LEAD]


def test_one_organisation_named_twice_in_an_award_is_one_party() -> None:
    kept = only(settled(award(ParsedSupplier("甲公司", Role.LEAD), ParsedSupplier("甲公司（盖章）", Role.MEMBER))))
    assert [party.role for party in kept.parties.values()] == [Role.LEAD]


def test_an_award_whose_winner_has_no_name_is_told_but_not_kept() -> None:
    nameless = award(amount="100", evidence=Evidence("中标金额：100元", 3, 12, "label"))
    result = settled(nameless)
    assert result.awards == []
    assert result.unplaced[0]["text"] == "中标金额：100元"


def test_a_buyer_that_wins_from_itself_is_in_doubt() -> None:
    kept = only(settled(award("甲公司", amount="100"), buyer=1))
    assert (kept.amount, kept.doubt, kept.doubted_amount) == (None, Doubt.BUYER_IS_SUPPLIER, Decimal(100))


def test_candidates_are_no_winners_and_their_price_is_a_bid() -> None:
    first, second = (
        award(name, amount=price, outcome=Outcome.CANDIDATES) for name, price in (("甲公司", "9"), ("乙公司", "8"))
    )
    kept = only(settled(first, second))
    assert (kept.supplier, kept.amount, kept.outcome) == (None, None, Outcome.CANDIDATES)
    assert [(one.role, one.bid_amount) for one in kept.parties.values()] == [
        (Role.CANDIDATE, Decimal(9)),
        (Role.CANDIDATE, Decimal(8)),
    ]


# Money


@pytest.mark.parametrize("amount", ["0", "0.001", "-5"])
def test_no_amount_above_zero_is_no_amount(amount: str) -> None:
    kept = only(settled(award("甲公司", amount=amount)))
    assert kept.amount is None
    assert kept.basis != Basis.TOTAL


def test_an_amount_that_no_column_holds_is_unreadable_and_its_text_stays() -> None:
    kept = only(settled(award("甲公司", amount="12345678901234567890")))
    assert (kept.amount, kept.basis, kept.amount_text) == (None, Basis.UNREADABLE, "12345678901234567890元")


@pytest.mark.parametrize("basis", [Basis.RATE, Basis.UNIT_PRICE, Basis.UNDISCLOSED, Basis.UNREADABLE])
def test_only_a_total_is_an_amount(basis: Basis) -> None:
    kept = only(settled(award("甲公司", amount="95", basis=basis)))
    assert (kept.amount, kept.basis, kept.amount_text) == (None, basis, "95元")


# Shares


def shares(*printed: str) -> list[ParsedAward]:
    names = ("甲公司", "乙公司", "丙公司")
    return [
        award(ParsedSupplier(name, Role.SOLE, share=Decimal(share)), amount="100", lot="1")
        for name, share in zip(names, printed, strict=False)
    ]


def test_printed_shares_of_a_lot_are_kept() -> None:
    kept = settled(*shares("0.7", "0.2", "0.1")).awards
    assert [party.share for one in kept for party in one.parties.values()] == [
        Decimal("0.7"),
        Decimal("0.2"),
        Decimal("0.1"),
    ]


def test_shares_that_sum_to_more_than_the_lot_are_dropped_and_the_figures_doubted() -> None:
    kept = settled(*shares("0.7", "0.4")).awards
    assert [party.share for one in kept for party in one.parties.values()] == [None, None]
    assert [party.evidence["dropped_share"] for one in kept for party in one.parties.values()] == ["0.7000", "0.4000"]
    assert {one.doubt for one in kept} == {Doubt.SHARES_ABOVE_ONE}
    assert {one.amount for one in kept} == {None}


def test_a_percentage_read_as_a_share_is_dropped() -> None:
    assert only(settled(*shares("70"))).doubt == Doubt.SHARES_ABOVE_ONE


def test_shares_of_different_lots_are_not_added() -> None:
    first, second = shares("0.7", "0.4")
    other_lot = award(*second.suppliers, amount="100", lot="2")
    assert {one.doubt for one in settled(first, other_lot).awards} == {""}


def test_thirds_are_rounded_down_so_that_they_never_exceed_the_whole() -> None:
    kept = settled(*shares("0.33335", "0.33335", "0.3333")).awards
    assert {one.doubt for one in kept} == {""}


# Bidders and subcontractors


def bid(name: str, role: Role = Role.LOSER, lot: str | None = None, **others: object) -> ParsedBid:
    return ParsedBid(lot, name, role, **others)  # type: ignore[arg-type]


def test_losers_stand_at_the_award_of_their_lot() -> None:
    first, second = settled(
        award("甲公司", lot="1"), award("乙公司", lot="2"), bids=[bid("丙公司", lot="2", price=Decimal(120), rank=2)]
    ).awards
    assert 3 not in first.parties
    assert (second.parties[3].role, second.parties[3].bid_amount, second.parties[3].rank) == (
        Role.LOSER,
        Decimal(120),
        2,
    )


def test_a_winner_in_the_score_table_is_no_loser_but_gets_its_score() -> None:
    kept = only(settled(award("甲公司"), bids=[bid("甲公司", score=Decimal("95.5"), rank=1)]))
    assert [(one.role, one.score, one.rank) for one in kept.parties.values()] == [(Role.SOLE, Decimal("95.5"), 1)]


def test_the_second_winner_of_a_lot_is_not_a_loser_of_the_first() -> None:
    first, second = settled(award("甲公司", lot="1"), award("乙公司", lot="1"), bids=[bid("乙公司", lot="1")]).awards
    assert list(first.parties) == [1]
    assert [one.role for one in second.parties.values()] == [Role.SOLE]


def test_a_bid_without_a_lot_belongs_to_the_only_lot() -> None:
    assert 3 in only(settled(award("甲公司", lot="1"), bids=[bid("丙公司")])).parties


def test_a_bid_without_a_lot_belongs_to_none_of_several() -> None:
    result = settled(award("甲公司", lot="1"), award("乙公司", lot="2"), bids=[bid("丙公司")])
    assert all(3 not in one.parties for one in result.awards)
    assert result.unplaced == [{"what": "loser", "name": "丙公司"}]


def test_candidates_make_a_lot_without_a_winner() -> None:
    kept = only(settled(bids=[bid("甲公司", Role.CANDIDATE, "1", rank=1), bid("乙公司", Role.CANDIDATE, "1", rank=2)]))
    assert (kept.outcome, kept.supplier, list(kept.parties)) == (Outcome.CANDIDATES, None, [1, 2])


def test_bidders_of_a_failed_lot_stand_at_it() -> None:
    assert 3 in only(settled(failed("1"), bids=[bid("丙公司", lot="1")])).parties


def test_a_bidder_whose_name_is_nobody_is_told_but_not_kept() -> None:
    assert settled(award("甲公司"), bids=[bid("——")]).unplaced == [{"what": "loser", "name": "——"}]


def test_a_subcontractor_stands_at_the_only_award() -> None:
    kept = only(settled(award("甲公司"), subcontractors=[ParsedSupplier("丁公司", Role.SUBCONTRACTOR)]))
    assert kept.parties[4].role is Role.SUBCONTRACTOR


def test_a_subcontractor_of_several_awards_is_told_but_not_placed() -> None:
    result = settled(
        award("甲公司", lot="1"),
        award("乙公司", lot="2"),
        subcontractors=[ParsedSupplier("丁公司", Role.SUBCONTRACTOR)],
    )
    assert result.unplaced == [{"what": "subcontractor", "name": "丁公司"}]
