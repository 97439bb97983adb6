"""Panels of the section's editing forms."""

from core.languages import active
from core.panels import TickedPanel


class PartnersPanel(TickedPanel):
    """Partners to tick."""

    def __init__(self, field_name="partners", **kwargs):
        super().__init__(field_name, **kwargs)

    @staticmethod
    def order():
        return f"sort_key_{active()}"

    @staticmethod
    def named(partner):
        return partner.title_text[0]
