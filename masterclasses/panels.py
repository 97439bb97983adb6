"""Panels of the section's editing forms."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import FieldPanel

from core.languages import active


def ticked(name):
    """Things to tick, in a box that scrolls: the lists are long."""
    return FieldPanel(name, widget=CheckboxSelectMultiple(attrs={"class": "countries"}))


class PartnersPanel(FieldPanel):
    """Partners to tick, in the order of their names in the editor's language."""

    def __init__(self, field_name="partners", **kwargs):
        super().__init__(field_name, **{"widget": CheckboxSelectMultiple(attrs={"class": "countries"}), **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field:
                field = self.bound_field.field
                field.label_from_instance = lambda partner: partner.title_text[0]
                field.queryset = field.queryset.order_by(f"sort_key_{active()}")
