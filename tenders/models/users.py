"""What users keep: saved searches and the digests made of them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A user's search over notices: the query string of the notices page, mailed once a week when `weekly`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(_("query"), max_length=500, blank=True)
    weekly = models.BooleanField(_("in my weekly digest"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="saved_search_unique_name")]

    def __str__(self) -> str:
        return self.name


class Digest(models.Model):
    """One week's mail to one user. Claimed, then sent: a claim without a mail is taken up again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests", verbose_name=_("user"))
    week = models.DateField(_("week"), help_text=_("The Monday on which the week starts"))
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    notices = models.PositiveIntegerField(_("notices"), default=0)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ("-week",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "week"], name="digest_one_per_user_and_week"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="digest_week_starts_on_monday"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False), name="digest_claimed_before_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.week}"
