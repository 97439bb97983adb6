"""Rules of the house that a machine can check, as Django system checks."""

from django.apps import apps
from django.core.checks import Error, register

from core.addresses import records
from core.models import SitePage


@register()
def every_record_has_an_address(app_configs, **kwargs):
    return [
        Error(f"{model.__name__} says no address.", hint='Set `address = "section/records"`.', obj=model, id="core.E001")
        for model in records()
        if not model.address
    ]


@register()
def every_page_is_bilingual(app_configs, **kwargs):
    pages = [model for model in apps.get_models() if hasattr(model, "page_ptr") and not issubclass(model, SitePage)]
    return [Error(f"{model.__name__} is no SitePage.", hint="Inherit core.models.SitePage.", obj=model, id="core.E002") for model in pages]
