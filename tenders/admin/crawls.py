"""The pages that answer "is the data whole?": sources, the runs of their spiders, and the pages kept."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ChoiceFilter, ReadOnlyAdmin
from tenders.admin.faults import fault_words, reason_words, with_code
from tenders.admin.source_health import health_by_source
from tenders.models import Crawl, RawPage, Source
from tenders.sources import SOURCES
from tenders.templatetags.cells import NOTHING, day, pieces
from tenders.vocabulary import CrawlState, PageState

REASONS_SHOWN = 3


class SourceFilter(ChoiceFilter):
    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, source.name) for key, source in SOURCES.items()]


class PageStateFilter(ChoiceFilter):
    title = _("state")
    parameter_name = "state"
    choices_of_field = PageState


class CrawlStateFilter(ChoiceFilter):
    title = _("state")
    parameter_name = "state"
    choices_of_field = CrawlState


class ReasonFilter(ChoiceFilter):
    """The reasons that occur, by how often they do."""

    title = _("why it is unreadable")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        unreadable = with_code(RawPage.objects.filter(state=PageState.UNREADABLE)).order_by().values("code")
        counted = unreadable.annotate(n=Count("pk")).order_by("-n", "code").values_list("code", "n")
        return [(code, f"{fault_words(code)} ({n:,})") for code, n in counted]

    def narrowed(self, queryset: QuerySet[Any], value: str) -> Any:
        return with_code(queryset).filter(code=value)


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "success", "last_crawl", "volume", "pages", "unreadable", "blocked", "caveats")
    fields = ("name", "key", "paused")
    readonly_fields = ("name", "key")
    empty_reason: ClassVar[Any] = _("Sources are written down when the first crawl runs.")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("tenders.change_source"))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        health = health_by_source()
        changelist.result_list = list(changelist.result_list)
        for source in changelist.result_list:
            source.health = health[source.pk]
        return changelist

    @admin.display(description=_("last success"))
    def success(self, source: Any) -> SafeString:
        last = source.health.last_success
        if last is None:
            return format_html('<span class="t-warning">{}</span>', gettext("never"))
        lag = gettext("%(time)s ago") % {"time": timesince(last, depth=1)}
        return format_html(
            '{}<div class="{}">{}</div>', day(last), "t-warning" if source.health.is_late else "t-muted", lag
        )

    @admin.display(description=_("last crawl"))
    def last_crawl(self, source: Any) -> SafeString:
        crawl = source.health.last_crawl
        if crawl is None:
            return NOTHING
        url = reverse("admin:tenders_crawl_change", args=[crawl.pk])
        return format_html('<a href="{}">{}</a>{}', url, state(crawl), errors(crawl))

    @admin.display(description=_("pages in 7 days"))
    def volume(self, source: Any) -> SafeString:
        health = source.health
        words = {"low": gettext("fewer than usual"), "high": gettext("more than usual")}
        expected = gettext("usual: %(low)s–%(high)s") % {
            "low": f"{health.expected[0]:,}" if health.expected else "?",
            "high": f"{health.expected[1]:,}" if health.expected else "?",
        }
        return format_html(
            '<span class="t-num">{}</span> <span class="t-warning">{}</span><div class="t-muted">{}</div>',
            f"{health.week:,}",
            words.get(health.volume, ""),
            expected,
        )

    @admin.display(description=_("pages kept"))
    def pages(self, source: Any) -> SafeString | str:
        states = source.health.states
        return format_html_join(
            "",
            '<div><a href="{}">{} {}</a></div>',
            ((_pages_url(source, s), PageState(s).label, f"{states[s]:,}") for s in PageState.values if s in states),
        )

    @admin.display(description=_("why unreadable"))
    def unreadable(self, source: Any) -> SafeString | str:
        lines = [f"{n:,} · {fault_words(code)}" for code, n in source.health.reasons]
        return pieces(lines, REASONS_SHOWN) if lines else NOTHING

    @admin.display(description=_("blocked crawls"))
    def blocked(self, source: Any) -> str:
        return gettext("%(blocked)s of %(all)s") % {"blocked": source.health.blocked, "all": source.health.crawls}

    @admin.display(description=_("caveats"))
    def caveats(self, source: Any) -> str:
        return gettext(source.health.caveats) if source.health.caveats else "–"


def _pages_url(source: Source, page_state: str) -> str:
    return f"{reverse('admin:tenders_rawpage_changelist')}?source={source.pk}&state={page_state}"


def state(crawl: Crawl) -> SafeString:
    return format_html('<span class="t-state t-state-{}">{}</span>', crawl.state, crawl.get_state_display())


def errors(crawl: Crawl) -> SafeString | str:
    counted = sorted(crawl.errors.items(), key=lambda pair: str(pair[0]))
    return format_html_join("", '<div class="t-muted">{} × {}</div>', ((n, fault_words(kind)) for kind, n in counted))


@admin.register(Crawl)
class CrawlAdmin(ReadOnlyAdmin):
    list_display = (
        "started_at",
        "source",
        "state_cell",
        "window",
        "duration",
        "requests",
        "pages_new",
        "pages_changed",
        "pages_unchanged",
        "errors_cell",
    )
    list_filter = (SourceFilter, CrawlStateFilter)
    list_select_related = ("source",)
    fields = (
        ("source", "state_cell"),
        ("started_at", "finished_at"),
        ("window", "duration"),
        ("requests", "errors_cell"),
        ("pages_new", "pages_changed", "pages_unchanged"),
        "message",
    )
    readonly_fields = ("state_cell", "window", "duration", "errors_cell")
    ordering = ("-started_at",)
    empty_reason: ClassVar[Any] = _("No crawl has run yet: start one with “manage.py crawl SOURCE”.")

    @admin.display(description=_("state"), ordering="state")
    def state_cell(self, crawl: Crawl) -> SafeString:
        return state(crawl)

    @admin.display(description=_("window"))
    def window(self, crawl: Crawl) -> str:
        return f"{crawl.from_date or '…'} – {crawl.until_date or '…'}"

    @admin.display(description=_("duration"))
    def duration(self, crawl: Crawl) -> str:
        if crawl.finished_at is None:
            return "–"
        seconds = round((crawl.finished_at - crawl.started_at).total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    @admin.display(description=_("errors by kind"))
    def errors_cell(self, crawl: Crawl) -> SafeString | str:
        return errors(crawl) or NOTHING


@admin.register(RawPage)
class RawPageAdmin(ReadOnlyAdmin):
    list_display = ("headline", "source", "state", "why", "fetched", "notice_link", "official")
    list_filter = (SourceFilter, PageStateFilter, ReasonFilter)
    search_fields = ("url", "listed_title")
    search_help_text = _("A part of the address or of the title in the list.")
    fields = ("source", "url", "listed_title", "listed_published", "fetched_at", "state", "why", "read_at")
    readonly_fields = ("why",)
    ordering = ("-fetched_at",)
    empty_reason: ClassVar[Any] = _("Pages appear when a crawl has run.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RawPage]:
        pages: QuerySet[RawPage] = super().get_queryset(request)
        return pages.select_related("source", "notice").defer(
            "body", "notice__text", "notice__search_text", "notice__evidence"
        )

    @admin.display(description=_("title in the list"), ordering="listed_title")
    def headline(self, page: RawPage) -> str:
        return page.listed_title or page.url

    @admin.display(description=_("why it is unreadable"), ordering="reason")
    def why(self, page: RawPage) -> Any:
        return reason_words(page.reason) if page.reason else NOTHING

    @admin.display(description=_("fetched"), ordering="fetched_at")
    def fetched(self, page: RawPage) -> Any:
        return day(page.fetched_at)

    @admin.display(description=_("notice"))
    def notice_link(self, page: RawPage) -> SafeString:
        notice = getattr(page, "notice", None)
        if notice is None:
            return NOTHING
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:tenders_notice_change", args=[notice.pk]), notice.get_kind_display()
        )

    @admin.display(description=_("official page"))
    def official(self, page: RawPage) -> SafeString:
        return format_html('<a href="{}" target="_blank" rel="noopener noreferrer">{} ↗</a>', page.url, gettext("open"))
