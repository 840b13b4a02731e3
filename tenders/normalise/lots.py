"""Lot notations (第一包, 包9, 标项二, A包, 合同包1, 三标段 …) as one short key: digits without zeros, or a letter."""

import re
from dataclasses import dataclass

from tenders.normalise.numerals import chinese_int

_KEY = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
_WORD = r"(?:合同包|采购包|子包|分包|标包|包组|包件|标项|标段|分标|品目包|包|标)"
_NOT_AFTER_STANDARD = r"(?!准|人|的|书|项|底|价|识|文|公|志|题|示|签|本|杆|记|注|配|线|牌|高|兵|单|段)"  # 标准, 标书 …
_NOT_AFTER_PACK = r"(?!含|括|装|头|车|间|围|机|干|办|邮|子|皮|房|修|船|材|厢|裹|容|庄|箱|版|数|个数)"  # 包含, 包装 …
_AFTER = (
    rf"(?:第\s*)?(?P<before>{_KEY})\s*(?:号|合同|采购)?\s*"
    rf"(?:标包|分包|包组|包件|标项|标段|分标|包|标{_NOT_AFTER_STANDARD}){_NOT_AFTER_PACK}"
)
_BEFORE = rf"{_WORD}\s*(?:编?号)?\s*[:：]?\s*(?:第\s*)?\(?(?P<after>{_KEY})\)?(?![\d.,%A-Za-z])(?:\s*(?:包|标段|号))?"
_LOT = re.compile(rf"(?<![\d.A-Za-z]){_AFTER}|(?<!中)(?<!投)(?<!招)(?<!评)(?<!开)(?<!竞){_BEFORE}")
_ONLY_KEY = re.compile(rf"第?({_KEY})(?:号)?(?:标包|分包|包组|包件|标项|标段|分标|包|标)?")
_ROMAN = {letter: str(value) for value, letter in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)}


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot as printed: its key and its place in the folded text."""

    key: str
    start: int
    end: int


def find_lot(text: str, start: int = 0) -> Lot | None:
    """The first lot named in folded text, or None."""
    match = _LOT.search(text, start)
    if match is None:
        return None
    key = lot_key(match["before"] or match["after"])
    return Lot(key, match.start(), match.end()) if key else find_lot(text, match.end())


def find_lots(text: str) -> list[Lot]:
    """All lots named in folded text, in order."""
    found, lot = [], find_lot(text)
    while lot is not None:
        found.append(lot)
        lot = find_lot(text, lot.end)
    return found


def lot_key(printed: str) -> str | None:
    """`一` → `1`, `03` → `3`, `A` → `A`, `包1` → `1`; None when it is no lot's number."""
    match = _ONLY_KEY.fullmatch(printed.strip().strip("()").upper())
    if match is None:
        lot = find_lot(printed.strip().upper())
        return lot.key if lot is not None and lot.end - lot.start >= len(printed.strip()) - 2 else None
    key = match[1]
    if key in _ROMAN:
        return _ROMAN[key]
    number = int(key) if key.isdigit() else chinese_int(key)
    if number is not None:
        return str(number) if number else None
    return key
