"""Addresses: the admin is the product's web face."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("tenders.urls")),
    path("admin/", include("tenders.admin.urls")),
    path("admin/", admin.site.urls),
]
