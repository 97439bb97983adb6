"""The rules of the section's editing screens."""

from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.languages import CODES
from honorary.choices import HELD

UNPROVEN = _("Say what the title was given for, or name the public source that does not say it.")


def is_unproven(get):
    """What the office enters itself says its grounds; of what a public source tells they may be unknown. `get(field)` is a value."""
    return get("state") in HELD and not get("source_url") and not any(get(f"grounds_{code}") for code in CODES)


class AwardForm(RecordForm):
    def clean(self):
        data = super().clean()
        if getattr(self, "is_deferred_validation", False):
            return data
        if is_unproven(data.get):
            self.add_error(f"grounds_{CODES[0]}", UNPROVEN)
        return data
