from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class MobilityConfig(AppConfig):
    name = "mobility"
    verbose_name = _("Academic mobility")

    def ready(self):
        from mobility import demo  # noqa: PLC0415 (needs the loaded models)

        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
