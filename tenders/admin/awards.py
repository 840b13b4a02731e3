"""The list of awards: who won what, for how much, in which role; figures in doubt are named, not shown."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ChoiceFilter, ReadOnlyAdmin
from tenders.admin.notice_filters import places
from tenders.classify.regions import region_name
from tenders.models import WINNING_ROLES, Award, AwardParty
from tenders.templatetags.cells import NOTHING, award_amount, camp, day, organisation_url, pieces
from tenders.vocabulary import Basis, Doubt, Outcome, VendorClass

PARTIES_SHOWN = 4


class OutcomeFilter(ChoiceFilter):
    title = _("outcome")
    parameter_name = "outcome"
    choices_of_field = Outcome


class BasisFilter(ChoiceFilter):
    title = _("basis")
    parameter_name = "basis"
    choices_of_field = Basis


class DoubtFilter(ChoiceFilter):
    title = _("doubt")
    parameter_name = "doubt"
    choices_of_field = Doubt


class CampFilter(ChoiceFilter):
    title = _("won by")
    parameter_name = "won_by"
    choices_of_field = VendorClass

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        winners = AwardParty.objects.filter(role__in=WINNING_ROLES, vendor_class=value)
        return queryset.filter(pk__in=winners.values("award"))


class CityFilter(ChoiceFilter):
    title = _("city")
    parameter_name = "city"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return places("city")

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(notice__city=value)


@admin.register(Award)
class AwardAdmin(ReadOnlyAdmin):
    list_display = ("headline", "lot_cell", "place", "published", "amount_cell", "basis", "parties", "doubt_cell")
    list_display_links = None
    list_filter = (CampFilter, CityFilter, OutcomeFilter, BasisFilter, DoubtFilter)
    search_fields = ("notice__title", "supplier__name")
    search_help_text = _("A part of the notice's title or of the supplier's name.")
    ordering = ("-notice__published_at", "-id")
    empty_reason: ClassVar[Any] = _("Awards appear when award notices have been read.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Award]:
        parties = AwardParty.objects.exclude(role__in=("loser", "candidate")).select_related("organisation")
        return (
            Award.objects.filter(notice__is_current=True)
            .select_related("notice", "lot")
            .defer("notice__text", "notice__search_text", "notice__evidence")
            .prefetch_related(Prefetch("parties", parties.order_by("pk"), to_attr="taking_part"))
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An award has no page of its own: it is read on its notice."""
        award = self.get_object(request, object_id)
        if award is None or not self.has_view_permission(request, award):
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(reverse("admin:tenders_notice_change", args=[award.notice_id]))

    @admin.display(description=_("notice"), ordering="notice__title")
    def headline(self, award: Award) -> SafeString:
        url = reverse("admin:tenders_notice_change", args=[award.notice_id])
        return format_html('<a class="t-title" href="{}">{}</a>', url, award.notice.title)

    @admin.display(description=_("lot"))
    def lot_cell(self, award: Award) -> str:
        return award.lot.name or award.lot.label or "–"

    @admin.display(description=_("city"), ordering="notice__city")
    def place(self, award: Award) -> Any:
        code = award.notice.city or award.notice.province
        return region_name(code) if code else NOTHING

    @admin.display(description=_("published"), ordering="notice__published_at")
    def published(self, award: Award) -> Any:
        return day(award.notice.published_at)

    @admin.display(description=_("award amount"), ordering="amount")
    def amount_cell(self, award: Award) -> SafeString:
        return NOTHING if award.outcome != Outcome.AWARDED else award_amount(award)

    @admin.display(description=_("parties"))
    def parties(self, award: Any) -> SafeString | str:
        lines = [
            format_html(
                '{} <a href="{}">{}</a> <span class="t-muted">{}</span>',
                camp(one.vendor_class),
                organisation_url(one.organisation_id),
                one.organisation.name,
                one.get_role_display(),
            )
            for one in award.taking_part
        ]
        return pieces(lines, PARTIES_SHOWN) if lines else award.get_outcome_display()

    @admin.display(description=_("doubt"), ordering="doubt")
    def doubt_cell(self, award: Award) -> SafeString | str:
        return format_html('<span class="t-warning">{}</span>', award.get_doubt_display()) if award.doubt else NOTHING
