"""Rows that hold for one academic year, and are copied into the next."""

from django.db import models

from core.academic_year import academic_year
from core.models import RowQuerySet


class YearlyQuerySet(RowQuerySet):
    def of_year(self, year):
        return self.filter(academic_year=year)

    def years(self):
        """The academic years there are, newest first."""
        return list(self.exclude(academic_year="").order_by("-academic_year").values_list("academic_year", flat=True).distinct())

    def with_copies(self):
        """With what was copied from them, and all that belongs to them."""
        return self.prefetch_related("copied_to", *(field.name for field in self.model._meta.many_to_many))

    def every_year(self):
        """Those that hold whatever the year."""
        return self.filter(academic_year="")

    def coming_drafts(self, today=None):
        """Written down for a year to come, not shown yet."""
        return self.drafts().filter(academic_year__gt=academic_year(today))


class Yearly(models.Model):
    """Knows which row of the year before it was copied from, so that nothing is copied twice."""

    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="copied_to")

    class Meta:
        abstract = True
