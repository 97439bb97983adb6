"""Mends of other people's code, each with its reason and the day it can go."""

from modelsearch.backends.database.sqlite import query


def apply():
    """modelsearch 1.3 on SQLite: a double quote in the query breaks the FTS5 expression, a 500 in the admin (wagtail#13227)."""

    def as_sql(self, compiler, connection):
        return ('"%s"*' if self.prefix else '"%s"'), [self.value.replace('"', '""')]

    query.Lexeme.as_sql = as_sql
