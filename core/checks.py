"""Rules of the house that a machine can check, as Django system checks."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register

from core.addresses import records
from core.models import SitePage

OURS = {path.parent.name for path in settings.BASE_DIR.glob("*/apps.py")}


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


@register()
def every_order_is_whole(app_configs, **kwargs):
    """Rows that are equal to an order come as the database likes, which is another way each time."""
    return [
        Error(f"The order of {model.__name__} leaves some rows equal.", hint='End Meta.ordering with "pk".', obj=model, id="core.E003")
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS and model._meta.ordering and not ends_in_something_unique(model)
    ]


def ends_in_something_unique(model):
    last = model._meta.ordering[-1].lstrip("-")
    return last == "pk" or ("__" not in last and model._meta.get_field(last).unique)
