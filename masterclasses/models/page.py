from django.utils.translation import gettext_lazy as _

from core.models import SectionPage


class MasterclassesPage(SectionPage):
    """Events and those who speak at them."""

    fixed_slug = "masterclasses"

    class Meta:
        verbose_name = _("masterclasses and events")
