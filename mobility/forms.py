"""The rules of the section's editing screens."""

from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.languages import CODES
from mobility.choices import Funding


class CallForm(RecordForm):
    """What a public call must say."""

    def clean(self):
        data = super().clean()
        if getattr(self, "is_deferred_validation", False):
            return data
        needed = {
            "who": _("Who is it for?"),
            "language_skills": _("Which languages, how well? en B2; ru A2"),
            "funding": _("Who pays?"),
            "period_from": _("When does the stay begin?"),
            "period_to": _("When does the stay end?"),
            f"summary_{CODES[0]}": _("What is it, in two sentences?"),
        }
        for name, text in needed.items():
            if name in self.fields and name not in self.errors and not data.get(name):
                self.add_error(name, text)
        if not data.get("apply_url") and not any(data.get(f"how_to_apply_{code}") for code in CODES):
            self.add_error(f"how_to_apply_{CODES[0]}", _("Say how to apply, or give the address of the application form."))
        if not data.get("contact") and not data.get("owner"):
            self.add_error("contact", _("Who answers questions about it?"))
        if data.get("grant_amount") and data.get("funding") not in (Funding.GRANT, Funding.FULL):
            self.add_error("funding", _("With an amount it is a grant."))
        return data
