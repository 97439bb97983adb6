from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self):
        from office import demo, desk, home, outbox, permissions  # noqa: PLC0415 (needs the loaded models)
        from office.models import Consent, Enquiry, NewsPage, ReadyAnswer  # noqa: PLC0415

        permissions.register()
        registry.sample_model(Enquiry, Consent, ReadyAnswer, NewsPage)
        registry.home_part(home.parts)
        registry.page_part(home.news_of_page)
        registry.desk(desk.tasks)
        registry.background(outbox.send_in_background)
        registry.demo_loader(demo.load)
