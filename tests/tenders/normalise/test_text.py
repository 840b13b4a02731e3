from hypothesis import given
from hypothesis import strategies as st

from tenders.normalise.text import close_up, compact, fold


def test_full_width_print_becomes_plain() -> None:
    assert fold("（\uff11\uff12\uff13．\uff15％）：\uff3b\uff21\uff3d\u3000￥") == "(123.5%):[A] ¥"


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_spaces_between_chinese_letters_close_up_and_others_stay() -> None:
    assert close_up("某某科技\n有限 公司 ABC 123") == "某某科技有限公司 ABC 123"


def test_white_space_is_taken_out() -> None:
    assert compact(" 名  称 ") == "名称"
