"""The filter bar of the notices page; every filter is a parameter of `tenders.search.NoticeFilter` and nothing else."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenders.admin.base import ChoiceFilter
from tenders.classify.regions import region_name
from tenders.models import Notice
from tenders.search import NoticeFilter
from tenders.sources import SOURCES
from tenders.vocabulary import NoticeKind, Topic, VendorClass


class SearchFilter(ChoiceFilter):
    """A drop-down whose parameter is read by the shared search."""

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return NoticeFilter.from_parameters({str(self.parameter_name): value}).apply(queryset)  # type: ignore[arg-type]  # the admin's list is of notices


class KindFilter(SearchFilter):
    title = _("kind")
    parameter_name = "kind"
    choices_of_field = NoticeKind


class ProvinceFilter(SearchFilter):
    title = _("province")
    parameter_name = "province"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return places("province")


class CityFilter(SearchFilter):
    title = _("city")
    parameter_name = "city"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return places("city", request.GET.get("province", ""))


class TopicFilter(SearchFilter):
    title = _("topic")
    parameter_name = "topic"
    choices_of_field = Topic


class WonByFilter(SearchFilter):
    title = _("won by")
    parameter_name = "won_by"
    choices_of_field = VendorClass


class SourceFilter(SearchFilter):
    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, source.name) for key, source in SOURCES.items()]


class OursFilter(SearchFilter):
    title = _("field")
    parameter_name = "ours"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("Ours only"))]


class PeriodFilter(SearchFilter):
    """Days of publication, both inclusive."""

    title = _("published")
    parameter_name = "from"
    template = "admin/tenders/filter_period.html"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        if "until" in params:
            self.used_parameters["until"] = params.pop("until")[-1]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return []

    def expected_parameters(self) -> list[str | None]:
        return ["from", "until"]

    @property
    def from_value(self) -> str:
        return str(self.used_parameters.get("from", ""))

    @property
    def until_value(self) -> str:
        return str(self.used_parameters.get("until", ""))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        days = {"from": self.from_value, "until": self.until_value}
        return NoticeFilter.from_parameters(days).apply(queryset)  # type: ignore[arg-type]  # the admin's list is of notices


NOTICE_FILTERS = (
    PeriodFilter,
    ProvinceFilter,
    CityFilter,
    KindFilter,
    TopicFilter,
    WonByFilter,
    SourceFilter,
    OursFilter,
)


def places(field: str, province: str = "") -> list[tuple[str, str]]:
    """The provinces or cities that notices name, by code, so that a province's cities stand together."""
    known = Notice.objects.current().exclude(**{field: ""})
    if province:
        known = known.filter(province=province)
    codes = known.order_by(field).values_list(field, flat=True).distinct()
    return [(code, region_name(code)) for code in codes]


def quick_ranges(today: date) -> list[tuple[str, date]]:
    """Periods that people ask for, each up to today."""
    return [
        (gettext("Today"), today),
        (gettext("7 days"), today - timedelta(days=6)),
        (gettext("30 days"), today - timedelta(days=29)),
        (gettext("This year"), today.replace(month=1, day=1)),
    ]


def quick_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The quick ranges as addresses that keep the other filters."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("from", "until", "p") and value]
    return [
        {
            "title": title,
            "query": urlencode([*kept, ("from", start.isoformat())]),
            "active": request.GET.get("from") == start.isoformat() and not request.GET.get("until"),
        }
        for title, start in quick_ranges(timezone.localdate())
    ]
