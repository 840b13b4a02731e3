"""What one user's mail says: the projects that are new in the saved searches, why each is there, and the ratio."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenders.analysis.definition import RatioDefinition
from tenders.analysis.ratio import Ratio
from tenders.analysis.win_ratio import win_ratio
from tenders.models import WINNING_ROLES, AwardParty, Notice, NoticeQuerySet, SavedSearch
from tenders.parameters import BadQuery
from tenders.search import NoticeFilter
from tenders.vocabulary import NoticeKind, Topic

SHOWN = 10  # projects of a group; the rest is a link
CITIES = 3  # ratios in one mail
RATIO_DAYS = 365

GROUPS = {
    "tenders": (
        _("New tenders"),
        (NoticeKind.INTENTION, NoticeKind.PREQUALIFICATION, NoticeKind.TENDER, NoticeKind.SINGLE_SOURCE),
    ),
    "results": (_("Results"), (NoticeKind.CANDIDATES, NoticeKind.AWARD, NoticeKind.CANCELLATION)),
    "amendments": (_("Amendments"), (NoticeKind.AMENDMENT,)),
    "contracts": (_("Contracts"), (NoticeKind.CONTRACT, NoticeKind.ACCEPTANCE)),
    "others": (_("Other notices"), (NoticeKind.OTHER,)),
}
GROUP_OF = {kind: key for key, (_label, kinds) in GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Why:
    """The saved search that found a project, and what in it matched: its words, else its plain description."""

    search: str
    matched: str


@dataclass(frozen=True, slots=True)
class Winner:
    name: str
    camp: str


@dataclass(frozen=True, slots=True)
class Item:
    """One project, as its newest notice tells it. `amount` is the sum of known awards in yuan, None when unknown."""

    notice: Notice
    winners: tuple[Winner, ...]
    amount: Decimal | None
    why: tuple[Why, ...]
    further: int

    @property
    def title(self) -> str:
        return self.notice.project_name or self.notice.title

    @property
    def topics(self) -> list[str]:
        return [str(Topic(topic).label) for topic in self.notice.topics]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the mail: how many projects it has, and the first of them."""

    key: str
    label: str
    projects: int
    items: tuple[Item, ...]

    @property
    def left(self) -> int:
        return self.projects - len(self.items)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a mail says. `unreadable` are saved searches that no longer mean anything, with the reason."""

    since: datetime
    until: datetime
    sections: tuple[Section, ...]
    ratios: tuple[Ratio, ...]
    searches: tuple[SavedSearch, ...]
    unreadable: tuple[tuple[str, str], ...]

    @property
    def projects(self) -> int:
        return sum(section.projects for section in self.sections)


@dataclass(slots=True)
class Found:
    """A project while the searches are looked through: when each of its notices was published, and who found it."""

    notices: dict[int, datetime] = field(default_factory=dict)
    searches: dict[str, NoticeFilter] = field(default_factory=dict)


def content_for(user: User, since: datetime, until: datetime) -> Content:
    """What is new for the user from `since` to before `until`, by when we first read it."""
    readable, unreadable = read_searches(user)
    found = projects_found(readable, since, until)
    return Content(
        since=since,
        until=until,
        sections=tuple(sections_of(found)),
        ratios=tuple(ratios_for(readable.values(), timezone.localdate(until))),
        searches=tuple(user.saved_searches.filter(weekly=True).order_by("name")),
        unreadable=tuple(unreadable),
    )


def read_searches(user: User) -> tuple[dict[str, NoticeFilter], list[tuple[str, str]]]:
    """The user's weekly searches by name, and those that cannot be read with the reason."""
    readable, unreadable = {}, []
    for saved in user.saved_searches.filter(weekly=True).order_by("name"):
        try:
            readable[saved.name] = NoticeFilter.from_query(saved.query)
        except BadQuery as fault:
            unreadable.append((saved.name, str(fault)))
    return readable, unreadable


def first_seen(notices: NoticeQuerySet, since: datetime, until: datetime) -> NoticeQuerySet:
    """Notices whose first version we read in this time; a page that only changed is not new."""
    firsts = Notice.objects.filter(
        source=OuterRef("source"), url=OuterRef("url"), version=1, created_at__gte=since, created_at__lt=until
    )
    return notices.filter(Exists(firsts))


def projects_found(searches: dict[str, NoticeFilter], since: datetime, until: datetime) -> dict[int, Found]:
    """The projects that any search found, by id."""
    found: dict[int, Found] = {}
    for name, search in searches.items():
        notices = first_seen(search.apply(Notice.objects.order_by("published_at", "pk")), since, until)
        for pk, published, tender in notices.values_list("pk", "published_at", "tender_id"):
            project = found.setdefault(tender, Found())
            project.notices[pk] = published or since
            project.searches[name] = search
    return found


def sections_of(found: dict[int, Found]) -> Iterable[Section]:
    """The groups that have projects; each project stands in the group of its newest notice, newest project first."""
    grouped: dict[str, list[int]] = {key: [] for key in GROUPS}
    by_newest = {_newest(project): project for project in found.values()}
    published = Notice.objects.filter(pk__in=by_newest).order_by("-published_at", "-pk").values_list("pk", "kind")
    for pk, kind in published:
        grouped[GROUP_OF[NoticeKind(kind)]].append(pk)
    for key, notices in grouped.items():
        if notices:
            shown = items_of(notices[:SHOWN], by_newest)
            yield Section(key, str(GROUPS[key][0]), len(notices), tuple(shown))


def _newest(project: Found) -> int:
    """The notice that says where the project stands: the last published, however late or early we read it."""
    return max(project.notices, key=lambda pk: (project.notices[pk], pk))


def items_of(notice_ids: list[int], projects: dict[int, Found]) -> Iterable[Item]:
    notices = Notice.objects.prefetch_related("awards").in_bulk(notice_ids)
    for pk in notice_ids:
        notice, project = notices[pk], projects[pk]
        amounts = [award.amount for award in notice.awards.all() if award.amount is not None]
        yield Item(
            notice=notice,
            winners=tuple(winners_of(notice)),
            amount=sum(amounts, Decimal(0)) if amounts else None,
            why=tuple(why(notice, project.searches)),
            further=len(project.notices) - 1,
        )


def winners_of(notice: Notice) -> Iterable[Winner]:
    parties = AwardParty.objects.filter(award__notice=notice, role__in=WINNING_ROLES).order_by("pk")
    for name, camp in dict(parties.values_list("organisation__name", "vendor_class")).items():
        yield Winner(name, camp)


def why(notice: Notice, searches: dict[str, NoticeFilter]) -> Iterable[Why]:
    """Each search that found the project, with its words that stand in the notice."""
    for name, search in searches.items():
        words = search.words.found_in(notice.search_text)
        yield Why(name, "、".join(words) or search.describe())


def ratios_for(searches: Iterable[NoticeFilter], today: date) -> Iterable[Ratio]:
    """Carriers : mid-tier by value over the last year, for the cities of the searches, where a number can be stated."""
    cities = list(dict.fromkeys(search.city for search in searches if search.city))[:CITIES] or [""]
    for city in cities:
        ratio = win_ratio(RatioDefinition(city=city, from_date=today - timedelta(days=RATIO_DAYS), until_date=today))
        if ratio.value is not None:
            yield ratio
