"""The one Django app of the domain."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TendersConfig(AppConfig):
    name = "tenders"
    verbose_name = _("Tenders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every migration the declared sources have their rows."""
        post_migrate.connect(declare_sources, sender=self)


def declare_sources(*, using: str, plan: list[tuple[Any, bool]] | None = None, **_kwargs: object) -> None:
    """Write the declared sources, unless the migration was taken back (its tables may be gone)."""
    from tenders.models import Source

    if not any(backwards for _, backwards in plan or ()):
        Source.objects.db_manager(using).declare()
