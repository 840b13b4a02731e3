"""Settings of a whole process: production refuses to start half-configured."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DEBUG": "off",
    "DATABASE_URL": "postgres://tenders:secret@db:5432/tenders",
    "BROKER_URL": "redis://broker:6379/0",
    "SECRET_KEY": "fifty characters that nobody guesses, 0123456789abcdef",
    "ALLOWED_HOSTS": "tenders.example.com",
    "SITE_URL": "https://tenders.example.com",
}


def manage(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if name not in PRODUCTION}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ([], "DATABASE_URL, BROKER_URL, SECRET_KEY, ALLOWED_HOSTS"),
        (["DATABASE_URL", "BROKER_URL", "SECRET_KEY"], "ALLOWED_HOSTS"),
    ],
)
def test_production_names_all_that_is_missing(given: list[str], missing: str) -> None:
    done = manage("check", DEBUG="off", **{name: PRODUCTION[name] for name in given})
    assert (done.returncode, done.stderr) == (2, f"With DEBUG off these must be set: {missing}\n")


def test_production_settings_pass_the_deployment_checks() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_addresses_that_are_set_are_used_as_they_are() -> None:
    code = (
        "import json; from django.conf import settings as s\n"
        "d = s.DATABASES['default']\n"
        "print(json.dumps([d['ENGINE'], d['HOST'], d['NAME'], s.CELERY_BROKER_URL]))"
    )
    done = manage("shell", "-v", "0", "-c", code, **PRODUCTION)
    assert json.loads(done.stdout) == ["django.db.backends.postgresql", "db", "tenders", "redis://broker:6379/0"]


def test_a_database_address_does_not_bring_a_broker() -> None:
    code = "from django.conf import settings as s; print(s.DATABASES['default']['HOST'], s.CELERY_BROKER_URL)"
    done = manage("shell", "-v", "0", "-c", code, DEBUG="on", DATABASE_URL=PRODUCTION["DATABASE_URL"])
    host, broker = done.stdout.split()
    assert host == "db"
    assert broker.startswith("redis+socket:///")


def test_a_task_outlives_its_worker() -> None:
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > settings.CELERY_TASK_TIME_LIMIT
