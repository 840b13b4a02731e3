"""What the page of one notice shows: its facts by section, each with its place in the text, and what surrounds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tenders.admin.evidence import Mark, lines_with_marks, mark_of
from tenders.analysis.definition import RatioDefinition
from tenders.analysis.discount import discount_rate
from tenders.analysis.trace import entries
from tenders.classify.regions import region_name
from tenders.models import WINNING_ROLES, Award, AwardParty, Notice
from tenders.templatetags.cells import award_amount, camp, day, money, organisation_url, pieces
from tenders.vocabulary import NoticeKind, Outcome, Role, Topic, VendorClass


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the left column; `key` lights its words in the text, and is empty when it has no place there."""

    label: str
    value: Any
    key: str = ""
    rule: str = ""


def notice_facts(notice: Notice) -> dict[str, Any]:
    """Everything that the notice's page shows, from one notice and few queries."""
    awards = list(_awards(notice))
    marks = _Marks(notice)
    sections = [
        (_("Project"), _project(notice, marks)),
        (_("People and places"), _parties(notice, marks)),
        (_("Dates and money"), _figures(notice, marks)),
    ]
    lots = [_lot(award, marks) for award in awards]
    return {
        "notice": notice,
        "sections": [(title, facts) for title, facts in sections if facts],
        "lots": [lot for lot in lots if lot["facts"]],
        "bids": _bids(awards, marks),
        "doubts": [award for award in awards if award.doubt],
        "unplaced": _unplaced(notice, marks),
        "counted": _counted(awards),
        "definition": RatioDefinition(),
        "versions": _versions(notice),
        "timeline": _timeline(notice),
        "lines": lines_with_marks(notice.text, marks.found),
    }


