"""Pages of the admin that belong to no table; each asks for a signed-in member of staff."""

from django.contrib import admin
from django.urls import path

from tenders.admin import ratio

urlpatterns = [
    path("ratio/", admin.site.admin_view(ratio.page), name="ratio"),
    path("ratio/awards/", admin.site.admin_view(ratio.awards), name="ratio_awards"),
    path("ratio/csv/", admin.site.admin_view(ratio.rows_csv), name="ratio_csv"),
    path("ratio/parts/<slug:name>/", admin.site.admin_view(ratio.part), name="ratio_part"),
]
