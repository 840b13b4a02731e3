"""The Django app that fetches: spiders, the replica of the portals, and their commands; it holds no models."""

from django.apps import AppConfig


class CrawlerConfig(AppConfig):
    """Registers the crawler so that its management commands are found."""

    name = "crawler"