class _Marks:
    """Collects the places of the facts while the facts are listed."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.found: list[Mark] = []

    def field(self, label: str, value: Any, *names: str) -> Fact:
        """A fact of the notice itself, with the evidence kept under the first of `names` that has any."""
        for name in names:
            if name in self.notice.evidence:
                return self.fact(label, value, name, self.notice.evidence[name])
        return Fact(label, value)

    def fact(self, label: str, value: Any, key: str, evidence: dict[str, Any]) -> Fact:
        mark = mark_of(key, evidence, len(self.notice.text))
        if mark is None:
            return Fact(label, value, rule=evidence.get("rule", ""))
        self.found.append(mark)
        return Fact(label, value, key, evidence.get("rule", ""))


def _awards(notice: Notice) -> QuerySet[Award]:
    parties = AwardParty.objects.select_related("organisation", "group").order_by("rank", "pk")
    return notice.awards.select_related("lot", "supplier").prefetch_related(Prefetch("parties", parties)).order_by("pk")


def _project(notice: Notice, marks: _Marks) -> list[Fact]:
    numbers = [number for number in (notice.project_number, *notice.project_number_alt) if number]
    facts = [marks.field(_("Kind"), notice.get_kind_display(), "kind")]
    if notice.project_name:
        facts.append(marks.field(_("Project"), notice.project_name, "project_name"))
    if numbers:
        facts.append(marks.field(_("Project number"), " · ".join(numbers), "project_number"))
    if notice.method:
        facts.append(marks.field(_("Method"), notice.method, "method"))
    if notice.topics:
        words = "、".join(notice.topic_words)
        labels = " · ".join(str(Topic(topic).label) for topic in notice.topics)
        facts.append(Fact(_("Topics"), format_html('<span title="{}">{}</span>', words, labels)))
    if notice.amends_target:
        facts.append(marks.field(_("Amends"), notice.amends_target, "amends_target", "amends"))
    return facts


def _parties(notice: Notice, marks: _Marks) -> list[Fact]:
    facts = []
    if notice.buyer_name:
        facts.append(marks.field(_("Buyer"), _buyer(notice), "buyer", "buyer_name"))
    if notice.agency_name:
        facts.append(marks.field(_("Procuring agency"), notice.agency_name, "agency", "agency_name"))
    if notice.province:
        place = " · ".join(region_name(code) for code in (notice.province, notice.city) if code)
        facts.append(Fact(_("Place"), place, rule=notice.region_rule))
    if notice.region_text:
        facts.append(marks.field(_("Region as printed"), notice.region_text, "region", "region_text"))
    return facts


def _buyer(notice: Notice) -> SafeString | str:
    if notice.buyer is None:
        return notice.buyer_name
    known = notice.buyer.vendor_class != VendorClass.UNKNOWN
    badge = camp(notice.buyer.vendor_class) if known else ""  # a buyer's camp matters when it is a vendor's group
    return format_html('<a href="{}">{}</a> {}', organisation_url(notice.buyer.pk), notice.buyer_name, badge)


def _figures(notice: Notice, marks: _Marks) -> list[Fact]:
    facts = [marks.field(_("Published"), day(notice.published_at), "published_at", "published")]
    if notice.bid_deadline:
        facts.append(marks.field(_("Bid deadline"), day(notice.bid_deadline), "bid_deadline", "deadline"))
    if notice.budget is not None:
        facts.append(marks.field(_("Budget"), money(notice.budget), "budget"))
    if notice.kind == NoticeKind.AWARD and (discount := discount_rate(notice.tender)) is not None:
        facts.append(
            Fact(_("Discount rate"), f"{discount * 100:.2f}%", rule=_("1 - award amounts / budget of the project"))
        )
    return facts


def _lot(award: Award, marks: _Marks) -> dict[str, Any]:
    """One award: its amount, then everyone who has a part in it but did not lose."""
    facts = []
    if award.outcome == Outcome.AWARDED:
        value = format_html('{} <span class="t-muted">{}</span>', award_amount(award), award.amount_text)
        facts.append(marks.fact(_("Award amount"), value, f"award-{award.pk}", award.evidence))
    elif award.outcome == Outcome.FAILED:
        facts.append(marks.fact(_("Outcome"), award.get_outcome_display(), f"award-{award.pk}", award.evidence))
    taking_part = [one for one in award.parties.all() if one.role not in (Role.LOSER, Role.CANDIDATE)]
    facts += [marks.fact(one.get_role_display(), _party(one), f"party-{one.pk}", one.evidence) for one in taking_part]
    return {"award": award, "name": award.lot.name or award.lot.label, "facts": facts}


def _party(one: AwardParty) -> SafeString:
    share = format_html(' <span class="t-muted">{}%</span>', f"{one.share * 100:.2f}") if one.share else ""
    why = " · ".join(part for part in (one.class_rule, one.class_evidence) if part)
    return format_html(
        '<a href="{}">{}</a> <span title="{}">{}</span>{}',
        organisation_url(one.organisation_id),
        one.printed_name,
        why,
        camp(one.vendor_class),
        share,
    )


def _bids(awards: list[Award], marks: _Marks) -> list[dict[str, Any]]:
    rows = []
    for award in awards:
        for one in award.parties.all():
            if one.role in (Role.LOSER, Role.CANDIDATE):
                fact = marks.fact(one.get_role_display(), _party(one), f"party-{one.pk}", one.evidence)
                rows.append({"fact": fact, "lot": award.lot, "party": one, "price": money(one.bid_amount)})
    return rows


def _counted(awards: list[Award]) -> list[dict[str, Any]]:
    """What each award does in the ordinary ratio: the side that it enters with its credit, or why it does not."""
    traces = entries([award.pk for award in awards], RatioDefinition()) if awards else {}
    sides = {"numerator": _("Numerator"), "denominator": _("Denominator")}
    return [
        {"award": award, "side": sides.get(trace.side, ""), "credit": trace.credit, "reason": trace.reason}
        for award in awards
        for trace in traces[award.pk]
    ]


def _unplaced(notice: Notice, marks: _Marks) -> list[Fact]:
    """Awards and bids that the page prints but that belong to no lot for sure: they enter no sum."""
    facts = []
    for number, one in enumerate(notice.evidence.get("unplaced", [])):
        what = str(Role(one["what"]).label) if one["what"] in Role.values else _("Award")
        facts.append(marks.fact(what, one.get("name") or one.get("text", ""), f"unplaced-{number}", one))
    return facts


def _versions(notice: Notice) -> QuerySet[Notice]:
    same = Notice.objects.filter(source=notice.source_id, url=notice.url)
    return same.select_related("page").defer("text", "search_text", "evidence").order_by("-version")


def _timeline(notice: Notice) -> list[dict[str, Any]]:
    """The current notices of the project from the first to the last, with the winners that each names."""
    winners = AwardParty.objects.filter(role__in=WINNING_ROLES).select_related("organisation")
    others = (
        Notice.objects.current()
        .filter(tender=notice.tender_id)
        .defer("text", "search_text", "evidence")
        .prefetch_related(Prefetch("awards__parties", winners, to_attr="winners"))
        .order_by("published_at", "pk")
    )
    return [{"notice": other, "winners": pieces(list(_winner_names(other)), 2)} for other in others]


def _winner_names(notice: Notice) -> Iterator[str]:
    names = (one.organisation.name for award in notice.awards.all() for one in award.winners)  # type: ignore[attr-defined]  # set by the prefetch
    yield from dict.fromkeys(names)
