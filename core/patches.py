"""Mends of other people's code, each with its reason and the day it can go."""

from importlib import import_module

from django.db import connection
from django.db.models import Model, QuerySet
from django.shortcuts import get_list_or_404

from core.keys import key_of, keys_of


def apply():
    searches_with_quotes()
    forged_keys()


def searches_with_quotes():
    """modelsearch 1.3 on SQLite: a double quote in the query breaks the FTS5 expression, a 500 in the admin (wagtail#13227)."""
    if connection.vendor != "sqlite":
        return
    query = import_module("modelsearch.backends.database.sqlite.query")  # holds a model that only SQLite has

    def as_sql(self, compiler, connection):
        return ('"%s"*' if self.prefix else '"%s"'), [self.value.replace('"', '""')]

    query.Lexeme.as_sql = as_sql


def forged_keys():
    """Wagtail 8.0: a key that is no number is a 500 in choosers, in forms with one, and where several are ticked; goes when it answers 404 by itself."""
    widget = import_module("wagtail.admin.widgets.chooser").BaseChooser
    views = import_module("wagtail.admin.views.generic.chooser")
    several = import_module("wagtail.admin.views.bulk_action").BulkAction
    instance_of = widget.get_instance

    def get_instance(self, value):
        return instance_of(self, value if isinstance(value, Model) else key_of(value))

    def get_queryset(cls, model, object_ids):
        return get_list_or_404(model, pk__in=object_ids if isinstance(object_ids, QuerySet) else keys_of(object_ids))

    widget.get_instance = get_instance
    views.ChosenViewMixin.get_object = lambda self, pk: self.model_class.objects.get(pk=key_of(pk))
    views.ChosenMultipleViewMixin.get_objects = lambda self, pks: self.model_class.objects.filter(pk__in=keys_of(pks))
    several.get_queryset = classmethod(get_queryset)
