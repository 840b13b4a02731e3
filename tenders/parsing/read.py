"""The one road from a kept page to a `ParsedNotice`: document, facts, kind, project, awards, in this order."""

from tenders.normalise.text import fold
from tenders.parsing.amendment import read_amends
from tenders.parsing.award import read_awards, why_nobody
from tenders.parsing.bids import read_bids, read_subcontractors
from tenders.parsing.document import Document, read_document
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
    reader = Layout(document)
    events = reader.read()
    title = fold(document.title)
    kind = decide(document, title, _fields(events), _sections(events))
    project = ProjectReader(document, events, kind, title, page).read()
    awards: tuple[ParsedAward, ...] = ()
    if kind in _WITH_AWARDS:
        awards = finish_awards(document, read_awards(document, events), title, project)
        kind = _kind_by_outcome(kind, awards)
    bids = read_bids(document, events, awards)
    return _notice(document, kind, project.values, awards, bids, reader, project.evidence, events)


def _notice(
    document: Document, kind: NoticeKind, values, awards, bids, reader: Layout, evidence, events: list[Event]
) -> ParsedNotice:  # type: ignore[no-untyped-def]
    named = any(award.suppliers for award in awards)
    return ParsedNotice(
        kind=kind,
        title=document.title,
        text=document.text,
        awards=awards,
        bids=bids,
        subcontractors=read_subcontractors(document, events),
        amends=read_amends(document, events) if kind is NoticeKind.AMENDMENT else None,
        evidence=evidence,
        unread=tuple(dict.fromkeys(reader.unread)),
        no_winner=None if named or kind is not NoticeKind.AWARD else why_nobody(document),
        **values,
    )


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
