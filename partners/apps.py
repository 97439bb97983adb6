from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partnership")

    def ready(self):
        from partners import demo, desk, expiry, home, imports, news  # noqa: PLC0415 (needs the loaded models)
        from partners.models import Agreement, Partner  # noqa: PLC0415

        registry.searchable(Partner, _("Partners"))
        registry.searchable(Agreement, _("Agreements"), follows={Partner: "parties__partner"})
        registry.sample_model(Agreement, Partner)
        registry.home_part(home.parts)
        registry.desk(desk.tasks)
        registry.reminder("agreements", expiry.remind)
        registry.news_tag(news.panel, news.links, news.facet, news.load)
        imports.register()
        registry.demo_loader(demo.load, first=True)
