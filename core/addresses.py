"""What stands at an address of this site: a page, a record, or nothing we know."""

import re
from urllib.parse import urlsplit

from django.apps import apps

from core.languages import CODES
from core.models import Record, SitePage
from core.nav import tree

MAX_LENGTH = 500
PATH = re.compile(rf"/(?:{'|'.join(CODES)})/(?:[\w-]+/)*[\w-]*")


def records():
    """Every kind of record that has addresses."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def clean_path(text):
    """A path of this site, or '' for anything else: '/ru/partnership/?country=CN' is '/ru/partnership/'."""
    try:
        parts = urlsplit((text or "").strip()[:MAX_LENGTH])
    except ValueError:  # http://[
        return ""
    return parts.path if PATH.fullmatch(parts.path) and not (parts.scheme or parts.netloc) else ""


def record_at(parts):
    """The public record at the parts of a path without its language, else None."""
    model = next((model for model in records() if parts[:-1] == model.address.split("/")), None)
    return model.objects.public().filter(slug=parts[-1]).first() if model else None


def find(request, path):
    """The public page or record at a path, else None."""
    parts = [part for part in clean_path(path).split("/") if part][1:]
    if found := record_at(parts):
        return found
    pages = tree(request)
    url_path = "/".join([pages.root.url_path.rstrip("/"), *parts, ""])
    page = SitePage.objects.live().open_to_all().filter(url_path=url_path).first() if clean_path(path) else None
    return page and page.specific
