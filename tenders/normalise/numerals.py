"""Chinese numerals: 一 … 九十九 for ordinals, and the capital forms (壹仟贰佰…) that print money."""

import re
from decimal import Decimal

_DIGITS = {
    **{numeral: value for value, numeral in enumerate("零一二三四五六七八九")},
    **{numeral: value for value, numeral in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{numeral: value for value, numeral in enumerate("〇弌貳參肆伍陸柒捌玖")},
    "两": 2, "貮": 2, "弍": 2, "叄": 3,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
NUMERALS = "".join({*_DIGITS, *_TENS, *_MYRIADS})
CAPITALS = "零〇壹贰貳貮叁參叄肆伍陆陸柒捌玖拾佰仟万萬亿億"
_WHOLE = re.compile(f"[{NUMERALS}]+")


def chinese_int(numeral: str) -> int | None:
    """The value of a Chinese whole number (十二 → 12, 贰仟零玖拾壹万 → 20910000); None when it is not one."""
    if not numeral or not _WHOLE.fullmatch(numeral):
        return None
    total = section = digit = 0
    for letter in numeral:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in _TENS:
            section += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            total = _close_section(total, section + digit, _MYRIADS[letter])
            section = digit = 0
    return total + section + digit


def _close_section(total: int, section: int, myriad: int) -> int:
    """亿 also multiplies what stands before an inner 万 (一万亿); 万 multiplies only its own section."""
    if myriad == 10**8:
        return (total + section) * myriad
    return total + section * myriad


_CHINESE_MONEY = re.compile(
    rf"(?P<yuan>[{CAPITALS}]{{1,30}})[元圆圓](?:[整正])?"
    rf"(?:零?(?P<jiao>[{CAPITALS}])角)?(?:零?(?P<fen>[{CAPITALS}])分)?"
)  # fmt: skip


def chinese_yuan(text: str) -> tuple[Decimal, int, int] | None:
    """The first amount printed in capitals: (yuan, start, end), or None."""
    for match in _CHINESE_MONEY.finditer(text):
        yuan = chinese_int(match["yuan"])
        if yuan is None:
            continue
        cents = 10 * (chinese_int(match["jiao"] or "零") or 0) + (chinese_int(match["fen"] or "零") or 0)
        return yuan + Decimal(cents) / 100, match.start(), match.end()
    return None
