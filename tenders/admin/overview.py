"""The front page: how much there is, how fresh it is, and where to go from here."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tenders.admin.searches import described
from tenders.admin.source_health import health_by_source
from tenders.models import WINNING_ROLES, AwardParty, Notice, RawPage, SavedSearch, Source
from tenders.search import NoticeFilter
from tenders.vocabulary import NoticeKind, Outcome, PageState

NEWEST = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the list that it counts: the list must hold exactly so many rows."""

    title: str
    number: int
    url: str


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The context of the front page; nothing for a user who may not view notices."""
    if not request.user.has_perm("tenders.view_notice"):
        return context
    searches = SavedSearch.objects.filter(user=request.user.pk).order_by("name")
    health = health_by_source()
    return {
        **context,
        "title": _("Overview"),
        "figures": _figures(),
        "camps": _wins_by_camp(),
        "newest": NoticeFilter(ours=True).apply(Notice.objects.defer("text", "search_text", "evidence"))[:NEWEST],
        "searches": [(one, described(one.query)) for one in searches],
        "sources": [(source, health[source.pk]) for source in Source.objects.all()],
    }


def _figures() -> list[Figure]:
    today = timezone.localdate()
    week = today - timedelta(days=6)
    unreadable = RawPage.objects.filter(state=PageState.UNREADABLE).count()
    return [
        _notices(_("Notices in our field"), NoticeFilter(ours=True)),
        _notices(_("Published today"), NoticeFilter(from_date=today, ours=True)),
        _notices(_("Tenders of 7 days"), NoticeFilter(kind=NoticeKind.TENDER, from_date=week, ours=True)),
        _notices(_("Award notices of 7 days"), NoticeFilter(kind=NoticeKind.AWARD, from_date=week, ours=True)),
        _notices(_("All notices"), NoticeFilter()),
        Figure(_("Unreadable pages"), unreadable, f"{reverse('admin:tenders_rawpage_changelist')}?state=unreadable"),
    ]


def _notices(title: str, search: NoticeFilter) -> Figure:
    listed = f"{reverse('admin:tenders_notice_changelist')}?{search.as_query()}"
    return Figure(title, search.apply(Notice.objects.order_by()).count(), listed)


def _wins_by_camp() -> list[tuple[str, int]]:
    """Awards won by each camp, a consortium once for every camp in it."""
    won = AwardParty.objects.filter(
        role__in=WINNING_ROLES, award__outcome=Outcome.AWARDED, award__notice__is_current=True
    )
    counted = won.order_by().values("vendor_class").annotate(n=Count("award", distinct=True))
    return list(counted.order_by("-n").values_list("vendor_class", "n"))
