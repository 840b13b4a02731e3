"""What was published: projects, lots, notices in versions, awards and the parties of an award."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from tenders.models.fetching import RawPage, Source
from tenders.models.vendors import Group, Organisation
from tenders.vocabulary import Basis, Doubt, NoticeKind, Outcome, Role, Topic, VendorClass

WINNING_ROLES = (Role.SOLE, Role.LEAD, Role.MEMBER)


class Tender(models.Model):
    """The life cycle of one project; its notices share a buyer and one of the normalised `numbers`."""

    key = models.CharField(max_length=300, unique=True)
    numbers = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    number = models.CharField(_("project number"), max_length=200, blank=True)
    name = models.CharField(_("project"), max_length=500)
    buyer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="tenders", verbose_name=_("buyer")
    )
    budget = models.DecimalField(_("budget"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return self.name


class Lot(models.Model):
    """A lot of a project. `label` is its number, else its name, else empty: a project without lots has one."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="lots", verbose_name=_("project"))
    label = models.CharField(_("lot"), max_length=200, blank=True)
    name = models.CharField(_("lot name"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "label"], name="lot_unique_label")]

    def __str__(self) -> str:
        return self.label or self.name or "–"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """What the admin, the digest and the exports ask of notices, in one place so that they agree."""

    def current(self) -> "NoticeQuerySet":
        return self.filter(is_current=True)

    def won_by(self, vendor_class: str) -> "NoticeQuerySet":
        parties = AwardParty.objects.filter(
            award__notice=models.OuterRef("pk"), role__in=WINNING_ROLES, vendor_class=vendor_class
        )
        return self.filter(models.Exists(parties))


class Notice(models.Model):
    """One version of one official notice. Amounts are yuan; `evidence` maps a field to where it stands in `text`."""

    # Provenance
    page = models.OneToOneField(RawPage, models.PROTECT, related_name="notice", verbose_name=_("page"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="notices", verbose_name=_("source"))
    url = models.URLField(_("address"), max_length=500)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("newest version"), default=True)
    created_at = models.DateTimeField(_("first read"), auto_now_add=True)
    # What it says
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind)
    title = models.TextField(_("title"))
    text = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    project_number = models.CharField(_("project number"), max_length=200, blank=True)
    project_number_alt = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    project_name = models.CharField(_("project"), max_length=500, blank=True)
    buyer_name = models.CharField(_("buyer"), max_length=200, blank=True)
    agency_name = models.CharField(_("procuring agency"), max_length=200, blank=True)
    region_text = models.CharField(_("region as printed"), max_length=100, blank=True)
    method = models.CharField(_("method"), max_length=20, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=18, decimal_places=2, null=True, blank=True)
    bid_deadline = models.DateTimeField(_("bid deadline"), null=True, blank=True)
    amends_target = models.CharField(_("amends"), max_length=20, blank=True)
    amends_first_published = models.DateField(_("first published"), null=True, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    unread = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # What we make of it
    tender = models.ForeignKey(Tender, models.PROTECT, related_name="notices", verbose_name=_("project"))
    buyer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="bought", verbose_name=_("buyer")
    )
    province = models.CharField(_("province"), max_length=6, blank=True)
    city = models.CharField(_("city"), max_length=6, blank=True)
    region_rule = models.CharField(max_length=60, blank=True)
    is_ours = models.BooleanField(_("in our field"), default=False)
    topics = ArrayField(
        models.CharField(max_length=20, choices=Topic), default=list, blank=True, verbose_name=_("topics")
    )
    topic_words = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-published_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "url", "version"], name="notice_unique_version"),
            models.UniqueConstraint(
                fields=["source", "url"], condition=Q(is_current=True), name="notice_one_current_version"
            ),
        ]
        indexes: ClassVar = [
            # the search box: every word, anywhere
            GinIndex(OpClass(Upper("search_text"), name="gin_trgm_ops"), name="notice_search"),
            GinIndex(fields=["topics"], name="notice_topics"),
            models.Index(fields=["-published_at", "-id"], name="notice_newest"),
            models.Index(fields=["city", "kind"], name="notice_city_kind"),
        ]

    def __str__(self) -> str:
        return self.title


class Award(models.Model):
    """One (lot, winner) of one notice version, or the failure of a lot. `amount` is yuan, NULL with a reason."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="awards", verbose_name=_("notice"))
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="awards", verbose_name=_("lot"))
    supplier = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("supplier")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    amount = models.DecimalField(_("award amount"), max_digits=18, decimal_places=2, null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    amount_text = models.CharField(_("amount as printed"), max_length=300, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    doubt = models.CharField(_("doubt"), max_length=20, choices=Doubt, blank=True)
    doubted_amount = models.DecimalField(_("amount in doubt"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "lot", "supplier"], nulls_distinct=False, name="award_unique_lot_and_supplier"
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.TOTAL, amount__isnull=False) | (~Q(basis=Basis.TOTAL) & Q(amount=None)),
                name="award_amount_exactly_when_total",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="award_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.AWARDED) ^ Q(supplier=None), name="award_supplier_exactly_when_awarded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} · {self.supplier or self.get_outcome_display()}"


class AwardParty(models.Model):
    """What one organisation did in one award, with its camp on that day. `share` is of the lot's value, 0–1."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="parties", verbose_name=_("award"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="parties", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=15, choices=Role)
    printed_name = models.CharField(_("name as printed"), max_length=300)
    share = models.DecimalField(_("share"), max_digits=5, decimal_places=4, null=True, blank=True)
    bid_amount = models.DecimalField(_("bid"), max_digits=18, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=3, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    # who they were on the day of the notice
    vendor_class = models.CharField(_("camp"), max_length=20, choices=VendorClass, default=VendorClass.UNKNOWN)
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="parties", verbose_name=_("group")
    )
    class_rule = models.CharField(_("rule"), max_length=60, blank=True)
    class_evidence = models.CharField(_("evidence"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints: ClassVar = [
            # the migration adds a trigger: shares of a lot in one notice sum to at most 1
            models.UniqueConstraint(fields=["award", "organisation"], name="party_once_per_award"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="party_share_within_one"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["vendor_class", "role"], name="party_class_role")]

    def __str__(self) -> str:
        return f"{self.printed_name} ({self.get_role_display()})"
