"""When a notice was published and when bids are due, in order of trust."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from tenders.normalise.dates import CHINA, day_of, find_date, with_year
from tenders.normalise.text import fold
from tenders.parsing.facts import Fact, Record
from tenders.parsing.labels import Field
from tenders.parsing.project_facts import ProjectFacts
from tenders.vocabulary import NoticeKind

_WITH_DEADLINE = frozenset(
    (NoticeKind.TENDER, NoticeKind.PREQUALIFICATION, NoticeKind.AMENDMENT, NoticeKind.SINGLE_SOURCE)
)
_BID_TIME = re.compile(r"截止|递交|提交|开标|开启|投标时间|截标")
_DEADLINE_SENTENCE = re.compile(
    r"(?:于|在|截止(?:时间)?(?:改|变更|调整|顺延|延期|延长|更正)?(?:为|至|到)?:?)\s*(?:北京时间)?\s*20\d\d\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?[\s,(]*(?:北京时间)?[)\s]*(?:上午|下午)?\s*\d{1,2}\s*[:时点]\s*\d{0,2}\s*分?[^。;\n]{0,20}(?:前|截止|止|整|\)|$|。|,)?"
)
_SOONER = re.compile(r"获取|报名|质疑|领取|下载")
_CHANGED_TIME = re.compile(
    r"(?:投标|响应|报价|开标|开启|递交|提交)[^。\n]{0,120}?(?:更正|变更|调整|延期|延长|推迟|顺延|修改|改|延迟|延)(?:为|至|到)\s*[:\"“]?\s*((?:20\d\d\s*[年\-/.]\s*)?\d{1,2}\s*[月\-/.]\s*\d{1,2}[^。;\n]{0,24})"
)


Moment = datetime | date


class ProjectDates(ProjectFacts):
    """Reads the dates of a project."""

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
        if amended and (self._deadline_after_change() or self._changed_deadline()):
            return
        facts = [fact for label in (Field.DEADLINE, Field.OPENING) for fact in self.facts.get(label, ())]
        facts = [fact for fact in facts if _BID_TIME.search(fact.label) and not (amended and self._is_summary(fact))]
        facts.sort(key=self._is_summary)
        timed = [fact for fact in facts if isinstance(self._moment(fact), datetime)]
        if amended:
            timed = timed[-1:]
        if not self._first_moment(timed) and not self._deadline_in_prose(amended, facts):
            self._first_moment(facts)

    def _first_moment(self, facts: list[Fact]) -> bool:
        for fact in facts:
            moment = self._moment(fact)
            if moment is not None:
                self._keep("bid_deadline", moment, fact.start, fact.end, fact.label)
                return True
        return False

    def _deadline_after_change(self) -> bool:
        """A row of 更正项, 更正前内容, 更正后内容 that speaks of the deadline: what stands after the change."""
        for event in self.events:
            if not isinstance(event, Record) or Field.AFTER not in event.cells:
                continue
            first, last = min(event.cells.values())[0], max(event.cells.values())[1]
            start, end = event.cells[Field.AFTER]
            found = find_date(self.document.folded[start:end])
            row = self.document.folded[first:last]
            if found is not None and _BID_TIME.search(row) and not _SOONER.search(row):
                self._keep("bid_deadline", found[0], start + found[1], start + found[2], "更正后内容")
                return True
        return False

    def _changed_deadline(self) -> bool:
        """`截止时间…更正为：2026-08-12 09:00`. True when the change is found, even if it sets the same time again."""
        for match in _CHANGED_TIME.finditer(self.document.folded):
            line = match[0]
            found = find_date(with_year(match[1], self._year())) or find_date(match[1])
            if found is None or not isinstance(found[0], datetime) or _SOONER.search(line):
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

    def _deadline_in_prose(self, amended: bool, dated: list[Fact]) -> bool:
        """The end of bidding in a sentence; none before the day that a label gives (papers are fetched before)."""
        days = [day for fact in dated if (day := day_of(self._moment(fact))) is not None]
        matches = list(_DEADLINE_SENTENCE.finditer(self.document.folded))
        for match in reversed(matches) if amended else matches:
            found = find_date(self.document.folded[match.start() : match.end()])
            if found is not None and (not days or (day_of(found[0]) or min(days)) >= min(days)):
                self._keep("bid_deadline", found[0], match.start() + found[1], match.start() + found[2], "sentence")
                return True
        return False


def _from_epoch(value: str) -> datetime | None:
    """Milliseconds since 1970 (Shanghai's `publishDate`) as China time."""
    if not re.fullmatch(r"1\d{12}", value):
        return None
    return datetime.fromtimestamp(int(value) / 1000, UTC).astimezone(CHINA).replace(second=0, microsecond=0)
