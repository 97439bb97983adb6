from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = _("Training of foreign specialists")

    def ready(self):
        from training import applying, demo, desk, imports, leaves  # noqa: PLC0415 (needs the loaded models)
        from training.models import Programme  # noqa: PLC0415

        registry.searchable(Programme, _("Programmes"))
        registry.found_pages(leaves.found)
        registry.closing(applying.closing_soon)
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
