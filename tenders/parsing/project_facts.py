"""The facts of a project in order of trust, and how a chosen one is kept with its evidence."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact, Prose
from tenders.parsing.labels import Field
from tenders.parsing.notice import Evidence, Page
from tenders.parsing.project_values import party_name
from tenders.vocabulary import NoticeKind


@dataclass(slots=True)
class Project:
    """Values of the project and where each stands."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass
class ProjectFacts:
    """One document's project facts. `title` is folded."""

    document: Document
    events: list[Event]
    kind: NoticeKind
    title: str
    page: Page
    facts: dict[Field, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    project: Project = field(default_factory=Project)
    summary_end: int = 0

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

    def _prose(self, count: int) -> Iterator[Prose]:
        seen = 0
        for event in self.events:
            if isinstance(event, Prose):
                seen += 1
                if seen > count:
                    return
                yield event

    def _from_opening(self, name: str, pattern: re.Pattern[str]) -> bool:
        for prose in self._prose(12):
            match = pattern.search(self.document.folded, prose.start, prose.end)
            if match is not None and (value := party_name(self.document.text[match.start(1) : match.end(1)])):
                self._keep(name, value, match.start(1), match.end(1), "opening sentence")
                return True
        return False
