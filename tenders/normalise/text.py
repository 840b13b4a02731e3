"""Folding of Chinese print to one form, character for character; knows nothing of fields or pages.

Every fold keeps the length of the text, so an offset into the folded text is an offset into the printed one.
"""

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS = str.maketrans("\u3014\u3015【】〈〉", "[][]<>")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\ue004\ue5e5\t\r\x0b\x0c"), " ")
_SIGNS = str.maketrans("﹕\ufe30\u2236﹪￥—–－﹣\u2212·•\u2215\u2044「」", ':::%¥-----..//""')
_FOLDS: dict[int, int | str] = {**_FULL_WIDTH, **_BRACKETS, **_SPACES, **_SIGNS}
_PLAIN = {chr(code): plain if isinstance(plain, str) else chr(plain) for code, plain in _FOLDS.items()}
_FOLDED = re.compile("[" + "".join(map(re.escape, _PLAIN)) + "]")

_CHINESE = r"\u3400-\u9fff"
_INNER_SPACE = re.compile(rf"(?<=[{_CHINESE}，。；：、（）()])[ \n]+(?=[{_CHINESE}，。；：、（）()])")


def fold(text: str) -> str:
    """The same text with full-width forms, odd spaces and signs made plain; same length."""
    return _FOLDED.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    return _PLAIN[found[0]]


def compact(text: str) -> str:
    """No white space at all: the form in which labels are compared."""
    return "".join(text.split())


def close_up(text: str) -> str:
    """Spaces and line ends between two Chinese characters out; those between Latin words stay."""
    return _INNER_SPACE.sub("", text)
