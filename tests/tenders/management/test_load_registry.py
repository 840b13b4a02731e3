"""`manage.py load_registry`."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tenders.models import Group

pytestmark = pytest.mark.django_db


def load_registry(*arguments: str, **options: int) -> str:
    output = StringIO()
    call_command("load_registry", *arguments, stdout=output, **options)
    return output.getvalue()


def test_it_loads_the_groups_and_says_what_changed() -> None:
    changed = json.loads(load_registry("--json"))
    assert changed["groups"] == Group.objects.count() > 0


def test_loading_again_changes_nothing() -> None:
    load_registry()
    assert load_registry() == "rows changed: groups 0, camps 0, organisations 0, affiliations 0, classed anew 0\n"


def test_it_can_be_quiet() -> None:
    assert load_registry(verbosity=0) == ""
