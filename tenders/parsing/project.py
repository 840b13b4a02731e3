"""What a notice says of its project: number, name, buyer, agency, region, method, dates, budget.

Each field has its sources in order of trust; the first that holds a usable value gives value and evidence.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from tenders.normalise.dates import CHINA, find_date, with_year
from tenders.normalise.money import read_price
from tenders.normalise.text import close_up, compact, fold
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Prose, Record
from tenders.parsing.kind import title_kind
from tenders.parsing.labels import Field
from tenders.parsing.notice import Evidence, Page
from tenders.parsing.parties import is_nobody, is_organisation
from tenders.vocabulary import Basis, NoticeKind

Moment = datetime | date


@dataclass(slots=True)
class Project:
    """Values of the project and where each stands."""

    values: dict[str, object] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass(slots=True)
class ProjectReader:
    """Reads one document's project facts. `title` is folded."""

    document: Document
    events: list[Event]
    kind: NoticeKind
    title: str
    page: Page
    facts: dict[Field, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    project: Project = field(default_factory=Project)
    summary_end: int = 0

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

    # helpers

    def _is_summary(self, fact: Fact) -> bool:
        """Does a fact stand in the summary box at the top? The body outranks it."""
        return fact.start < self.summary_end

    def _keep(self, name: str, value: object, start: int, end: int, rule: str) -> None:
        self.project.values[name] = value
        if end > start:
            self.project.evidence[name] = Evidence(self.document.text[start:end], start, end, rule)

    def _first(self, name: str, label: Field, read: Callable[[str], object | None]) -> bool:
        """The first fact of a label that `read` accepts."""
        for fact in self.facts.get(label, ()):
            value = read(self.document.text[fact.start : fact.end])
            if value is not None:
                self._keep(name, value, fact.start, fact.end, fact.label)
                return True
        return False

    # number

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

    def _prose(self, count: int) -> Iterator[Prose]:
        seen = 0
        for event in self.events:
            if isinstance(event, Prose):
                seen += 1
                if seen > count:
                    return
                yield event

    # name

    def _name(self) -> None:
        for fact in sorted(self.facts.get(Field.PROJECT_NAME, ()), key=self._is_summary):
            name = clean_project_name(self.document.text[fact.start : fact.end])
            if name is not None:
                self._keep("project_name", name, fact.start, fact.end, fact.label)
                return
        if self.kind is not NoticeKind.OTHER:
            self._keep("project_name", _name_from_title(self.document.title), 0, 0, "title")

    # parties

    def _buyer(self) -> None:
        for fact in self.facts.get(Field.BUYER, ()):
            name = _party_name(self.document.text[fact.start : fact.end])
            if name is not None:
                self._keep("buyer", name, fact.start, fact.end, fact.label)
                return
        self._from_opening("buyer", _BUYER_SENTENCE)

    def _agency(self) -> None:
        for fact in self.facts.get(Field.AGENCY, ()):
            name = _party_name(self.document.text[fact.start : fact.end])
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

    def _from_opening(self, name: str, pattern: re.Pattern[str]) -> bool:
        for prose in self._prose(12):
            match = pattern.search(self.document.folded, prose.start, prose.end)
            if match is not None and (value := _party_name(self.document.text[match.start(1) : match.end(1)])):
                self._keep(name, value, match.start(1), match.end(1), "opening sentence")
                return True
        return False

    def _agency_lines(self) -> Iterator[tuple[int, int]]:
        """The first lines, then the last: where an agency heads or signs its notice."""
        pairs = list(zip(self.document.starts, self.document.ends, strict=True))
        yield from pairs[:5]
        yield from reversed(pairs[-8:])

    # method

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

    # dates

    def _published(self) -> None:
        envelope = _from_epoch(self.document.meta.get("publishDate", ""))
        if envelope is not None:
            self.project.values["published_at"] = envelope
            return
        limit = self.document.starts[min(len(self.document.starts) - 1, 24)]
        top = [fact for fact in self.facts.get(Field.PUBLISHED, ()) if fact.start <= limit]
        if self._dated("published_at", top):
            return
        for text in (self.document.meta.get("PubDate"), self.page.published, *self._top_lines()):
            found = find_date(fold(text)) if text else None
            if found is not None:
                self.project.values["published_at"] = found[0]
                return
        self._dated("published_at", self.facts.get(Field.PUBLISHED, []))

    def _top_lines(self) -> Iterator[str]:
        for number in range(min(4, len(self.document.starts))):
            line = self.document.line(number)
            if len(line) < 60 and re.match(r"^\s*(?:20\d\d|.{0,8}日期|.{0,8}时间)", line):
                yield line

    def _dated(self, name: str, facts: list[Fact]) -> bool:
        for fact in facts:
            found = find_date(self.document.folded[fact.start : fact.end])
            if found is not None:
                self._keep(name, found[0], fact.start + found[1], fact.start + found[2], fact.label)
                return True
        return False

    def _deadline(self) -> None:
        if self.kind not in _WITH_DEADLINE:
            return
        amended = self.kind is NoticeKind.AMENDMENT
        if amended and self._changed_deadline():
            return
        facts = [fact for label in (Field.DEADLINE, Field.OPENING) for fact in self.facts.get(label, ())]
        facts = [fact for fact in facts if _BID_TIME.search(fact.label) and not (amended and self._is_summary(fact))]
        facts.sort(key=self._is_summary)
        timed = [fact for fact in facts if isinstance(self._moment(fact), datetime)]
        if amended:
            timed = timed[-1:]
        for fact in timed or facts:
            moment = self._moment(fact)
            if moment is not None:
                self._keep("bid_deadline", moment, fact.start, fact.end, fact.label)
                return
        self._deadline_in_prose(amended)

    def _changed_deadline(self) -> bool:
        """`截止时间…更正为：2026-08-12 09:00`. True when the change is found, even if it sets the same time again."""
        for match in _CHANGED_TIME.finditer(self.document.folded):
            line = match[0]
            found = find_date(with_year(match[1], self._year())) or find_date(match[1])
            if found is None or not isinstance(found[0], datetime) or re.search(r"获取|报名|质疑", line):
                continue
            before = find_date(line[: match.start(1) - match.start()])
            if before is None or before[0] != found[0]:
                self._keep("bid_deadline", found[0], match.start(1), match.end(1), "changed time")
            return True
        return False

    def _year(self) -> int:
        published = self.project.values.get("published_at")
        return published.year if isinstance(published, date) else date.max.year

    def _moment(self, fact: Fact) -> Moment | None:
        value = self.document.folded[fact.start : fact.end]
        found = find_date(value)
        if found is None:
            published = self.project.values.get("published_at")
            if isinstance(published, date):
                found = find_date(with_year(value, published.year))
        return found[0] if found else None

    def _deadline_in_prose(self, amended: bool) -> None:
        matches = list(_DEADLINE_SENTENCE.finditer(self.document.folded))
        for match in reversed(matches) if amended else matches:
            found = find_date(self.document.folded[match.start() : match.end()])
            if found is not None:
                self._keep("bid_deadline", found[0], match.start() + found[1], match.start() + found[2], "sentence")
                return

    # budget

    def _budget(self) -> None:
        if self.kind in (NoticeKind.AMENDMENT, NoticeKind.CONTRACT):
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
_WITH_DEADLINE = frozenset(
    (NoticeKind.TENDER, NoticeKind.PREQUALIFICATION, NoticeKind.AMENDMENT, NoticeKind.SINGLE_SOURCE)
)
_BID_TIME = re.compile(r"截止|递交|提交|开标|开启|投标时间|截标")
_TITLE_NUMBER = re.compile(r"(?:编号|标号|招标号)\s*[:为]?\s*([^()\s]*(?:\([^()]*\)[^()\s]*)*)")
_OPENING_NUMBER = re.compile(r"\(([A-Z0-9][A-Za-z0-9\-_./#\[\]]{7,40})\)")
_BUYER_SENTENCE = re.compile(r"受\s*([^,。;:]{4,60}?)\s*的?(?:委托|委任)")
_AGENCY_SENTENCE = re.compile(
    r"(?:^|[,。;:\n]|由|依据[^,。]{4,60},)\s*([^,。;:\n\"]{4,50}?)\s*(?:\([^()]*\))?\s*(?:受(?=[^,。;]{2,60}委托)|组织(?:的|招标|采购)|代理的)"
)
_AGENCY_NAME = re.compile(r"招标|咨询|采购中心|交易中心|项目管理|代理|工程管理|造价")
_METHOD_SENTENCE = re.compile(
    r"(?:采用|以|进行|通过|采取|的方式|方式为)\s*(?:了)?\s*(?:国内|电子化|\"|电子)?(公开招标|竞争性磋商|竞争性谈判|询价|单一来源|邀请招标)"
)
_DEADLINE_SENTENCE = re.compile(
    r"(?:于|在|截止(?:时间)?(?:改|变更|调整|顺延|延期|延长|更正)?(?:为|至|到)?:?)\s*(?:北京时间)?\s*20\d\d\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?[\s,(]*(?:北京时间)?[)\s]*(?:上午|下午)?\s*\d{1,2}\s*[:时点]\s*\d{0,2}\s*分?[^。;\n]{0,20}(?:前|截止|止|整|\)|$|。|,)?"
)
_CHANGED_TIME = re.compile(
    r"(?:投标|响应|报价|开标|开启|递交|提交)[^。\n]{0,120}?(?:更正|变更|调整|延期|延长|推迟|顺延|修改|改|延迟|延)(?:为|至|到)\s*[:\"“]?\s*((?:20\d\d\s*[年\-/.]\s*)?\d{1,2}\s*[月\-/.]\s*\d{1,2}[^。;\n]{0,24})"
)
_BUDGET_SENTENCE = re.compile(
    r"(?:采购|项目|招标|资金)?预算(?:金额|价|为|总额|资金|总价)*\s*(?:为|是|:|共计|人民币|约|¥)*\s*([\d,]+(?:\.\d+)?\s*(?:万元|元|亿元))"
)

_METHODS: tuple[tuple[str, str], ...] = (
    ("竞争性磋商", r"磋商"),
    ("竞争性谈判", r"谈判"),
    ("单一来源", r"单一来源"),
    ("邀请招标", r"邀请招标|邀请"),
    ("询价", r"询价"),
    ("框架协议", r"框架协议"),
    ("公开招标", r"公开招标|公开$|^公开"),
)


def method_of(text: str) -> str | None:
    """The procurement method a folded text names, in its official word."""
    return next((method for method, pattern in _METHODS if re.search(pattern, text)), None)


_NUMBER_TAIL = re.compile(r"\(([A-Za-z0-9][^()]{5,40})\)$")
_NUMBER_STOP = re.compile(r"[,;。、\s]|\)(?=[^()]*$)")


def read_numbers(printed: str) -> list[str]:
    """Project numbers in a value: inner spaces out, a second number in brackets apart."""
    folded = fold(printed).strip()
    folded = re.sub(r"^(?:[:为]|申请编号|编号)+\s*", "", folded)
    folded = re.sub(r"原公告的?$|\((?=[^()]*:).*$", "", folded)
    text = printed.strip()[: len(folded)] if fold(printed.strip()).startswith(folded) else folded
    cut = len(folded)
    depth = 0
    for place, letter in enumerate(folded):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
            if depth < 0:
                cut = place
                break
        elif letter in ",;。、" and depth == 0:
            cut = place
            break
    rest = folded[cut + 1 :]
    folded, text = folded[:cut].rstrip("( ").strip(), text[:cut].rstrip("（( ").strip()
    if depth > 0 and cut == len(printed.strip()):
        folded, text = folded.rstrip("("), text.rstrip("（(")
    tail = _NUMBER_TAIL.search(compact(folded))
    numbers = []
    if tail is not None and re.search(r"\d{3}", tail[1]) and tail.start() >= 6:
        numbers = [compact(text)[: tail.start()], tail[1]]
    else:
        numbers = [compact(text)]
    numbers = [re.sub(r"^[\"“]|[\"”.]$|^[(（](?=[^)）]*$)", "", number) for number in numbers]
    kept = [number for number in numbers if _is_number(number)]
    if kept and rest and cut < len(printed):
        kept.extend(
            number for number in re.split(r"[,;。、\s]+", rest) if re.fullmatch(r"[A-Za-z0-9\-_\[\]号]{8,40}", number)
        )
    return kept


def _is_number(text: str) -> bool:
    return (
        3 <= len(text) <= 70
        and not text.endswith(("..", "…"))
        and any(letter.isdigit() or letter.isascii() and letter.isalpha() for letter in text)
        and not is_nobody(fold(text))
        and not re.search(r"详见|见附件|公司|项目名称", text)
    )


_NAME_SUFFIX = re.compile(
    r"(?:的)?(?:[-—_\s]*)(?:(?:公开|国内|电子化)?(?:招标|竞争性磋商|竞争性谈判|磋商|谈判|询价|竞价|比选|邀请招标|单一来源|采购|资格预审|遴选|询比))?(?:的)?(?:结果|中标|成交|中选|中标[(（]成交[)）]|中标成交|更正|变更|废标|流标|终止|招标|采购|征集)*(?:候选人)?(?:结果)?(?:公告|公示)$"
)


def clean_project_name(printed: str) -> str | None:
    """A project's name without the kind of notice that is sometimes printed with it."""
    name = close_up(printed.strip().strip(".。,，;；:："))
    if name[:1] in "“\"'" and name[-1:] in "”\"'" and not re.search(r"[“”\"']", name[1:-1]):
        name = name[1:-1]
    folded = fold(name)
    if is_nobody(folded) or len(name) < 4 or len(name) > 200 or re.match(r"^[\d\-]+$", name):
        return None
    cut = _NAME_SUFFIX.search(name)
    if cut is not None and cut.start() > 4:
        name = name[: cut.start()]
    numbered = re.search(r"[(（](?:项目|招标|采购)?编号[:：].*$", name)
    if numbered is not None and numbered.start() > 4:
        name = name[: numbered.start()]
    return name.rstrip("-—_ ")


def _name_from_title(title: str) -> str | None:
    name = re.sub(r"[(（](?:项目|招标|采购)?编号[:：][^)）]*[)）]?", "", title)
    about = re.match(r"^[^，,]{4,40}?(?:公司|中心|院)?关于(.{4,})$", name)
    name = about[1] if about else name
    cleaned = clean_project_name(name)
    return cleaned if cleaned and title_kind(fold(cleaned)) is not NoticeKind.OTHER else cleaned


_CONTACT_TAIL = re.compile(
    r"[(（][^()（）]{0,6}(?:老师|先生|女士|小姐|电话|联系|主任|科长|盖章|公章|工)[^()（）]{0,14}[)）]?$|[(（]全称.*$|\s+(?:地址|联系|电话).*$"
)
_LOT_BUYERS = re.compile(r"[(（]第?[一二三1-9ABC].{0,3}[包标段]+[)）]")


def _party_name(printed: str) -> str | None:
    """A buyer's or agency's name as printed: no contact behind it; None for a person, a phone, several bodies."""
    name = printed.strip().strip(' ,，;；。.、:："“”')
    name = _CONTACT_TAIL.sub("", name).strip()
    if len(_LOT_BUYERS.findall(name)) > 1:
        return None
    if not is_organisation(fold(name)):
        pieces = re.split(r"[\s,，;；]+", name)
        name = pieces[0] if pieces and is_organisation(fold(pieces[0])) else name
    folded = fold(name)
    if is_nobody(folded) or re.fullmatch(r"[\d\-() 转]+", folded) or len(name) > 60 or re.search(r"[。:]|详见", folded):
        return None
    if len(name) <= 4 and not re.search(r"[局院校所部会厅处办站队委社厂学]$|单位|\d$", name):
        return None
    return close_up(name)


def _from_epoch(value: str) -> datetime | None:
    """Milliseconds since 1970 (Shanghai's `publishDate`) as China time."""
    if not re.fullmatch(r"1\d{12}", value):
        return None
    return datetime.fromtimestamp(int(value) / 1000, UTC).astimezone(CHINA).replace(second=0, microsecond=0)


def decimal_or_none(value: object) -> Decimal | None:
    """Narrow a kept value to Decimal."""
    return value if isinstance(value, Decimal) else None
