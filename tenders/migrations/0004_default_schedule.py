"""The schedule that an installation begins with: made once, then the administrators' own."""

import json

from django.db import migrations

from tenders.sources import SOURCES

CHINA = "Asia/Shanghai"
FIRST_CRAWL = 5 * 60  # minutes after midnight; the portals' day is over and people are not yet at work
APART = 15  # minutes between the starts of two crawls


def create(apps, schema_editor):
    """Crawl every source daily, read every minute, send the digests on Mondays at eight."""
    for place, source in enumerate(SOURCES.values()):
        hour, minute = divmod(FIRST_CRAWL + APART * place, 60)
        daily = crontab(apps, minute=minute, hour=hour)
        schedule(apps, f"每日采集：{source.name}", "crawl_source", {"crontab": daily}, source=source.key)
    every_minute, _ = apps.get_model("django_celery_beat", "IntervalSchedule").objects.get_or_create(
        every=1, period="minutes"
    )
    schedule(apps, "每分钟：阅读待读网页", "read_pages", {"interval": every_minute})
    schedule(apps, "每周一：发送周报", "send_digests", {"crontab": crontab(apps, minute=0, hour=8, day_of_week="1")})


def crontab(apps, *, minute, hour, day_of_week="*"):
    schedules = apps.get_model("django_celery_beat", "CrontabSchedule").objects
    return schedules.get_or_create(minute=str(minute), hour=str(hour), day_of_week=day_of_week, timezone=CHINA)[0]


def schedule(apps, name, task, when, **arguments):
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects
    tasks.get_or_create(name=name, defaults={"task": f"tenders.tasks.{task}", "kwargs": json.dumps(arguments), **when})


class Migration(migrations.Migration):
    dependencies = [
        ("tenders", "0003_project_numbers"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
