"""What is asked of many honorary titles."""

from django.db.models import F, Q
from django.utils.timezone import localdate

from core.days import add_months
from core.languages import CODES, active, others
from core.models import RecordQuerySet
from honorary.choices import HELD, State

LONG = 12  # months after which a title that was decided should have been conferred


def newest():
    """For ordering: the newest first, those without a year last."""
    return [F("year").desc(nulls_last=True)]


def oldest():
    return [F("year").asc(nulls_last=True)]


def lacking(name):
    """Where a text is missing in a language that is wanted."""
    gaps = (Q(**{f"{name}_{code}": ""}) | Q(**{f"{name}_{code}": None}) for code in CODES)
    found = Q(pk__in=[])
    for code, gap in zip(CODES, gaps, strict=True):
        found |= gap & ~Q(languages__in=others(code))
    return found


class AwardQuerySet(RecordQuerySet):
    def with_place(self):
        """With country and partner: what a row prints."""
        return self.select_related("country", "partner")

    def for_rows(self):
        return self.with_place()

    def for_page(self):
        return self.select_related("country", "partner", "ceremony", "portrait", "owner__unit").prefetch_related("isced_f", "owner__hours")

    def for_files(self):
        return self.select_related("country", "partner", "ceremony").prefetch_related("isced_f")

    def everybody(self):
        return self.all()

    def held(self):
        """Titles that were conferred and not withdrawn."""
        return self.filter(state__in=HELD)

    def of_partner(self, partner):
        return self.filter(partner=partner)

    def at_ceremony(self, event):
        return self.filter(ceremony=event)

    def newest_first(self):
        return self.order_by(*newest(), f"sort_key_{active()}", "pk")

    # --- what the office still has to do -----------------------------------------------------
    def decided_long_ago(self, today=None):
        """Decided a year ago or earlier, and still not conferred."""
        return self.filter(state=State.DECIDED, decided_on__lte=add_months(today or localdate(), -LONG))

    def without_decision(self):
        return self.filter(decided_on=None)

    def without_permission(self):
        """With a portrait that is not shown, because nobody is known to have allowed it."""
        return self.exclude(portrait=None).filter(photo_permission="")

    def without_grounds(self):
        """Public, and silent in some language about what the title was given for."""
        return self.published().filter(lacking("grounds"))

    def untranslated(self):
        """The name is missing in a language that is wanted."""
        return self.filter(lacking("family_name"))
