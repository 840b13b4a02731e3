"""The Celery application; its tasks are three-line doors to functions of `tenders`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("tenders")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
