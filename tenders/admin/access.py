"""The group `sales`: it reads everything about tenders and keeps its own saved searches."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate
from django.dispatch import receiver

SALES = "sales"
OWN = ("add_savedsearch", "change_savedsearch", "delete_savedsearch")


@receiver(post_migrate, sender=apps.get_app_config("tenders"), dispatch_uid="grant_sales")
def grant_sales(sender: Any, *, using: str, plan: list[tuple[Any, bool]] | None = None, **_kwargs: object) -> None:
    """Make the group and give it what it may do; what was given by hand stays."""
    if any(backwards for _, backwards in plan or ()):
        return
    create_permissions(sender, verbosity=0, using=using)
    ours = Permission.objects.using(using).filter(content_type__app_label="tenders")
    group, _created = Group.objects.using(using).get_or_create(name=SALES)
    group.permissions.add(*ours.filter(codename__startswith="view_"), *ours.filter(codename__in=OWN))
