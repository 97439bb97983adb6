"""The rules of the section's editing screens."""

from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.languages import wanted


class RankingForm(RecordForm):
    """What a public ranking must say."""

    def clean(self):
        data = super().clean()
        if getattr(self, "is_deferred_validation", False):
            return data
        _allowed, required = wanted(data.get("languages") or "all")
        for code in required:
            name = f"measures_{code}"
            if name in self.fields and name not in self.errors and not data.get(name):
                self.add_error(name, _("Say in one sentence what it measures: rankings are misread."))
        return data
