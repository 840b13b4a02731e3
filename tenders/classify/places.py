"""The administrative divisions of regions.csv (GB/T 2260): codes, names and short names; it decides nothing."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("regions.csv")
_PEOPLES = (
    "蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族|塔吉克"
    "|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春|各族"
)
_ENDING = re.compile(
    rf"(?:特别行政区|(?:{_PEOPLES})*自治[州县旗]|(?:壮族|回族|维吾尔)?自治区|省|市|地区|盟|林区|特区|新区|区|县|旗|州)$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One division. `code`: six digits; a former name carries the code of its successor."""

    code: str
    name: str
    level: str

    @property
    def short(self) -> str:
        """The name without its ending: 湖北, 武汉, 恩施; the whole name where one character would be left."""
        short = _ENDING.sub("", self.name)
        return short if len(short) > 1 else self.name


@cache
def places() -> tuple[Place, ...]:
    """All divisions in the order of their codes, former names after the present ones."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Place(row["code"], row["name"], row["level"]) for row in csv.DictReader(file))


@cache
def place_alternatives(pattern: str) -> str:
    """The pattern with {province} and {place} replaced by the names they stand for."""
    provinces = _alternatives("province")
    place = rf"(?:{provinces}|{_alternatives('city')})(?:省|市|地区|州|盟|自治区)?|[一-鿿]{{2,4}}[市县区旗州]"
    return pattern.replace("{province}", provinces).replace("{place}", place)


@cache
def _alternatives(level: str) -> str:
    names = {place.short for place in places() if place.level == level}
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))
