"""Locks on names: what two workers must not do at once; held until the transaction ends."""

from collections.abc import Iterable

from django.db import connection


def hold(names: Iterable[str]) -> None:
    """Wait for, then keep, the lock of every name. All take them in one order, so nobody waits in a circle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(name) FROM"
            " (SELECT DISTINCT hashtextextended(name, 0) AS name FROM unnest(%s::text[]) AS name ORDER BY 1) AS names",
            [list(names)],
        )
