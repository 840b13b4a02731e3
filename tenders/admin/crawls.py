"""The lists that answer "is the data whole?": sources, and the runs of their spiders."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ChoiceFilter, ReadOnlyAdmin
from tenders.admin.faults import fault_words, remark_lines
from tenders.admin.source_health import health_by_source
from tenders.models import Crawl, Source
from tenders.sources import SOURCES
from tenders.templatetags.cells import NOTHING, day, pieces
from tenders.vocabulary import CrawlState, PageState

REASONS_SHOWN = 3


class SourceFilter(ChoiceFilter):
    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, source.name) for key, source in SOURCES.items()]


class CrawlStateFilter(ChoiceFilter):
    title = _("state")
    parameter_name = "state"
    choices_of_field = CrawlState


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
        "remarks",
    )
    readonly_fields = ("state_cell", "window", "duration", "errors_cell", "remarks")
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

    @admin.display(description=_("message"))
    def remarks(self, crawl: Crawl) -> SafeString:
        return remark_lines(crawl.message) if crawl.message else NOTHING

    @admin.display(description=_("errors by kind"))
    def errors_cell(self, crawl: Crawl) -> SafeString | str:
        return errors(crawl) or NOTHING
