from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self):
        from office import demo, desk, home  # noqa: PLC0415 (needs the loaded models)
        from office.models import Enquiry  # noqa: PLC0415

        registry.sample_model(Enquiry)
        registry.home_part(home.parts)
        registry.page_part(home.news_of_page)
        registry.desk(desk.tasks)
        registry.demo_loader(demo.load)
