"""Panels of the section's editing forms, and the columns that several of its lists have."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column

from core.keys import key_of
from partners.conditions import academic_years
from partners.models import Condition

DIRECTION = Column("direction", label=_("Direction"), accessor="get_direction_display", sort_key="direction")
ACTIVITY = Column("activity", label=_("Purpose"), accessor="get_activity_display", sort_key="activity")
PARTNER = Column("partner", label=_("Partner"), sort_key="partner__sort_key_ru")
COUNTRY = Column("shown_country", label=_("Country"))


class ConditionPanel(FieldPanel):
    """The conditions of the agreement that the form names; agreements have thousands of others."""

    def __init__(self, field_name="condition", **kwargs):
        words = _("It says how many places there are, unless the call names another number. Its list is filled once the agreement is chosen and saved.")
        super().__init__(field_name, **{"help_text": words, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field:
                field = self.bound_field.field
                field.label_from_instance = condition_label
                field.queryset = conditions(self.form["agreement"].value(), self.bound_field.value())


def conditions(agreement, chosen):
    """Those of the agreement, and the chosen one: if it belongs to another, the form says so beside it. Both are keys, or what a browser sent."""
    return Condition.objects.to_choose(key_of(agreement), key_of(chosen))


def condition_label(condition):
    places = ngettext("%(n)d place a year", "%(n)d places a year", condition.places_per_year) % {"n": condition.places_per_year}
    said = [condition.get_activity_display(), condition.get_direction_display(), places, academic_years(condition)]
    return f"{', '.join(map(str, said))} ({condition.agreement.code or condition.agreement})"
