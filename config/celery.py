"""The Celery application; its tasks are three-line doors to functions of `tenders`."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

from config import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Application(Celery):
    """Celery whose first connection starts the embedded broker, when that is the one in use."""

    def connection_for_read(self, url: str | None = None, **kwargs: Any) -> Any:
        self.ensure_broker(url)
        return super().connection_for_read(url, **kwargs)

    def connection_for_write(self, url: str | None = None, **kwargs: Any) -> Any:
        self.ensure_broker(url)
        return super().connection_for_write(url, **kwargs)

    def ensure_broker(self, url: str | None) -> None:
        """Start the embedded broker if `url`, or else the configured one, is its address."""
        if (url or self.conf.broker_url) == embedded.broker_url():
            embedded.VALKEY.ensure()


app = Application("tenders")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def leave_logging_alone(**kwargs: Any) -> None:
    """Workers and beat log as the settings say; a receiver of this signal is how Celery is told so."""
