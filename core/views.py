"""Views outside the page tree."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from wagtail.models import Page, Site
from wagtail.views import serve

from core.languages import CODES, DEFAULT, NAMES, active
from core.meta import view_context
from core.models import HomePage
from core.nav import home_url, tree

RUSSIAN_READERS = ("ru", "be", "kk", "ky", "uk", "uz", "tg", "tk", "hy", "az")  # whoever asks for these reads Russian sooner than English


def preferred_language(header):
    """The language for a visitor's Accept-Language: theirs if we have it, Russian where it is widely read, else English."""
    for code, _quality in parse_accept_lang_header(header[:500]):
        short = code.split("-")[0]
        if short in CODES:
            return short
        if short in RUSSIAN_READERS:
            return "ru"
        if short != "*":
            return "en"
    return DEFAULT


@never_cache
def root(request):
    """`/` leads to the home page in the visitor's language; sets no cookie."""
    response = redirect(home_url(preferred_language(request.headers.get("Accept-Language", ""))))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def not_found(request, exception=None):
    """404 in both languages; it offers the same address in another language where the item exists there."""
    parts = [part for part in request.path.split("/") if part]
    in_language = bool(parts) and parts[0] in CODES
    found, rest = tree(request).deepest(parts[1:]) if in_language else (None, [])
    other = None
    if found and not rest and active() not in found.shown and found.shown:
        code = found.shown[0]
        other = {"href": tree(request).url(found, code), "name": NAMES[code], "title": found.titles[code], "lang": code}
    words = " ".join(parts[-1].replace("-", " ").split()[:4]) if parts else ""
    context = {"other": other, "words": words, **view_context(request, "404")}
    return TemplateResponse(request, "404.html", context, status=404).render()


def page(request, path):
    """Wagtail's own view, spared a query: on the way to another page the home page is only asked the way, which its base row can tell."""
    site = Site.find_for_request(request)
    if site and path:
        site.root_page = signpost(site.root_page)
    return serve(request, path)


def signpost(root):
    """The home page with the columns of its base class only: enough to route, not to be shown."""
    columns = {field.attname: getattr(root, field.attname) for field in Page._meta.concrete_fields}
    return HomePage(page_ptr_id=root.pk, **columns)


def page_file(request, path):
    """A file or feed below a page (`news/news.atom`): a route of that page, named there with a slash at its end as all routes are."""
    return page(request, f"{path}/")


def robots(request):
    """Everything may be read in production; a site that is not in production asks not to be indexed at all."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.BASE_URL}/sitemap.xml"] if settings.PRODUCTION else ["User-agent: *", "Disallow: /"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@never_cache
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request):
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
