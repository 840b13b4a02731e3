"""Money, camps, days and hits as the pages print them."""

from datetime import UTC, datetime
from decimal import Decimal

from django.utils.translation import override

from tenders.models import Award
from tenders.templatetags.cells import award_amount, camp, day, hits, money, pieces
from tenders.vocabulary import Basis, Doubt


def test_chinese_money_is_in_ten_thousands_with_the_yuan_on_hover() -> None:
    with override("zh-hans"):
        assert money(Decimal(11370000)) == '<span class="t-money" title="11,370,000.00 元">1,137.00 万元</span>'


def test_english_money_is_in_yuan() -> None:
    with override("en"):
        assert ">11,370,000.00 yuan<" in money(Decimal(11370000))


def test_missing_money_is_a_dash_never_a_zero() -> None:
    assert money(None) == '<span class="t-muted">–</span>'


def test_a_rate_is_shown_as_a_rate_with_the_printed_words() -> None:
    with override("en"):
        shown = award_amount(Award(basis=Basis.RATE, amount_text="下浮率 12%"))
    assert shown == '<span class="t-muted" title="下浮率 12%">Rate or discount</span>'


def test_an_amount_in_doubt_shows_the_doubt_and_no_figure() -> None:
    award = Award(basis=Basis.UNREADABLE, doubt=Doubt.OVER_BUDGET, doubted_amount=Decimal(5), amount_text="5 元")
    with override("zh-hans"):
        assert ">超过预算三倍<" in award_amount(award)


def test_a_camp_is_named_beside_its_colour() -> None:
    with override("zh-hans"):
        assert camp("mid_tier") == '<span class="t-camp t-camp-mid_tier">腰部云厂商</span>'


def test_a_day_is_the_day_in_china() -> None:
    assert ">2026-01-02</time>" in day(datetime(2026, 1, 1, 17, 30, tzinfo=UTC))


def test_hits_are_marked_whatever_their_case() -> None:
    assert hits("GPU 与 gpu", ("gpu",)) == "<mark>GPU</mark> 与 <mark>gpu</mark>"


def test_the_longer_of_two_words_is_marked() -> None:
    assert hits("智算中心", ("智算", "智算中心")) == "<mark>智算中心</mark>"


def test_what_surrounds_a_hit_is_escaped() -> None:
    assert hits("<b>云</b>", ("云",)) == "&lt;b&gt;<mark>云</mark>&lt;/b&gt;"
    assert hits("<script>", ()) == "&lt;script&gt;"


def test_pieces_beyond_the_limit_are_counted() -> None:
    assert pieces(["<a>", "b", "c"], 2) == '<div>&lt;a&gt;</div><div>b</div><div class="t-muted">+1</div>'
