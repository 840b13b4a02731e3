"""A search reads back from its own address, says itself in plain words, and finds what it says."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tenders.models import Notice
from tenders.search import BadQuery, NoticeFilter, Words
from tenders.vocabulary import NoticeKind, Topic, VendorClass
from tests.factories import make_award, make_notice, make_organisation


def titles(query: str) -> set[str]:
    return {notice.title for notice in NoticeFilter.from_query(query).apply(Notice.objects.all())}


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    assert Words.of('智算 "政务 云" -监理 -“家具 采购”') == Words(("智算", "政务 云"), ("监理", "家具 采购"))


def test_a_hyphen_inside_a_project_number_excludes_nothing() -> None:
    assert Words.of("ZB-2025-01") == Words(("ZB-2025-01",), ())


def test_a_lonely_minus_or_quote_asks_for_nothing() -> None:
    assert Words.of('- "" ') == Words()


def test_the_words_found_in_a_text_ignore_case() -> None:
    assert Words.of("gpu 智算 超算").found_in("智算中心GPU服务器采购") == ("gpu", "智算")


def test_a_query_string_gives_every_field() -> None:
    query = "q=智算&kind=award&province=420000&city=420100&topic=gpu_compute&won_by=carrier&source=hubei"
    assert NoticeFilter.from_query(f"{query}&from=2025-01-01&until=2025-12-31&ours=1") == NoticeFilter(
        q="智算",
        kind="award",
        province="420000",
        city="420100",
        topic="gpu_compute",
        won_by="carrier",
        source="hubei",
        from_date=date(2025, 1, 1),
        until_date=date(2025, 12, 31),
        ours=True,
    )


@given(
    st.builds(
        NoticeFilter,
        q=st.text(st.sampled_from('智算云 &=+%"-#;'), max_size=12).map(lambda typed: " ".join(typed.split())),
        kind=st.sampled_from(["", *NoticeKind.values]),
        city=st.sampled_from(["", "420100"]),
        topic=st.sampled_from(["", *Topic.values]),
        won_by=st.sampled_from(["", *VendorClass.values]),
        from_date=st.none() | st.dates(),
        until_date=st.none() | st.dates(),
        ours=st.booleans(),
    )
)
def test_every_filter_reads_back_from_its_query(search: NoticeFilter) -> None:
    assert NoticeFilter.from_query(search.as_query()) == search


@pytest.mark.parametrize(
    "query", ["kind=win", "city=武汉", "topic=x", "won_by=us", "source=x", "from=2025-13-01", "until=today", "ours=yes"]
)
def test_an_impossible_value_is_refused_by_name(query: str) -> None:
    name, value = query.split("=")
    with pytest.raises(BadQuery, match=f"{value}.*{name}"):
        NoticeFilter.from_query(query)


def test_an_unknown_name_in_a_kept_query_is_refused() -> None:
    with pytest.raises(BadQuery, match="cty"):
        NoticeFilter.from_query("cty=420100")


def test_a_page_may_carry_parameters_of_its_own() -> None:
    assert NoticeFilter.from_parameters({"q": "云", "p": "2", "o": "-1"}) == NoticeFilter(q="云")


def test_a_filter_says_itself_in_plain_words() -> None:
    with translation.override("en"):
        search = NoticeFilter(q="智算 -监理", kind="award", won_by="carrier", from_date=date(2025, 1, 1))
        assert search.describe() == "“智算” · without “监理” · Award · won by: Carrier cloud · from Jan. 1, 2025"
        assert NoticeFilter().describe() == "all notices"


@pytest.mark.django_db
def test_every_word_must_stand_somewhere_and_no_excluded_one() -> None:
    make_notice(title="智算中心", text="武汉市 GPU")
    make_notice(title="智算中心监理", text="武汉市")
    make_notice(title="智算平台", text="上海市")
    assert titles("q=智算 武汉") == {"智算中心", "智算中心监理"}
    assert titles("q=智算 武汉 -监理") == {"智算中心"}
    assert titles("q=gpu") == {"智算中心"}
    assert titles('q="武汉市 GPU"') == {"智算中心"}


@pytest.mark.django_db
def test_percent_and_underscore_are_ordinary_signs() -> None:
    make_notice(title="下浮率5%")
    make_notice(title="下浮率50")
    assert titles("q=5%25") == {"下浮率5%"}
    assert titles("q=_") == set()


@pytest.mark.django_db
def test_old_versions_are_never_found() -> None:
    make_notice(title="旧", is_current=False)
    assert titles("") == set()


@pytest.mark.django_db
def test_days_are_days_in_china_and_inclusive() -> None:
    make_notice(title="first", published="2025-01-01")
    make_notice(title="last", published="2025-01-31")
    make_notice(title="after", published="2025-02-01")
    make_notice(title="undated", published=None)
    assert titles("from=2025-01-01&until=2025-01-31") == {"first", "last"}


@pytest.mark.django_db
def test_place_kind_source_topic_and_field_restrict() -> None:
    make_notice(title="a", province="420000", city="420100", topics=["cloud"], is_ours=True, source="hubei")
    make_notice(title="b", province="420000", city="420600", kind="tender")
    assert titles("province=420000") == {"a", "b"}
    assert titles("city=420100") == titles("topic=cloud") == titles("ours=1") == titles("source=hubei") == {"a"}
    assert titles("kind=tender") == {"b"}


@pytest.mark.django_db
def test_won_by_asks_for_a_winner_of_that_camp_not_for_a_loser() -> None:
    carrier = make_organisation("中国电信股份有限公司武汉分公司", "carrier")
    make_award(make_notice(title="won"), carrier, "100")
    make_award(make_notice(title="lost"), carrier, "100", role="loser")
    assert titles("won_by=carrier") == {"won"}
