"""Mends of other people's code, each with its reason and the day it can go."""

from importlib import import_module

from django.db import connection


def apply():
    """modelsearch 1.3 on SQLite: a double quote in the query breaks the FTS5 expression, a 500 in the admin (wagtail#13227)."""
    if connection.vendor != "sqlite":
        return
    query = import_module("modelsearch.backends.database.sqlite.query")  # holds a model that only SQLite has

    def as_sql(self, compiler, connection):
        return ('"%s"*' if self.prefix else '"%s"'), [self.value.replace('"', '""')]

    query.Lexeme.as_sql = as_sql
