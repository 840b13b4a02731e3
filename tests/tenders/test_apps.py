import pytest

from tenders.apps import declare_sources
from tenders.models import Source
from tenders.sources import SOURCES

pytestmark = pytest.mark.django_db


def test_after_a_migration_every_declared_source_has_its_row() -> None:
    Source.objects.all().delete()

    declare_sources(using="default", plan=[])

    assert {source.key: source.name for source in Source.objects.all()} == {
        source.key: source.name for source in SOURCES.values()
    }


def test_what_an_operator_set_stays() -> None:
    Source.objects.update_or_create(key="ccgp", defaults={"name": "an old name", "paused": True})

    declare_sources(using="default", plan=[])

    source = Source.objects.get(key="ccgp")
    assert (source.name, source.paused) == (SOURCES["ccgp"].name, True)


def test_a_migration_that_is_taken_back_writes_nothing() -> None:
    Source.objects.all().delete()

    declare_sources(using="default", plan=[("migration", True)])

    assert not Source.objects.exists()
