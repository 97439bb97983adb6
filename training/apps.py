from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = _("Training of foreign specialists")

    def ready(self):
        from training import applying, demo  # noqa: PLC0415 (needs the loaded models)
        from training.models import Programme  # noqa: PLC0415

        registry.searchable(Programme, _("Programmes"))
        registry.closing(applying.closing_soon)
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
