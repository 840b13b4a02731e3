"""Cells that lost their table: a run of lines under known column heads is cut back into rows.

Empty cells leave no line behind and long cells may take several, so the lines are aligned with the columns by what
each can hold (a name, a price, a lot, an address), at the least total cost. Knows no notice, only columns.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from tenders.normalise.lots import lot_key
from tenders.parsing.labels import Field, Label
from tenders.parsing.parties import is_nobody, is_organisation

MAX_TOKENS = 400

_PRICE = re.compile(
    r"^[\s¥?:人民币RMB总价报投标成交中金额单大写(]*[\d,]+(?:\.\d+)?\s*\)?\(?(?:元|万元|万|亿元|%|人民币|整|/|\s|\))*$|\d\s*\(?(?:元|万元|亿元|%)|折|下浮|[壹贰叁肆伍陆柒捌玖][拾佰仟万元角]"
)
_NUMBER = re.compile(r"^[\d,.\-/%+ ]+(?:分|元|万元|%)?$")
_RANKED = re.compile(r"^第[一二三四五六七八九\d]名?(?:(?:中标|成交)?候选(?:人|供应商))?$")
_WHOLE = re.compile(r"^0?\d{1,3}[.、]?$")
_ADDRESS = re.compile(r"[省市县区镇乡村路街道号楼层室园]")
_LOT_START = re.compile(r"第?(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])(?:标段|包|标包|分包|标项)")
_NUMBERED = re.compile(r"[^\s]{0,6}[\dA-Za-z\-\[\]()_]{5,}号?")
_CODE = re.compile(r"^[0-9A-Z\-]{8,20}$")

Row = dict[Field, list[tuple[int, int]]]


def align(
    columns: list[Label], tokens: list[tuple[int, int]], text: str, *, one_row: bool = False
) -> list[dict[int, list[int]]]:
    """Rows as {column index: token indexes}; `tokens` are places in the folded `text`, all of one row or of many."""
    tokens = tokens[:MAX_TOKENS]
    words = [text[start:end] for start, end in tokens]
    width = len(columns)
    if width and words and len(words) % width == 0 and _fits(columns, words):
        return [{column: [row + column] for column in range(width)} for row in range(0, len(words), width)]
    return _cheapest(columns, words, one_row=one_row)


def _fits(columns: list[Label], words: list[str]) -> bool:
    """Does plain cutting into equal rows put a plausible cell under every head?"""
    width = len(columns)
    return all(_cost(columns[index % width].field, word) < 2 for index, word in enumerate(words))


def _cheapest(columns: list[Label], words: list[str], *, one_row: bool) -> list[dict[int, list[int]]]:
    """Viterbi over columns: next column free, an empty cell 1.2, a second line of the same cell 1.5."""
    width = len(columns)
    best = [_cost(columns[column].field, words[0]) + 1.2 * column for column in range(width)] if words else []
    came: list[list[int]] = []
    for word in words[1:]:
        row_best, row_came = [], []
        for column in range(width):
            again = _cost_again(columns[column].field, word, one_row=one_row)
            cost, source = _arrive(best, column, width, again, one_row=one_row)
            row_best.append(cost + _cost(columns[column].field, word))
            row_came.append(source)
        best = row_best
        came.append(row_came)
    return _rows(_path(best, came))


def _cost_again(field: Field, word: str, *, one_row: bool) -> float:
    """A second line of the same cell: dear where a cell holds one word, cheap for the end of a broken name."""
    if _NAME_END.fullmatch(word):
        return 0.2
    if field in (Field.AMOUNT, Field.QUOTE) and _AMOUNT_AGAIN.match(word):
        return 0.3
    return 4.0 if field in _SINGLE and not one_row else 1.0


_AMOUNT_AGAIN = re.compile(r"^[(]?\s*(?:大写|小写|人民币|¥|[壹贰叁肆伍陆柒捌玖拾]|\([\d¥小大])")
_NAME_END = re.compile(r"[\u4e00-\u9fff]{0,3}(?:公司|分公司|责任公司)")


def _arrive(best: list[float], column: int, width: int, again: float, *, one_row: bool) -> tuple[float, int]:
    """The cheapest way to a column; a negative source stands for the same column one row earlier."""
    found, source = best[column] + again, column
    for before in range(column if one_row else width):
        if before == column:
            continue
        skipped = column - before - 1 if column > before else column + width - before - 1
        cost = best[before] + 1.2 * skipped
        if cost < found:
            found, source = cost, before
    if not one_row and best[column] + 1.2 * (width - 1) < found:
        return best[column] + 1.2 * (width - 1), column - width
    return found, source


_SINGLE = frozenset((Field.SUPPLIER, Field.BIDDER, Field.AMOUNT, Field.QUOTE, Field.SEQUENCE, Field.LOT, Field.RANK))


def _path(best: list[float], came: list[list[int]]) -> list[tuple[int, bool]]:
    """For each word its column and whether it opens a row."""
    if not best:
        return []
    column = min(range(len(best)), key=lambda place: best[place] + 0.5 * (len(best) - 1 - place))
    path: list[tuple[int, bool]] = []
    for row_came in reversed(came):
        source = row_came[column]
        wrapped = source < 0
        source = source % len(row_came) if wrapped else source
        path.append((column, wrapped or source > column))
        column = source
    path.append((column, True))
    path.reverse()
    return path


def _rows(path: list[tuple[int, bool]]) -> list[dict[int, list[int]]]:
    rows: list[dict[int, list[int]]] = []
    for index, (column, opens) in enumerate(path):
        if opens:
            rows.append({})
        rows[-1].setdefault(column, []).append(index)
    return rows


@lru_cache(maxsize=65536)
def _cost(field: Field, word: str) -> float:
    """How badly a cell fits a column: 0 well, 5 not at all."""
    judge = _COSTS.get(field)
    if judge is not None:
        return judge(word)
    name = _is_name(word)
    if name and field in (Field.ITEM, Field.NOTED):
        return 2.0
    if field is Field.NOTED and len(word) > 3 and _NUMBER.match(word):
        return 1.2
    return 1.2 if name else 0.6 if len(word) > 18 else 0.3


def _is_name(word: str) -> bool:
    return len(word) > 5 and is_organisation(word.rsplit(":", 1)[-1])


def _cost_of_price(word: str) -> float:
    return 0.0 if _PRICE.search(word) and not _is_name(word) else (1.5 if is_nobody(word) else 5.0)


def _cost_of_unit_price(word: str) -> float:
    return 0.0 if _PRICE.search(word) else 0.3 if is_nobody(word) else 1.5


def _cost_of_quantity(word: str) -> float:
    return 0.0 if len(word) <= 6 else 1.5


def _cost_of_number(word: str) -> float:
    fits = (_NUMBERED.match(word) or lot_key(word)) and not _is_name(word) and "元" not in word
    return 0.0 if fits else 2.5


def _cost_of_ordinal(word: str) -> float:
    return 0.0 if _WHOLE.match(word) or len(word) == 1 or _RANKED.match(word) else 5.0


def _cost_of_lot(word: str) -> float:
    return 0.0 if lot_key(word) else (1.0 if len(word) < 16 and not _is_name(word) else 4.0)


def _cost_of_code(word: str) -> float:
    return 0.0 if _CODE.match(word) else 4.0


def _cost_of_score(word: str) -> float:
    return 0.0 if _NUMBER.match(word) else 4.0


def _cost_of_address(word: str) -> float:
    if _is_name(word):
        return 3.0
    return 0.0 if _ADDRESS.search(word) and not _NUMBER.match(word) else 2.5


def _cost_of_title(word: str) -> float:
    """A project's or lot's name: any words, but no bare number and no name of a firm."""
    if _NUMBERED.fullmatch(word) or _NUMBER.match(word):
        return 1.8
    return 1.2 if _is_name(word) else 0.6 if len(word) > 18 else 0.3


def _cost_of_project(word: str) -> float:
    return 1.0 if _LOT_START.match(word) else _cost_of_title(word)


def _cost_of_candidate(word: str) -> float:
    return 0.5 if _RANKED.match(word) else _cost_of_name(word)


def _cost_of_name(word: str) -> float:
    if _NAME_END.fullmatch(word):
        return 3.0
    if (
        is_organisation(word)
        or "公司" in word
        or is_organisation(word.split(":", 1)[0])
        or is_organisation(word.rsplit(":", 1)[-1])
    ):
        return 0.0
    return (
        1.8
        if is_nobody(word)
        else 2.6
        if len(word) > 3 and not _NUMBER.match(word) and not _PRICE.search(word)
        else 5.0
    )


_COSTS: dict[Field, Callable[[str], float]] = {
    **dict.fromkeys((Field.SUPPLIER, Field.BIDDER, Field.LEAD, Field.BUYER, Field.AGENCY), _cost_of_name),
    Field.CANDIDATE: _cost_of_candidate,
    **dict.fromkeys((Field.PROJECT_NUMBER, Field.OTHER_NUMBER, Field.LOT_NUMBER), _cost_of_number),
    **dict.fromkeys((Field.AMOUNT, Field.QUOTE, Field.TOTAL_AMOUNT), _cost_of_price),
    **dict.fromkeys((Field.SEQUENCE, Field.RANK), _cost_of_ordinal),
    Field.UNIT_PRICE: _cost_of_unit_price,
    Field.QUANTITY: _cost_of_quantity,
    Field.LOT: _cost_of_lot,
    Field.CREDIT_CODE: _cost_of_code,
    Field.SCORE: _cost_of_score,
    Field.ADDRESS: _cost_of_address,
    Field.LOT_NAME: _cost_of_title,
    Field.PROJECT_NAME: _cost_of_project,
}
