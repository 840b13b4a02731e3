"""Which organisation a printed name is, in the database; who that is, is known to `tenders.classify`."""

from tenders.matching.organisations import Identity, identify, resolve_organisation, resolve_organisations
from tenders.matching.registry import ensure_registry, load_registry_into_database

__all__ = [
    "Identity",
    "ensure_registry",
    "identify",
    "load_registry_into_database",
    "resolve_organisation",
    "resolve_organisations",
]
