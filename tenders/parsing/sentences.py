"""Winners that stand in a sentence and not under a label: `确定某公司为中标供应商`, `由某公司中标`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tenders.normalise.lots import find_lot
from tenders.parsing.facts import Prose
from tenders.parsing.parties import Party, read_parties
from tenders.parsing.sections import Section
from tenders.vocabulary import Role

_WON = r"(?:中标|成交|中选)"
_NAME = r"(?P<name>[^\s,;。:!?\"“”]{4,60}(?:[、,和与][^\s,;。:!?]{4,40}(?:公司|院|所|中心|厂))*)"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("X 为中标人", re.compile(rf"(?:确定|推荐|选定|同意|决定|由|确认|即|[,:。\"]|^)\s*{_NAME}(?:\s*\([^()]*\))?\s*(?:为|被确定为|成为|系)(?:本项目|该项目|本次|此次|本|最终|的|第?.{{1,4}}(?:包|标段)|\S{{0,12}})?(?:的)?(?:拟|预)?{_WON}(?:供应商|人|单位|方|商|企业|候选人)?")),
    ("中标人为 X", re.compile(rf"{_WON}(?:供应商|人|单位|方|商|企业)(?:名称)?\s*(?:为|是|系|确定为)\s*:?\s*{_NAME}")),
    ("由 X 中标", re.compile(rf"由\s*{_NAME}\s*(?:以.{{0,40}})?{_WON}")),
    ("X 中标", re.compile(rf"(?:^|[,。:;\s]){_NAME}\s*(?:以.{{2,40}}的?价格?|,)?\s*{_WON}(?:[,。;!]|$)")),
    ("拟定供应商", re.compile(rf"拟(?:定|采用单一来源方式向|向)(?:的)?(?:唯一)?供应商(?:为|:)?\s*{_NAME}")),
)  # fmt: skip
_PRICE = re.compile(
    rf"(?:{_WON}|成交|投标|报价|合同)?(?:总)?(?:金额|价格?|报价|总价)\s*(?:为|是|:)?\s*(?:人民币|¥|大写)?[^,;。]{{0,40}}?\d"
)
_SKIP = frozenset(
    (Section.SUPERVISOR, Section.FEES, Section.REQUIREMENTS, Section.EXPERTS, Section.FAILED, Section.DEADLINE)
)


@dataclass(frozen=True, slots=True)
class Winner:
    """Winners of one sentence; offsets and the place of the price are those of the document."""

    parties: list[Party]
    lot: str | None
    price: tuple[int, int] | None
    rule: str


def winners_in_prose(text: str, prose: Prose) -> Iterator[Winner]:
    """The winners a line of prose names, by the first rule that finds one."""
    line = text[prose.start : prose.end]
    if prose.section in _SKIP or not ("中标" in line or "成交" in line or "中选" in line or "拟" in line):
        return
    for rule, pattern in _RULES:
        found = False
        for match in pattern.finditer(line):
            parties = read_parties(match["name"])
            if not parties:
                continue
            found = True
            offset = prose.start + match.start("name")
            placed = [replace(party, start=party.start + offset, end=party.end + offset) for party in parties]
            lot = find_lot(line[: match.end()])
            yield Winner(placed, lot.key if lot else None, _price_after(line, match.start(), prose.start), rule)
        if found:
            return


def _price_after(line: str, start: int, offset: int) -> tuple[int, int] | None:
    match = _PRICE.search(line, start)
    if match is None:
        return None
    stop = re.search(r"[;。]", line[match.end() :])
    end = match.end() + stop.start() if stop else len(line)
    return offset + match.start(), offset + min(end, match.end() + 30)


_LEAD = re.compile(r"牵头(?:人|单位|方|企业)?\s*(?:为|是|:)\s*:?\s*(?P<name>[^,;。:]{4,60})")
_MEMBERS = re.compile(r"(?:联合体)?成员(?:单位|方|企业)?\s*(?:为|是|包括|:)\s*:?\s*(?P<name>[^;。:]{4,160})")


def consortium_in_prose(text: str, prose: Prose) -> list[Party]:
    """`中标供应商为联合体，牵头单位为甲，成员为乙、丙`: lead and members, placed in the document; [] without both."""
    line = text[prose.start : prose.end]
    if "联合体" not in line:
        return []
    lead, members = _LEAD.search(line), _MEMBERS.search(line)
    if lead is None or members is None:
        return []
    found: list[Party] = []
    for match, role in ((lead, Role.LEAD), (members, Role.MEMBER)):
        offset = prose.start + match.start("name")
        found.extend(
            replace(party, role=role, start=party.start + offset, end=party.end + offset)
            for party in read_parties(match["name"])
        )
    return found
