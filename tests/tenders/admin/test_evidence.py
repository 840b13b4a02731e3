"""A text is cut so that every fact can light its words, also where facts overlap or run over lines."""

from hypothesis import given
from hypothesis import strategies as st

from tenders.admin.evidence import Mark, Piece, lines_with_marks, mark_of


def test_a_mark_cuts_its_line_in_three() -> None:
    lines = lines_with_marks("预算：10 万元。\n完", [Mark("budget", 3, 8)])
    assert lines == [[Piece("预算："), Piece("10 万元", ("budget",)), Piece("。")], [Piece("完")]]


def test_overlapping_marks_share_the_piece_between_them() -> None:
    (line,) = lines_with_marks("abcdef", [Mark("one", 0, 4), Mark("two", 2, 6)])
    assert line == [Piece("ab", ("one",)), Piece("cd", ("one", "two")), Piece("ef", ("two",))]


def test_a_mark_over_two_lines_goes_on_in_the_second() -> None:
    lines = lines_with_marks("ab\ncd", [Mark("long", 1, 4)])
    assert lines == [[Piece("a"), Piece("b", ("long",))], [Piece("c", ("long",)), Piece("d")]]


def test_an_empty_line_stays_a_line() -> None:
    assert lines_with_marks("a\n\nb", []) == [[Piece("a")], [], [Piece("b")]]


def test_evidence_outside_the_text_has_no_mark() -> None:
    assert mark_of("budget", {"start": 3, "end": 12}, 10) is None
    assert mark_of("budget", {}, 10) is None
    assert mark_of("budget", {"start": 3, "end": 10}, 10) == Mark("budget", 3, 10)


@given(st.text(alphabet="ab\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=4))
def test_nothing_of_the_text_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(str(n), start, start + length) for n, (start, length) in enumerate(spans)]
    lines = lines_with_marks(text, marks)
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == text
