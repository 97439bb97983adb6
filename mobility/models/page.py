from django.utils.translation import gettext_lazy as _

from core.models import SectionPage


class MobilityPage(SectionPage):
    """Calls, the fact sheet, reports, numbers."""

    fixed_slug = "mobility"

    class Meta:
        verbose_name = _("academic mobility")
