"""The list of notices: is there something for us? Search, filters, save, export; the page of one is `notice`."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ReadOnlyAdmin, query_without_page
from tenders.admin.downloads import csv_response
from tenders.admin.notice import notice_facts
from tenders.admin.notice_filters import NOTICE_FILTERS, quick_links
from tenders.classify.regions import region_name
from tenders.exports import stream_notices_csv
from tenders.models import WINNING_ROLES, Award, AwardParty, Notice
from tenders.search import BadQuery, NoticeFilter
from tenders.templatetags.cells import NOTHING, camp, day, hits, money, organisation_url, pieces
from tenders.vocabulary import Outcome, Topic

HEAVY = ("text", "search_text", "evidence")
WINNERS_SHOWN = 3


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("headline", "kind", "place", "buyer_cell", "published", "deadline", "figure", "winners")
    list_display_links = None
    list_filter = NOTICE_FILTERS
    search_fields = ("search_text",)
    search_help_text = _(
        "Words at spaces must all occur, in title, names, number or text; “in quotes” as one phrase; -word leaves out."
    )
    ordering = ("-published_at", "-id")
    change_list_template = "admin/tenders/notice/list.html"
    empty_reason: ClassVar[Any] = _("Notices appear when the first crawl has run and its pages have been read.")

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        winners = AwardParty.objects.filter(role__in=WINNING_ROLES).select_related("organisation").order_by("pk")
        awards = Award.objects.filter(outcome=Outcome.AWARDED).order_by("pk")
        return (
            Notice.objects.current()
            .defer(*HEAVY)
            .prefetch_related(
                Prefetch("awards", awards, to_attr="awarded"), Prefetch("awarded__parties", winners, to_attr="winners")
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return NoticeFilter(q=search_term).apply(queryset), False  # type: ignore[arg-type]  # the admin's list is of notices

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            search = NoticeFilter.from_parameters(request.GET.dict())
        except BadQuery as fault:
            messages.error(request, str(fault))
            return HttpResponseRedirect(request.path)
        query = query_without_page(request)
        context = {
            "quick_links": quick_links(request),
            "csv_url": f"{reverse('admin:tenders_notice_csv')}?{search.as_query()}",
            "save_url": f"{reverse('admin:tenders_savedsearch_add')}?{urlencode({'query': search.as_query()})}",
            "may_save": bool(query) and request.user.has_perm("tenders.add_savedsearch"),
            "described": search.describe() if query else "",
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        words = NoticeFilter.from_parameters(request.GET.dict()).words.wanted
        changelist.result_list = list(changelist.result_list)
        for notice in changelist.result_list:
            notice.words = words
        return changelist

    @admin.display(description=_("title and topics"), ordering="title")
    def headline(self, notice: Any) -> SafeString:
        url = reverse("admin:tenders_notice_change", args=[notice.pk])
        title = format_html('<a class="t-title" href="{}">{}</a>', url, hits(notice.title, notice.words))
        labels = ((Topic(topic).label,) for topic in notice.topics)
        topics = format_html_join(" ", '<span class="t-topic">{}</span>', labels)
        return format_html('{}<div class="t-topics">{}</div>', title, topics) if notice.topics else title

    @admin.display(description=_("city"), ordering="city")
    def place(self, notice: Notice) -> Any:
        return region_name(notice.city or notice.province) if notice.city or notice.province else NOTHING

    @admin.display(description=_("buyer"), ordering="buyer_name")
    def buyer_cell(self, notice: Any) -> Any:
        if notice.buyer_id is None:
            return notice.buyer_name or NOTHING
        return format_html(
            '<a href="{}">{}</a>', organisation_url(notice.buyer_id), hits(notice.buyer_name, notice.words)
        )

    @admin.display(description=_("published"), ordering="published_at")
    def published(self, notice: Notice) -> Any:
        return day(notice.published_at)

    @admin.display(description=_("bid deadline"), ordering="bid_deadline")
    def deadline(self, notice: Notice) -> Any:
        return day(notice.bid_deadline)

    @admin.display(description=_("amount"), ordering="budget")
    def figure(self, notice: Notice) -> SafeString:
        return figure(notice)

    @admin.display(description=_("winner"))
    def winners(self, notice: Any) -> SafeString | str:
        parties = {one.organisation_id: one for award in notice.awarded for one in award.winners}
        lines = [
            format_html(
                '{} <a href="{}">{}</a>',
                camp(one.vendor_class),
                organisation_url(one.organisation_id),
                hits(one.organisation.name, notice.words),
            )
            for one in parties.values()
        ]
        return pieces(lines, WINNERS_SHOWN) if lines else NOTHING

    # The page of one notice, and the file

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        return [path("csv/", export, name="tenders_notice_csv"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        found = Notice.objects.select_related("source", "buyer", "tender").filter(pk=_number(object_id)).first()
        if found is None:
            raise Http404
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": found.title}
        return TemplateResponse(request, "admin/tenders/notice/page.html", {**context, **notice_facts(found)})

    def export(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        search = NoticeFilter.from_parameters(request.GET.dict())
        return csv_response("notices", stream_notices_csv(search.apply(Notice.objects.order_by(*self.ordering))))


def figure(notice: Any) -> SafeString:
    """The sum of the known award amounts, with how many lots it covers; before the award, the budget."""
    amounts = [award.amount for award in notice.awarded if award.amount is not None]
    if not amounts:
        return money(notice.budget)
    if len(amounts) == len(notice.awarded) == 1:
        return format_html("<strong>{}</strong>", money(amounts[0]))
    covered = _("%(known)s of %(all)s awards") % {"known": len(amounts), "all": len(notice.awarded)}
    return format_html('<strong>{}</strong><div class="t-muted">{}</div>', money(sum(amounts)), covered)


def _number(object_id: str) -> int:
    """The key in an address; -1, which no row has, for anything else."""
    return int(object_id) if object_id.isdecimal() and len(object_id) < 19 else -1
