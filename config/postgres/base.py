"""The database wrapper that Django loads for `ENGINE = "config.postgres"`."""

from typing import Any

from django.db.backends.postgresql import base

from config.embedded import POSTGRES


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as ever, started before a connection is made: what needs no database starts none."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        POSTGRES.ensure()
        return super().get_new_connection(conn_params)
