"""Where a project is: the GB/T 2260 province and city, by what the notice prints, with the rule that decided."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from tenders.classify.places import Place, places

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
CORPS = "660000"  # 新疆生产建设兵团: no division of GB/T 2260, but the portals count it as one; its cities are 6590xx

# What goes on like this is a street, a motorway, a company's brand, no place of the project.
_GOES_ON = (
    r"(?!(?:东|西|南|北|中|一|二|三)?(?:路|街(?!道)|大道|大街|巷|道(?!路)|高速|里小区)"
    r"|银行|证券|保险|人寿|铁路局|石化|航空|源园区)"
)
_AGENCY = re.compile(r"^.{4,30}?公司关于|^.{4,30}?(?:公司|中心)(?=受)|(?:采购|招标)?代理机构.*$|^\(.{2,6}区\)")
_PLAN_NUMBER = re.compile(r"(?<!\d)([1-6]\d{5})(?=-?20[12]\d|-?[A-Z]{0,4}-?20[12]\d)")
_LETTERS = {"SZCG": "440300", "SZDL": "440300", "GXZC": "450000", "HBSJ": "420000"}  # letters of a portal's numbers
_PLAN_LETTERS = re.compile("|".join(_LETTERS))
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class RegionAnswer:
    """Province and city as six-digit codes, and the rule that decided (`none` where nothing did).

    The city of a municipality is the municipality itself; a county directly under its province is its own city.
    """

    province: str | None
    city: str | None
    rule: str


def classify_region(
    *,
    buyer: str | None,
    number: str | None,
    portal_province: str | None,
    region_text: str | None,
    title: str | None,
    project_name: str | None,
    text: str | None = None,
) -> RegionAnswer:
    """The first that names a place decides: printed region, buyer, plan number, project, title, portal, whole text.

    A later one may add the city within the same province. 市辖区 alone is no region. The portal's province also
    settles which of several places of one name is meant; `text` decides only where most places it names agree.
    """
    readings: list[tuple[str, Callable[[], str | None]]] = [
        ("printed_region", partial(_place_in, region_text, portal_province)),
        ("buyer", partial(_place_in, buyer, portal_province)),
        ("plan_number", partial(_plan_place, number)),
        ("project_name", partial(_place_in, project_name, portal_province)),
        ("title", partial(_place_in, title, portal_province)),
        ("buyer_short", partial(_short_county, buyer)),
        ("portal", lambda: portal_province),
    ]
    found = [(rule, code) for rule, read in readings if (code := read())]
    if not found and (code := _majority(text or "")):
        found = [("text", code)]
    if not found:
        return RegionAnswer(None, None, "none")
    rule, code = found[0]
    finer = (other for _, other in found if _province(other) == _province(code) and _city(other))
    return RegionAnswer(_province(code), _city(next(finer, code)), rule)


def _province(code: str) -> str:
    return CORPS if code[:4] == "6590" else code[:2] + "0000"


def _city(code: str) -> str | None:
    if _province(code) in MUNICIPALITIES:
        return _province(code)
    if code[2:4] == "90":
        return code
    return code[:4] + "00" if code[2:4] != "00" else None


def _plan_place(number: str | None) -> str | None:
    """采购计划备案号 begin with the code of the area: 420100-2026-08222; others with the letters of a portal."""
    found = _PLAN_NUMBER.search(number or "")
    if found and found[1] in _codes():
        return found[1]
    letters = _PLAN_LETTERS.match(number or "")
    return _LETTERS[letters[0]] if letters else None


def _place_in(text: str | None, portal: str | None) -> str | None:
    """The code of the first place named, made finer by those after it, or None where names stay ambiguous.

    Of several places of one name (朝阳区) the one in a province named beside it is meant, else in the portal's.
    """
    mentioned = _mentions(_AGENCY.sub("", text or ""))
    for codes in mentioned:
        fitting = _narrowed(codes, [*mentioned, frozenset({portal})] if portal else mentioned)
        if len({_province(code) for code in fitting}) == 1:
            return _finest(fitting, mentioned)
    return None


def _majority(text: str) -> str | None:
    settled = [codes for codes in _mentions(text) if len({_province(code) for code in codes}) == 1]
    provinces = Counter(_province(next(iter(codes))) for codes in settled)
    for province, times in provinces.most_common(1):
        if times >= _ENOUGH * len(settled):
            cities = Counter(min(codes) for codes in settled if len(codes) == 1 and _province(min(codes)) == province)
            return cities.most_common(1)[0][0] if cities else province
    return None


def _mentions(text: str) -> list[frozenset[str]]:
    names, scan = _names()
    return [names[found[0]] for found in scan.finditer(text)]


def _narrowed(codes: frozenset[str], mentioned: list[frozenset[str]]) -> frozenset[str]:
    """Of several places of one name, those in a province that another name of the text settles."""
    settled = {_province(min(other)) for other in mentioned if len({_province(code) for code in other}) == 1}
    return frozenset(code for code in codes if _province(code) in settled) or codes


def _finest(fitting: frozenset[str], mentioned: list[frozenset[str]]) -> str:
    province = _province(min(fitting))
    inside = [min(codes) for codes in (fitting, *mentioned) if {_province(code) for code in codes} == {province}]
    cities = {_city(code) for code in inside} - {None}
    return next((code for code in inside if _city(code)), province) if len(cities) == 1 else province


def _short_county(text: str | None) -> str | None:
    """A county named without its ending at the very beginning: 昆山开放大学. Only names that no other place has."""
    found = _short_counties()[1].match(_AGENCY.sub("", text or ""))
    return _short_counties()[0][found[0]] if found else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(place.code for place in places())


@cache
def _names() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """Places by the names that count anywhere; of two levels that share a name, the higher one is meant."""
    by_level = (_by_name(level) for level in ("county", "city", "province"))
    names = {name: codes for level in by_level for name, codes in level.items()}
    return names, _one_of(names)


def _by_name(level: str) -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for place in places():
        for name in _spellings(place) if place.level == level else ():
            codes.setdefault(name, set()).add(place.code)
    return {name: frozenset(found) for name, found in codes.items()}


def _spellings(place: Place) -> set[str]:
    """A county needs its ending, since 和平, 新华 or 长安 alone may be anything; a province or a city does not."""
    if place.name in {"市辖区", "城区", "郊区", "矿区", "东区", "西区"}:
        return set()
    return {place.name} if place.level == "county" else {place.name, place.short}


@cache
def _short_counties() -> tuple[dict[str, str], re.Pattern[str]]:
    counties = Counter(place.short for place in places() if place.level == "county")
    shorts = {p.short: p.code for p in places() if counties[p.short] == 1 and p.short not in _names()[0]}
    return shorts, _one_of(shorts)


def _one_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(longest_first) + ")" + _GOES_ON)


def region_name(code: str) -> str:
    """The name of a division (武汉市 for 420100); the code itself where the table has none."""
    return _names_by_code().get(code, code)


@cache
def _names_by_code() -> dict[str, str]:
    names: dict[str, str] = {}
    for place in places():  # present names come before former ones
        names.setdefault(place.code, place.name)
    return names
