"""What every list of the admin shares: read-only rows, one bar of combinable filters, a reason when empty."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import PAGE_VAR
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """A list and a page to read; what we know comes from notices, not from typing."""

    actions = None
    list_fullwidth = True
    list_per_page = 50
    show_full_result_count = False
    #: said when the list is empty: why, and what to do
    empty_reason: ClassVar[Any] = _("Nothing has been read yet. Run a crawl, then come back.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        context = {"empty_reason": self.empty_reason, "query_without_page": query_without_page(request)}
        return super().changelist_view(request, {**context, **(extra_context or {})})


def query_without_page(request: HttpRequest) -> str:
    """The address's query without its page number: what is shared, saved and exported."""
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name not in (PAGE_VAR, "e", "o")
    ]
    return urlencode(pairs)


class ChoiceFilter(SimpleListFilter):
    """A drop-down in the filter bar. Subclasses name the parameter, its choices, and what it does to the rows."""

    template = "admin/tenders/filter_choice.html"
    choices_of_field: ClassVar[Any] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, label in self.choices_of_field.choices]

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return self.narrowed(queryset, value) if value else queryset

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(**{str(self.parameter_name): value})
