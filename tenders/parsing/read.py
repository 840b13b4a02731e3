"""The one road from a kept page to a `ParsedNotice`: document, facts, kind, project, awards, in this order."""

from dataclasses import replace

from tenders.normalise.text import fold
from tenders.parsing.amendment import read_amends
from tenders.parsing.award import read_awards, why_nobody
from tenders.parsing.bids import read_bids, read_subcontractors
from tenders.parsing.document import read_document
from tenders.parsing.facts import Event, Fact, Heading, Record
from tenders.parsing.finish import finish_awards
from tenders.parsing.kind import decide
from tenders.parsing.labels import Field
from tenders.parsing.layout import Layout
from tenders.parsing.notice import Page, ParsedAward, ParsedNotice
from tenders.parsing.project import ProjectReader
from tenders.parsing.refuse import refuse
from tenders.parsing.sections import Section
from tenders.vocabulary import NoticeKind, Outcome

_WITH_AWARDS = frozenset((NoticeKind.AWARD, NoticeKind.CANCELLATION, NoticeKind.CONTRACT))


def parse(page: Page) -> ParsedNotice:
    """Read a page. Raises UnreadablePage, and nothing else, when it holds no notice.

    Takes bytes of any size and quality; time is bounded by the limits in document.py and align.py.
    """
    document = read_document(page)
    refuse(document)
    layout = Layout(document)
    events = layout.read()
    title = fold(document.title)
    kind = decide(document, title, _fields(events), _sections(events))
    project = ProjectReader(document, events, kind, title, page).read()
    awards: tuple[ParsedAward, ...] = ()
    if kind in _WITH_AWARDS:
        awards = finish_awards(document, read_awards(document, events), title, project)
        kind = _kind_by_outcome(kind, awards)
    named = any(award.suppliers for award in awards)
    notice = ParsedNotice(
        kind=kind,
        title=document.title,
        text=document.text,
        awards=awards,
        bids=read_bids(document, events, awards),
        subcontractors=read_subcontractors(document, events),
        amends=read_amends(document, events) if kind is NoticeKind.AMENDMENT else None,
        evidence=project.evidence,
        unread=tuple(dict.fromkeys(layout.unread)),
        no_winner=why_nobody(document) if kind is NoticeKind.AWARD and not named else None,
    )
    return replace(notice, **project.values)


def _fields(events: list[Event]) -> set[Field]:
    fields: set[Field] = set()
    for event in events:
        if isinstance(event, Fact):
            fields.add(event.field)
        elif isinstance(event, Record):
            fields |= event.heads
    return fields


def _sections(events: list[Event]) -> set[Section]:
    return {event.section for event in events if isinstance(event, Heading)}


def _kind_by_outcome(kind: NoticeKind, awards: tuple[ParsedAward, ...]) -> NoticeKind:
    """A result in which every lot failed is a cancellation; one with a winner is an award."""
    if kind is NoticeKind.AWARD and awards and all(award.outcome is Outcome.FAILED for award in awards):
        return NoticeKind.CANCELLATION
    if kind is NoticeKind.CANCELLATION and any(award.outcome is Outcome.AWARDED for award in awards):
        return NoticeKind.AWARD
    return kind
