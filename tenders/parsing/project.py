"""What a notice says of its project: number, name, buyer, agency, region, method, dates, budget.

Each field has its sources in order of trust; the first that holds a usable value gives value and evidence.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from tenders.normalise.money import read_price
from tenders.normalise.text import fold
from tenders.parsing.document import Document
from tenders.parsing.facts import Fact, Record
from tenders.parsing.labels import Field
from tenders.parsing.parties import is_nobody, is_organisation
from tenders.parsing.project_dates import ProjectDates
from tenders.parsing.project_facts import Project
from tenders.parsing.project_values import clean_project_name, method_of, name_from_title, party_name, read_numbers
from tenders.vocabulary import Basis, NoticeKind

_RECORD_FIELDS = frozenset(
    (
        Field.PROJECT_NAME,
        Field.PROJECT_NUMBER,
        Field.OTHER_NUMBER,
        Field.LOT_NUMBER,
        Field.BUYER,
        Field.AGENCY,
        Field.METHOD,
        Field.BUDGET,
    )
)
_TITLE_NUMBER = re.compile(r"(?:编号|标号|招标号)\s*[:为]?\s*([^()\s]*(?:\([^()]*\)[^()\s]*)*)")
_OPENING_NUMBER = re.compile(r"\(([A-Z0-9][A-Za-z0-9\-_./#\[\]]{7,40})\)")
_BUYER_SENTENCE = re.compile(r"受\s*([^,。;:]{4,60}?)\s*的?(?:委托|委任)")
_INTENDING_BUYER = re.compile(r"现将\s*([^,。;:]{4,50}?)\s*(?:20\d\d年[^,。]{0,12})?(?:政府)?采购意向")
_AGENCY_SENTENCE = re.compile(
    r"(?m)(?:^|[,。;:\n]|由|依据[^,。]{4,60},)\s*([^,。;:\n\"]{4,50}?)\s*(?:\([^()]*\))?\s*(?:受(?=[^,。;]{2,60}委托)|组织(?:的|招标|采购)|代理的)"
)
_AGENCY_NAME = re.compile(r"招标|咨询|采购中心|交易中心|项目管理|代理|工程管理|造价")
_METHOD_SENTENCE = re.compile(
    r"(?:采用|以|进行|通过|采取|的方式|方式为)\s*(?:了)?\s*(?:国内|电子化|\"|电子)?(公开招标|竞争性磋商|竞争性谈判|询价|单一来源|邀请招标)"
)
_BUDGET_SENTENCE = re.compile(
    r"(?:采购|项目|招标|资金)?预算(?:金额|价|为|总额|资金|总价)*\s*(?:为|是|:|共计|人民币|约|¥)*\s*([\d,]+(?:\.\d+)?\s*(?:万元|元|亿元))"
)


class ProjectReader(ProjectDates):
    """Reads all fields of a project."""

    def read(self) -> Project:
        """All fields."""
        self.summary_end = _summary_end(self.document)
        for event in self.events:
            if isinstance(event, Fact) and event.end > event.start:
                self.facts[event.field].append(event)
            elif isinstance(event, Record):
                for name, (start, end) in event.cells.items():
                    if end > start and name in _RECORD_FIELDS and not (name is Field.BUDGET and end - start < 2):
                        self.facts[name].append(
                            Fact(name, start, end, event.units[name], event.lot, event.section, "column")
                        )
        self._numbers()
        self._name()
        self._buyer()
        self._agency()
        self._first("region", Field.REGION, lambda text: text if len(text) < 40 and not is_nobody(text) else None)
        self._method()
        self._published()
        self._deadline()
        self._budget()
        return self.project

    def _numbers(self) -> None:
        found: list[str] = []
        for label in (Field.PROJECT_NUMBER, Field.OTHER_NUMBER, Field.LOT_NUMBER):
            for fact in self.facts.get(label, ()):
                numbers = read_numbers(self.document.text[fact.start : fact.end])
                if numbers and (
                    label is Field.PROJECT_NUMBER or found or "文件编号" in fact.label or label is Field.OTHER_NUMBER
                ):
                    if not found:
                        self._keep("project_number", numbers[0], fact.start, fact.end, fact.label)
                    found.extend(numbers)
            if label is Field.PROJECT_NUMBER and not found:
                found.extend(self._numbers_of_title())
        if found:
            self.project.values.setdefault("project_number", found[0])
            first = self.project.values["project_number"]
            self.project.values["project_number_alt"] = tuple(
                dict.fromkeys(number for number in found if number != first)
            )

    def _numbers_of_title(self) -> list[str]:
        """`（项目编号：X）` in the title, or a number in brackets in the opening sentence."""
        match = _TITLE_NUMBER.search(self.title)
        if match is not None:
            return read_numbers(match[1])
        for prose in self._prose(6):
            found = _OPENING_NUMBER.search(self.document.folded, prose.start, prose.end)
            if found is not None:
                self._keep("project_number", found[1], found.start(1), found.end(1), "opening sentence")
                return [found[1]]
        return []

    def _many(self) -> bool:
        """Is this an intention of several projects? Then neither name nor budget is the notice's."""
        return self.kind is NoticeKind.INTENTION and len(self.facts.get(Field.BUDGET, ())) > 1

    def _name(self) -> None:
        if self._many():
            return
        for fact in sorted(self.facts.get(Field.PROJECT_NAME, ()), key=self._is_summary):
            name = clean_project_name(self.document.text[fact.start : fact.end])
            if name is not None:
                self._keep("project_name", name, fact.start, fact.end, fact.label)
                return
        if self.kind is not NoticeKind.OTHER:
            self._keep("project_name", name_from_title(self.document.title), 0, 0, "title")

    def _buyer(self) -> None:
        for fact in self.facts.get(Field.BUYER, ()):
            name = party_name(self.document.text[fact.start : fact.end])
            if name is not None:
                self._keep("buyer", name, fact.start, fact.end, fact.label)
                return
        if not self._from_opening("buyer", _BUYER_SENTENCE):
            self._from_opening("buyer", _INTENDING_BUYER)

    def _agency(self) -> None:
        for fact in self.facts.get(Field.AGENCY, ()):
            name = party_name(self.document.text[fact.start : fact.end])
            if name is not None:
                self._keep("agency", name, fact.start, fact.end, fact.label)
                return
        if self._from_opening("agency", _AGENCY_SENTENCE):
            return
        for start, end in self._agency_lines():
            name = self.document.text[start:end]
            if _AGENCY_NAME.search(fold(name)) and is_organisation(fold(name)):
                self._keep("agency", name, start, end, "signature")
                return

    def _agency_lines(self) -> Iterator[tuple[int, int]]:
        """The first lines, then the last: where an agency heads or signs its notice."""
        pairs = list(zip(self.document.starts, self.document.ends, strict=True))
        yield from pairs[:5]
        yield from reversed(pairs[-8:])

    def _method(self) -> None:
        if self._first("method", Field.METHOD, lambda text: method_of(fold(text))):
            return
        for text, rule in ((self.title, "title"), (self.document.channel, "channel")):
            method = method_of(text)
            if method is not None:
                self._keep("method", method, 0, 0, rule)
                return
        for prose in self._prose(12):
            match = _METHOD_SENTENCE.search(self.document.folded, prose.start, prose.end)
            if match is not None:
                self._keep("method", method_of(match[0]), match.start(), match.end(), "opening sentence")
                return

    def _budget(self) -> None:
        if self.kind in (NoticeKind.AMENDMENT, NoticeKind.CONTRACT) or self._many():
            return
        for fact in sorted(self.facts.get(Field.BUDGET, ()), key=self._is_summary):
            price = read_price(self.document.folded[fact.start : fact.end], fact.unit)
            if price is not None and price.basis is Basis.TOTAL and price.amount is not None:
                self._keep("budget", price.amount, fact.start + price.start, fact.start + price.end, fact.label)
                return
        self._budget_in_prose()

    def _budget_in_prose(self) -> None:
        match = _BUDGET_SENTENCE.search(self.document.folded)
        if match is None:
            return
        price = read_price(match[1])
        if price is not None and price.amount is not None:
            self._keep("budget", price.amount, match.start(1), match.end(1), "sentence")


def _summary_end(document: Document) -> int:
    """Where the box headed 公告概要 ends, 0 without one."""
    for number in range(min(6, len(document.starts))):
        if "公告概要" in document.line(number):
            rows = [at for at in document.rows if at > number and document.rows[at].table == 1]
            return document.ends[max(rows)] if rows else 0
    return 0


def decimal_or_none(value: object) -> Decimal | None:
    """Narrow a kept value to Decimal."""
    return value if isinstance(value, Decimal) else None
