from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from core import registry


class RankingsConfig(AppConfig):
    name = "rankings"
    verbose_name = _("Rankings and organisations")

    def ready(self):
        from rankings import demo, desk, elsewhere, imports  # noqa: PLC0415 (needs the loaded models)
        from rankings.models import Affiliation, Ranking  # noqa: PLC0415

        registry.searchable(Ranking, _("Rankings"))
        for model in (Affiliation, Ranking):
            for signal in (post_save, post_delete):
                signal.connect(elsewhere.found_by_name, sender=model, dispatch_uid=f"rankings.{model._meta.model_name}")
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
