"""What is checked before a request is looked at, and what every answer says to the browser."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

STRICT = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
ADMIN = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


def edge(get_response):
    """Refuse what no page can answer: an address with a NUL byte (404), a query string too long (414).

    A NUL byte in the query string is dropped: PostgreSQL refuses it in any comparison.
    """

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info:
            return HttpResponseNotFound(content_type="text/plain; charset=utf-8")
        if len(query) > settings.QUERY_STRING_LIMIT:
            return HttpResponse(_("The address is too long."), status=414, content_type="text/plain; charset=utf-8")
        if "%00" in query or "\x00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "").replace("\x00", "")
        return get_response(request)

    return middleware


def headers(get_response):
    """The content policy: strict on public pages; Wagtail's own screens need inline script and style."""

    def middleware(request):
        response = get_response(request)
        in_admin = request.path_info.startswith("/admin/") and not getattr(request, "is_preview", False)
        response.headers.setdefault("Content-Security-Policy", ADMIN if in_admin else STRICT)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])  # the display settings change the page
        if not settings.PRODUCTION:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware
