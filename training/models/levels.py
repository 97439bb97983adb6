"""Rows that hold for some levels of study, or for all."""

from core.models import RowQuerySet


class LevelledQuerySet(RowQuerySet):
    def for_level(self, level):
        """Those that name the level, and those that name none; SQLite cannot look inside a list, so it is done here."""
        return self.filter(pk__in=[pk for pk, levels in self.values_list("pk", "levels") if not levels or level in levels])
