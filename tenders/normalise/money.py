"""Printed prices: what is money in yuan, what is a rate, a unit price, or nothing disclosed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tenders.normalise.numerals import chinese_yuan
from tenders.vocabulary import Basis

WAN = Decimal(10_000)
YI = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Price:
    """A price as read: `amount` in yuan exactly when `basis` is total. `start`, `end`: place in the text given.

    `bare`: neither the figure nor its label named a unit, and yuan was assumed.
    """

    basis: Basis
    amount: Decimal | None
    start: int
    end: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What a label says of the figures below it: yuan per printed 1, or that they are a rate or a unit price."""

    factor: Decimal | None = None
    basis: Basis | None = None


NO_UNIT = Unit()

_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s*\(?\s*(?P<unit>亿元|亿|万元|万|元|圆|%|‰)\)?)?"
)
_PER = re.compile(
    r"\s*\)?\s*(?:人民币)?\s*/\s*(?!总|全|项目|年度?总|(?:\d+|[一二三四五六七八九十两]+)个?(?:年|月|天))[\u4e00-\u9fff㎡a-zA-Z(]"
)
_RATE_WORDS = re.compile(
    r"下浮|上浮|折扣|优惠|费率|让利|利率|比率|费用率|百分比|浮动率|结算率|取费率|收费率|服务费率|折算率|系数|降点|毛利率|点数"
)
_NO_RATE = re.compile(r"(?:下浮|优惠|折扣|让利)(?:后|前)|不(?:下浮|优惠|打折)")
_UNIT_WORDS = re.compile(
    r"单价|每(?:套|台|吨|公里|平方|人|个|月|次|户|份|亩|立方|件|米|辆|间|天|日|年|盒|瓶|支|只|批次|课时)"
)
_FOREIGN = re.compile(r"美元|欧元|日元|英镑|港币|港元|瑞士法郎|卢布|US\$|USD|EUR|JPY|GBP|HKD|CHF|€|£|\$")
_UNIT_FACTORS = {"亿元": YI, "亿": YI, "万元": WAN, "万": WAN, "元": Decimal(1), "圆": Decimal(1)}
_NUMBERING = re.compile(r"(?<![^\s])\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff])(?!\s*[折元万亿圆左整成])")
_LABEL_BRACKET = re.compile(r"\(([^()]*)\)|(?:单位|币种|货币)[:：]?([^\s()]*)")


@lru_cache(maxsize=4096)
def unit_of_label(label: str) -> Unit:
    """The unit that a folded label or column head carries: `中标金额(万元)`, `下浮率(%)`, `单价(元/公里)`."""
    if _RATE_WORDS.search(label) and not re.search(r"[元圆]\s*[/\\]|[金总]额|元/优惠率|报价\(?元", label):
        return Unit(basis=Basis.RATE)
    for match in _LABEL_BRACKET.finditer(label):
        found = _unit_of_bracket(match[1] or match[2] or "")
        if found is not None:
            return found
    if "万元" in label:
        return Unit(factor=WAN)
    if _UNIT_WORDS.search(label):
        return Unit(basis=Basis.UNIT_PRICE)
    return Unit()


def _unit_of_bracket(inside: str) -> Unit | None:
    if re.search(r"[元圆]/(?!优惠率|%|下浮率|折扣率|费率|总|年|[一二两三四五]年|\d+年|项目|标|包)", inside):
        return Unit(basis=Basis.UNIT_PRICE)
    if "亿" in inside:
        return Unit(factor=YI)
    if "万" in inside:
        return Unit(factor=WAN)
    if re.search(r"元\s*[/\\]\s*(?:优惠率|%|下浮率|折扣率|费率)", inside):
        return Unit()
    if "元" in inside:
        return Unit(factor=Decimal(1))
    if inside.strip() in ("%", "％", "百分比", "费率", "下浮率", "折扣率"):
        return Unit(basis=Basis.RATE)
    return None


