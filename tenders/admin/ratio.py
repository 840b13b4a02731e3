"""The ratio page: who is winning, and by how much? The address is the definition; every figure opens its awards."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenders.admin.ratio_awards import Drill, drill_into
from tenders.admin.ratio_form import definition_of, form_of
from tenders.analysis.definition import Measure, RatioDefinition
from tenders.analysis.ratio import Ratio, Side
from tenders.analysis.win_ratio import win_ratio
from tenders.parameters import BadQuery

ROWS_PER_PAGE = 100


def page(request: HttpRequest) -> HttpResponse:
    """The number under the definition in the address, with what it depends on."""
    definition = _definition(request)
    if isinstance(definition, HttpResponse):
        return definition
    ratio = win_ratio(definition)
    context = {
        "title": _("Win ratio"),
        "definition": definition,
        "ratio": ratio,
        "sides": [_side(ratio, "numerator", ratio.numerator), _side(ratio, "denominator", ratio.denominator)],
        "excluded_url": _awards_url(definition, "excluded"),
        "form": form_of(definition),
    }
    return _response(request, "admin/tenders/ratio/page.html", context)


def awards(request: HttpRequest) -> HttpResponse:
    """The awards behind one figure: those that entered a side with their credit, or those that did not, and why."""
    definition = _definition(request)
    if isinstance(definition, HttpResponse):
        return definition
    drill = drill_into(win_ratio(definition), request.GET.get("show", "numerator"))
    shown = Paginator(drill.rows, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": drill.title,
        "definition": definition,
        "drill": drill,
        "rows": Drill.complete(shown.object_list),
        "shown": shown,
        "query": f"{definition.as_query()}&show={drill.show}",
        "back": f"{reverse('ratio')}?{definition.as_query()}",
    }
    return _response(request, "admin/tenders/ratio/awards.html", context)


def _definition(request: HttpRequest) -> RatioDefinition | HttpResponse:
    """The definition in the address; back to the ordinary one, with the reason, when it means nothing."""
    if not request.user.has_perm("tenders.view_award"):
        raise PermissionDenied
    try:
        return definition_of(request.GET)
    except BadQuery as fault:
        messages.error(request, str(fault))
        return HttpResponseRedirect(reverse("ratio"))


def _response(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    request.current_app = admin.site.name  # type: ignore[attr-defined]  # Django's own way to name the admin site
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def _side(ratio: Ratio, name: str, side: Side) -> dict[str, Any]:
    return {
        "name": name,
        "side": side,
        "camp": ratio.definition.camp_name(side.camp),
        "in_yuan": ratio.definition.measure == Measure.VALUE,
        "total": ratio.total_text(side),
        "url": _awards_url(ratio.definition, name),
    }


def _awards_url(definition: RatioDefinition, show: str) -> str:
    return f"{reverse('ratio_awards')}?{definition.as_query()}&show={show}"
