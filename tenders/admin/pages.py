"""The list of kept pages: what could not be read, and why."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ChoiceFilter, ReadOnlyAdmin
from tenders.admin.crawls import SourceFilter
from tenders.admin.faults import fault_words, reason_words, with_code
from tenders.models import RawPage
from tenders.templatetags.cells import NOTHING, day
from tenders.vocabulary import PageState


class PageStateFilter(ChoiceFilter):
    title = _("state")
    parameter_name = "state"
    choices_of_field = PageState


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
