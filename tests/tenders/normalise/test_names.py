import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.names import clean_name, former_names, name_key

PRINTS = st.text(
    alphabet=st.sampled_from("中国电信股份有限责任公司（）()【】 \n\u3000\u200b\uff21A1１、：:联合体牵头人原雲網-,。·"),
    max_size=40,
)


@given(PRINTS)
def test_cleaning_a_clean_name_changes_nothing(printed: str) -> None:
    assert clean_name(clean_name(printed)) == clean_name(printed)


@given(st.text(max_size=40))
def test_no_print_at_all_breaks_the_cleaning(printed: str) -> None:
    assert clean_name(clean_name(printed)) == clean_name(printed)


@given(PRINTS)
def test_a_key_is_its_own_key(printed: str) -> None:
    assert name_key(name_key(printed)) == name_key(printed)


@given(PRINTS)
def test_a_name_and_its_clean_form_have_one_key(printed: str) -> None:
    assert name_key(clean_name(printed)) == name_key(printed)


@given(st.text(alphabet="武汉数字科技", min_size=2, max_size=8))
def test_spaces_line_breaks_and_bracket_width_do_not_matter(core: str) -> None:
    spaced = " \n".join(core)
    assert name_key(f"{spaced}(湖北)有限 公司") == name_key(f"{core}（湖北）有限责任公司")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("中国联合网络通信有限公司 香河县\n分公司", "中国联合网络通信有限公司香河县分公司"),
        ("联通(上海)产业互联网有限公司", "联通（上海）产业互联网有限公司"),
        ("联通数字科技有限公司（原联通系统集成有限公司）", "联通数字科技有限公司"),
        ("（牵头人）腾讯云计算（北京）有限责任公司", "腾讯云计算（北京）有限责任公司"),
        ("联合体牵头人：武汉烽火信息集成技术有限公司", "武汉烽火信息集成技术有限公司"),
        ("1、华为技术有限公司。", "华为技术有限公司"),
        ("上海理想信息产业（集团）有限公司", "上海理想信息产业（集团）有限公司"),
        ("ＵＣｌｏｕｄ科技", "UCloud科技"),
        ("IBM  China Ltd", "IBM China Ltd"),
        ("某某科技有限公司（小微企业）", "某某科技有限公司"),
        ("某某会计师事务所（特殊普通合伙）", "某某会计师事务所（特殊普通合伙）"),
        ("3M中国有限公司", "3M中国有限公司"),
        ("", ""),
    ],
)
def test_a_print_is_shown_clean(printed: str, shown: str) -> None:
    assert clean_name(printed) == shown


def test_brackets_keep_two_companies_apart() -> None:
    assert name_key("某（北京）科技有限公司") != name_key("某北京科技有限公司")


def test_traditional_characters_are_compared_as_simplified_ones() -> None:
    assert name_key("騰訊雲計算（北京）有限責任公司") == name_key("腾讯云计算（北京）有限公司")


def test_the_print_gives_former_names_away() -> None:
    assert former_names("联通数字科技有限公司（原联通系统集成有限公司）") == ("联通系统集成有限公司",)
    assert former_names("某某有限公司（曾用名：某某旧有限公司）") == ("某某旧有限公司",)
    assert former_names("某某有限公司") == ()
