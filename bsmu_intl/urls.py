"""Addresses outside the page tree; everything else below /ru/ and /en/ is answered by Wagtail's pages."""

from functools import partial

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import display, files, search, sitemaps, views
from office.views import report, sent

FORMS = (
    "partnership/propose/",
    "training/enquiry/",
    "training/representatives/",
    "alumni/join/",
    "alumni/me/",
)  # of visitors: they need no cookie (decision 0007)
OWN = r"(?:masterclasses/(?:events/[\w-]+/register|places/[\w-]+)|alumni/me/[\w-]+)/"  # the form of one event, the page of one participant, of one graduate

urlpatterns = [
    path("", views.root, name="root"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", files.media, name="media"),
    path("private/<path:name>", files.private_file, name="private_file"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    *i18n_patterns(
        path("search/", search.search, name="search"),
        path("report/", report, name="report"),
        path("sent/<str:token>/", sent, name="sent"),
        *(path(form, never_cache(csrf_exempt(partial(views.page, path=form)))) for form in FORMS),
        re_path(f"^(?P<path>{OWN})$", never_cache(csrf_exempt(views.page))),
        path("display/", display.display, name="display"),
        re_path(r"^(?P<path>(?:[\w-]+/)+[\w-]+\.(?:atom|csv|ics|json|pdf|vcf|xlsx))$", views.page_file),
        re_path(wagtail_urls.serve_pattern, views.page),
        path("", include(wagtail_urls)),
    ),
]
handler404 = "core.views.not_found"
