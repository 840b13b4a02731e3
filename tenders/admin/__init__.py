"""The web admin: one module per page; views ask the stages below and draw, they decide nothing."""

from django.contrib import admin

from tenders.admin import access, accounts, awards, crawls, notices, organisations, pages, searches

__all__ = ["access", "accounts", "awards", "crawls", "notices", "organisations", "pages", "searches"]

admin.site.login_template = "admin/tenders/login.html"
admin.site.index_template = "admin/tenders/index.html"
