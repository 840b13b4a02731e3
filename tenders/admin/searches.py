"""A user's own searches and digests: saved from the notices page, mailed once a week."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextInputWidget

from tenders.admin.base import ReadOnlyAdmin
from tenders.models import Digest, SavedSearch
from tenders.search import BadQuery, NoticeFilter

NAME_LENGTH = SavedSearch._meta.get_field("name").max_length


class SavedSearchForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """The query arrives from the notices page; it is checked, so that a digest can never trip over it."""

    owner: ClassVar[int]  # the user's key, set by the admin on the class that it makes for each request

    class Meta:
        model = SavedSearch
        fields = ("name", "query", "weekly")
        widgets: ClassVar[dict[str, Any]] = {"query": UnfoldAdminTextInputWidget(attrs={"spellcheck": "false"})}
        help_texts: ClassVar[dict[str, Any]] = {
            "query": _("The conditions as the address of the notices page carries them.")
        }

    def clean_query(self) -> str:
        try:
            return NoticeFilter.from_query(self.cleaned_data["query"]).as_query()
        except BadQuery as fault:
            raise ValidationError(str(fault)) from fault

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = SavedSearch.objects.filter(user=self.owner, name=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("You already have a search of this name."))
        return name


@admin.register(SavedSearch)
class SavedSearchAdmin(ModelAdmin):
    form = SavedSearchForm
    list_display = ("name", "conditions", "weekly", "created_at", "owner")
    list_fullwidth = True
    show_full_result_count = False
    actions = None
    ordering = ("name",)
    empty_reason: ClassVar[Any] = _("Search the notices, then press “Save as search”.")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"empty_reason": self.empty_reason, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedSearch]:
        searches: QuerySet[SavedSearch] = super().get_queryset(request).select_related("user")
        return searches if request.user.is_superuser else searches.filter(user=request.user.pk)

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = list(self.list_display)
        return columns if request.user.is_superuser else columns[:-1]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.owner = obj.user_id if obj else request.user.pk
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the notices page sends, with a name to begin with: the conditions in plain words."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        if initial.get("query") and not initial.get("name"):
            initial["name"] = described(initial["query"])[:NAME_LENGTH]
        return initial

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.user_id = form.owner
        super().save_model(request, obj, form, change)

    @admin.display(description=_("conditions"))
    def conditions(self, search: SavedSearch) -> SafeString:
        url = f"{reverse('admin:tenders_notice_changelist')}?{search.query}"
        return format_html('<a href="{}">{}</a>', url, described(search.query))

    @admin.display(description=_("user"), ordering="user__username")
    def owner(self, search: SavedSearch) -> str:
        return search.user.get_username()


def described(query: str) -> str:
    """A saved query in plain words; what is wrong with it, when it no longer means anything."""
    try:
        return NoticeFilter.from_query(query).describe()
    except BadQuery as fault:
        return str(fault)


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    list_display = ("week", "user", "notices", "sent_at", "claimed_at")
    list_select_related = ("user",)
    fields = ("week", "user", "notices", "claimed_at", "sent_at")
    ordering = ("-week", "user__username")
    empty_reason: ClassVar[Any] = _("A digest is made once a week for everyone with a weekly search.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Digest]:
        digests: QuerySet[Digest] = super().get_queryset(request)
        return digests if request.user.is_superuser else digests.filter(user=request.user.pk)
