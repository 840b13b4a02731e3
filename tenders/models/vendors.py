"""Who is who: groups, the camps they count in, organisations and their affiliations, all with dates."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from tenders.vocabulary import VendorClass


def validity(from_field: str = "valid_from", to_field: str = "valid_to") -> Func:
    """The half-open range of days in which a row holds; an open end is unbounded."""
    return Func(F(from_field), F(to_field), Value("[)"), function="daterange", output_field=DateRangeField())


class Group(models.Model):
    """Whose money: 中国电信, 阿里巴巴, … A class belongs to the group, never to a name."""

    key = models.SlugField(_("key"), primary_key=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    reason = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ClassMembership(models.Model):
    """The camp a group counts in. An empty preset is its ordinary camp; a named preset a narrower definition."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships", verbose_name=_("group"))
    vendor_class = models.CharField(_("camp"), max_length=20, choices=VendorClass)
    preset = models.SlugField(_("preset"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("camp of a group")
        verbose_name_plural = _("camps of groups")
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_camp_per_group_preset_and_day",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("preset", RangeOperators.EQUAL),
                    (validity(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.vendor_class}"


class Organisation(models.Model):
    """One legal entity: a supplier, a buyer or an agency. `key` is the folded name that matching compares."""

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, unique=True)
    credit_code = models.CharField(_("credit code"), max_length=18, null=True, blank=True, unique=True)
    branch_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="branches")
    # what the registry says of the name today; an award keeps the answer for its own day
    vendor_class = models.CharField(_("camp"), max_length=20, choices=VendorClass, default=VendorClass.UNKNOWN)
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="organisations", verbose_name=_("group")
    )
    class_rule = models.CharField(_("rule"), max_length=60, blank=True)
    class_evidence = models.CharField(_("evidence"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name",)
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="organisation_name_search"),
            models.Index(fields=["vendor_class"], name="organisation_class"),
        ]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """Which group an organisation belonged to, and when; never two on one day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    group = models.ForeignKey(Group, models.CASCADE, related_name="affiliations", verbose_name=_("group"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    evidence = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_group_per_organisation_and_day",
                expressions=[("organisation", RangeOperators.EQUAL), (validity(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.group_id}"
