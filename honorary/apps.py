from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonoraryConfig(AppConfig):
    name = "honorary"
    verbose_name = _("Honorary doctors and professors")

    def ready(self):
        pass
