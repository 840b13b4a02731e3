"""The ratio page: who is winning, and by how much? The address is the definition; every figure opens its awards."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenders.admin.downloads import csv_response
from tenders.admin.ratio_awards import Drill, csv_header, csv_rows, drill_into
from tenders.admin.ratio_form import definition_of, form_of
from tenders.admin.ratio_parts import PARTS, awards_url, side_cells
from tenders.analysis.definition import RatioDefinition
from tenders.analysis.win_ratio import win_ratio
from tenders.exports import stream_csv
from tenders.parameters import BadQuery

ROWS_PER_PAGE = 100


def page(request: HttpRequest) -> HttpResponse:
    """The number under the definition in the address, with what it depends on."""
    definition = _definition(request)
    if isinstance(definition, HttpResponse):
        return definition
    ratio = win_ratio(definition)
    query = definition.as_query()
    context = {
        "title": _("Win ratio"),
        "definition": definition,
        "ratio": ratio,
        "sides": side_cells(ratio),
        "excluded_url": awards_url(definition, "excluded"),
        "csv_url": f"{reverse('ratio_csv')}?{query}",
        "parts": [f"{reverse('ratio_part', args=[name])}?{query}" for name in PARTS],
        "form": form_of(definition),
    }
    return _response(request, "admin/tenders/ratio/page.html", context)


def part(request: HttpRequest, name: str) -> HttpResponse:
    """One section below the number: by quarter, by city, sensitivity, or every camp's share; fetched on its own."""
    definition = _definition(request)
    if isinstance(definition, HttpResponse):
        return definition
    if name not in PARTS:
        raise Http404
    section = PARTS[name]
    return TemplateResponse(request, f"admin/tenders/ratio/part_{section.template}.html", section.of(definition))


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


def rows_csv(request: HttpRequest) -> HttpResponseBase:
    """Every award of either camp that is asked for, with what it is credited or why it did not enter."""
    definition = _definition(request)
    if isinstance(definition, HttpResponse):
        return definition
    return csv_response("ratio", stream_csv(csv_header(), csv_rows(win_ratio(definition))))


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
    request.current_app = admin.site.name
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})