def read_price(text: str, unit: Unit = NO_UNIT) -> Price | None:
    """The price in folded `text`, given the unit its label states; None when no figure is printed.

    Zero is "not disclosed". Foreign currency is money, but not yuan: amount None, basis unreadable.
    """
    rate_words = bool(_RATE_WORDS.search(text)) and not _NO_RATE.search(text)
    best: Price | None = None
    for match in _NUMBER.finditer(text):
        price = _price_of_number(text, match, unit, rate_words)
        if price is None:
            continue
        if best is None or _rank(price, text) > _rank(best, text):
            best = price
    capital = chinese_yuan(text)
    if capital is not None and capital[0] and (best is None or best.basis is not Basis.TOTAL):
        return Price(Basis.TOTAL, *capital)
    return best


def _rank(price: Price, text: str) -> tuple[int, int]:
    """Money with a unit before bare figures; the first of equals wins because later ones must rank higher."""
    printed = text[price.start : price.end]
    has_unit = any(sign in printed for sign in "元万亿圆%‰")
    return (int(price.basis is Basis.TOTAL and price.amount is not None and has_unit), int(has_unit))


def _price_of_number(text: str, match: re.Match[str], unit: Unit, rate_words: bool) -> Price | None:
    number = Decimal(match["number"].replace(",", ""))
    before, sign = text[max(0, match.start() - 6) : match.start()], match["unit"]
    start, end = match.start(), match.end() if sign else match.end("number")
    if re.search(r"[A-Za-z\d\-_]$", before) or _is_count(text, match) or _NUMBERING.match(text, match.start()):
        return None
    if sign and sign in "%‰":
        return _basis_only(number, Basis.RATE, start, end)
    if sign is None and (unit.basis is Basis.RATE or (rate_words and number <= 100)):
        return _basis_only(number, Basis.RATE, start, end)
    if _PER.match(text, match.end()) or (unit.basis is Basis.UNIT_PRICE and number) or "单价" in text[: match.start()]:
        return _basis_only(number, Basis.UNIT_PRICE, start, end)
    if _FOREIGN.search(text[max(0, match.start() - 5) : match.end() + 5]):
        return Price(Basis.UNREADABLE, None, start, end)
    factor = _UNIT_FACTORS[sign] if sign else (unit.factor or Decimal(1))
    amount = (number * factor).quantize(Decimal("0.01"))
    if not amount:
        return Price(Basis.UNDISCLOSED, None, start, end)
    return Price(Basis.TOTAL, amount, start, end, bare=sign is None and unit.factor is None)


SMALLEST_BARE = Decimal(1000)


def settle_unit(price: Price, budget: Decimal | None) -> Price:
    """A bare figure under 1000 is 万元 where the budget says so, else in doubt: nobody awards 4.72 yuan."""
    if not price.bare or price.amount is None or price.amount >= SMALLEST_BARE:
        return price
    in_wan = price.amount * WAN
    if budget is not None and budget / 10 <= in_wan <= budget * Decimal("1.05"):
        return Price(Basis.TOTAL, in_wan, price.start, price.end)
    return Price(Basis.UNREADABLE, None, price.start, price.end)


def _basis_only(number: Decimal, basis: Basis, start: int, end: int) -> Price:
    return Price(basis if number else Basis.UNDISCLOSED, None, start, end)


_COUNTED = re.compile(r"\s*(?:年|月|日|天|个|包|分|名|家|人|次|套|台|号|期|项|批|㎡|平|米|公里|户|时|周|标)")


def _is_count(text: str, match: re.Match[str]) -> bool:
    """A figure followed by a counter (3年, 2台) is no price; nor is the ordinal of a lot (包1)."""
    if match["unit"]:
        return False
    return bool(_COUNTED.match(text, match.end()) or re.search(r"[第包段项标]\s*$", text[: match.start()]))
