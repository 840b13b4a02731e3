"""How the admin looks and what its side bar offers: data for django-unfold, no behaviour."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _needs(permission: str) -> Any:
    def allowed(request: HttpRequest) -> bool:
        return bool(request.user.has_perm(permission))

    return allowed


def _entry(title: Any, icon: str, page: str, permission: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(page), "permission": _needs(permission)}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Tender Tracker"),
    "SITE_HEADER": _("Tender Tracker"),
    "SITE_SUBHEADER": _("Government and enterprise tenders"),
    "SITE_SYMBOL": "query_stats",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("tenders/favicon.svg")}],
    "SITE_URL": None,
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "DASHBOARD_CALLBACK": "tenders.admin.overview.overview",
    "STYLES": [lambda request: static("tenders/admin.css")],
    "SCRIPTS": [lambda request: static("tenders/filters.js")],
    "COLORS": {
        "primary": {
            "50": "oklch(97% .013 236.6)",
            "100": "oklch(95% .026 236.8)",
            "200": "oklch(90% .058 230.9)",
            "300": "oklch(82% .1 230.3)",
            "400": "oklch(74% .12 232.7)",
            "500": "oklch(66% .12 237.3)",
            "600": "oklch(52% .115 242)",
            "700": "oklch(46% .105 242.7)",
            "800": "oklch(40% .09 240.8)",
            "900": "oklch(35% .075 240.9)",
            "950": "oklch(27% .06 243.2)",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "items": [
                    {"title": _("Overview"), "icon": "dashboard", "link": reverse_lazy("admin:index")},
                    _entry(_("Notices"), "campaign", "admin:tenders_notice_changelist", "tenders.view_notice"),
                    _entry(_("Awards"), "workspace_premium", "admin:tenders_award_changelist", "tenders.view_award"),
                    _entry(_("Win ratio"), "balance", "ratio", "tenders.view_award"),
                    _entry(
                        _("Organisations"),
                        "apartment",
                        "admin:tenders_organisation_changelist",
                        "tenders.view_organisation",
                    ),
                ],
            },
            {
                "title": _("Mine"),
                "separator": True,
                "items": [
                    _entry(
                        _("Saved searches"),
                        "bookmark",
                        "admin:tenders_savedsearch_changelist",
                        "tenders.view_savedsearch",
                    ),
                    _entry(_("Digests"), "mail", "admin:tenders_digest_changelist", "tenders.view_digest"),
                ],
            },
            {
                "title": _("Is the data whole?"),
                "separator": True,
                "items": [
                    _entry(_("Sources"), "rss_feed", "admin:tenders_source_changelist", "tenders.view_source"),
                    _entry(_("Crawls"), "sync", "admin:tenders_crawl_changelist", "tenders.view_crawl"),
                    _entry(_("Pages"), "description", "admin:tenders_rawpage_changelist", "tenders.view_rawpage"),
                ],
            },
            {
                "title": _("Administration"),
                "separator": True,
                "items": [
                    _entry(_("Users"), "person", "admin:auth_user_changelist", "auth.view_user"),
                    _entry(_("User groups"), "group", "admin:auth_group_changelist", "auth.view_group"),
                    _entry(
                        _("Schedules"),
                        "schedule",
                        "admin:django_celery_beat_periodictask_changelist",
                        "django_celery_beat.view_periodictask",
                    ),
                ],
            },
        ],
    },
}
