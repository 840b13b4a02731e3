"""The crawler as a Django app, so that it can have commands."""

from django.apps import AppConfig


class CrawlerConfig(AppConfig):
    name = "crawler"
