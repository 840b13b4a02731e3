"""The pages of organisations: who is this, which camp and why, what it won, what it lost, what it bought."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ChoiceFilter, ReadOnlyAdmin
from tenders.admin.rules import rule_words
from tenders.analysis.definition import RatioDefinition
from tenders.analysis.reasons import Reason
from tenders.analysis.trace import entries
from tenders.models import WINNING_ROLES, AwardParty, Group, Notice, Organisation
from tenders.templatetags.cells import NOTHING, camp
from tenders.vocabulary import Outcome, Role, VendorClass

ROWS_SHOWN = 50
SAID_AGAIN = {Reason.ANNULLED, Reason.CORRECTED, Reason.DUPLICATE, Reason.CONTRACT}


class CampFilter(ChoiceFilter):
    title = _("camp")
    parameter_name = "vendor_class"
    choices_of_field = VendorClass


class GroupFilter(ChoiceFilter):
    title = _("group")
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Group.objects.values_list("key", "name"))


class PartFilter(ChoiceFilter):
    """Suppliers and buyers live in one table; a reader wants one of them."""

    title = _("part")
    parameter_name = "part"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("winner", _("Has won")), ("bidder", _("Has bid")), ("buyer", _("Has bought"))]

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "buyer":
            return queryset.filter(pk__in=_buyers())
        parties = AwardParty.objects.all()
        if value == "winner":
            parties = parties.filter(role__in=WINNING_ROLES)
        return queryset.filter(pk__in=parties.values("organisation"))


def _buyers() -> QuerySet[Any, Any]:
    return Notice.objects.current().exclude(buyer=None).values("buyer")


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name", "camp", "group_name", "wins", "losses", "rule")
    list_filter = (PartFilter, CampFilter, GroupFilter)
    search_fields = ("name", "key", "credit_code")
    search_help_text = _("A part of the name, or the whole credit code.")
    empty_reason: ClassVar[Any] = _("Organisations appear when the first notices have been read.")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Who wins most comes first: the registry holds many names that no notice has named yet."""
        return ("-won", "name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        current = Q(parties__award__notice__is_current=True)
        return Organisation.objects.select_related("group").annotate(
            won=Count("parties", filter=current & Q(parties__role__in=WINNING_ROLES)),
            lost=Count("parties", filter=current & Q(parties__role=Role.LOSER)),
        )

    @admin.display(description=_("camp"), ordering="vendor_class")
    def camp(self, organisation: Organisation) -> Any:
        return camp(organisation.vendor_class)

    @admin.display(description=_("group"), ordering="group__name")
    def group_name(self, organisation: Organisation) -> Any:
        return organisation.group.name if organisation.group else NOTHING

    @admin.display(description=_("awards won"), ordering="-won")
    def wins(self, organisation: Any) -> int:
        return int(organisation.won)

    @admin.display(description=_("bids lost"), ordering="-lost")
    def losses(self, organisation: Any) -> int:
        return int(organisation.lost)

    @admin.display(description=_("rule"), ordering="class_rule")
    def rule(self, organisation: Organisation) -> Any:
        return rule_words(organisation.class_rule)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        organisation = Organisation.objects.select_related("group", "branch_of").filter(pk=object_id).first()
        if organisation is None:
            raise Http404
        if not self.has_view_permission(request, organisation):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": organisation.name,
            **organisation_facts(organisation),
        }
        return TemplateResponse(request, "admin/tenders/organisation/page.html", context)


def organisation_facts(organisation: Organisation) -> dict[str, Any]:
    """What the page of one organisation shows; counts are of current notices, lists hold the newest rows."""
    parties = organisation.parties.filter(award__notice__is_current=True)
    won = parties.filter(role__in=WINNING_ROLES, award__outcome=Outcome.AWARDED)
    lost = parties.filter(role=Role.LOSER)
    bought = organisation.bought.filter(is_current=True)
    return {
        "organisation": organisation,
        "rule": rule_words(organisation.class_rule),
        "affiliations": organisation.affiliations.select_related("group").order_by("-valid_from"),
        "branches": organisation.branches.order_by("name"),
        "printed_names": sorted(set(parties.values_list("printed_name", flat=True)) - {organisation.name}),
        "won_count": won.count(),
        "won_sum": _sum_once(won.filter(role=Role.SOLE)),
        "won": _newest(won),
        "lost_count": lost.count(),
        "lost": _newest(lost),
        "other": _newest(parties.exclude(role__in=(*WINNING_ROLES, Role.LOSER))),
        "bought_count": bought.count(),
        "bought": bought.defer("text", "search_text", "evidence")[:ROWS_SHOWN],
        "rows_shown": ROWS_SHOWN,
    }


def _sum_once(won: QuerySet[AwardParty]) -> Decimal | None:
    """The amounts in yuan, each award once: what a contract or a correction repeats is left out, as in the ratio."""
    known = won.values_list("award_id", "award__amount")
    amounts = {award: amount for award, amount in known if amount is not None}
    told = entries(amounts, RatioDefinition()) if amounts else {}
    once = [amounts[award] for award, traces in told.items() if not any(one.reason in SAID_AGAIN for one in traces)]
    return sum(once, Decimal(0)) if once else None


def _newest(parties: QuerySet[AwardParty]) -> QuerySet[AwardParty]:
    with_winners = Prefetch(
        "award__parties",
        queryset=AwardParty.objects.filter(role__in=WINNING_ROLES).select_related("organisation"),
        to_attr="winners",
    )
    return (
        parties.select_related("award__notice", "award__lot")
        .defer("award__notice__text", "award__notice__search_text", "award__notice__evidence")
        .prefetch_related(with_winners)
        .order_by("-award__notice__published_at", "-pk")[:ROWS_SHOWN]
    )
