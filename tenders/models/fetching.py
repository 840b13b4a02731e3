"""Fetching: the portals, the runs of their spiders, and the pages kept as served."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenders.sources import SOURCES
from tenders.vocabulary import CrawlState, PageState


class SourceManager(models.Manager["Source"]):
    """Keeps the rows in step with the declaration."""

    def declare(self) -> None:
        """Give every declared source its row, under its declared name; what an operator set stays."""
        for source in SOURCES.values():
            self.update_or_create(key=source.key, defaults={"name": source.name})


class Source(models.Model):
    """A declared portal (`tenders.sources`); the row only carries what an operator may change."""

    key = models.SlugField(_("key"), primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    paused = models.BooleanField(_("paused"), default=False)

    objects = SourceManager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name


class Crawl(models.Model):
    """One run of one spider: what it asked for, what it brought, how it ended."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="crawls", verbose_name=_("source"))
    state = models.CharField(_("state"), max_length=10, choices=CrawlState, default=CrawlState.RUNNING)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    from_date = models.DateField(_("from"), null=True, blank=True)
    until_date = models.DateField(_("until"), null=True, blank=True)
    requests = models.PositiveIntegerField(_("requests"), default=0)
    pages_new = models.PositiveIntegerField(_("new pages"), default=0)
    pages_changed = models.PositiveIntegerField(_("changed pages"), default=0)
    pages_unchanged = models.PositiveIntegerField(_("unchanged pages"), default=0)
    errors = models.JSONField(_("errors by kind"), default=dict, blank=True)
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("crawl")
        verbose_name_plural = _("crawls")
        ordering = ("-started_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=CrawlState.RUNNING) ^ Q(finished_at__isnull=False),
                name="crawl_finished_unless_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"


class RawPage(models.Model):
    """The bytes of a page as served; one row per changed content, kept for ever."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="pages", verbose_name=_("source"))
    crawl = models.ForeignKey(Crawl, models.SET_NULL, null=True, blank=True, related_name="pages")
    url = models.URLField(_("address"), max_length=500)
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    content_type = models.CharField(max_length=100, blank=True)
    listed_title = models.TextField(_("title in the list"), blank=True)
    listed_published = models.CharField(_("published, in the list"), max_length=40, blank=True)
    fetched_at = models.DateTimeField(_("fetched"))
    state = models.CharField(_("state"), max_length=10, choices=PageState, default=PageState.PENDING)
    reason = models.CharField(_("why it is unreadable"), max_length=300, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("-fetched_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "url", "sha256"], name="page_unique_content"),
            models.CheckConstraint(
                condition=Q(state=PageState.UNREADABLE) ^ Q(reason=""), name="page_reason_exactly_when_unreadable"
            ),
        ]
        indexes: ClassVar = [
            # the reading workers ask for the oldest waiting pages
            models.Index(fields=["id"], condition=Q(state=PageState.PENDING), name="page_pending"),
        ]

    def __str__(self) -> str:
        return self.listed_title or self.url
