from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Site")

    def ready(self):
        from core import checks, desk, generation, patches, permissions, redirects, registry, search_index  # noqa: F401, PLC0415 (they need the loaded models)

        registry.desk(desk.own_tasks)
        permissions.register()
        generation.connect()
        redirects.connect()
        search_index.connect()
        patches.apply()
