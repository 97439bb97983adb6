"""Display settings: size, colours, spacing, pictures. One functional cookie with a closed vocabulary; no script needed."""

from django.conf import settings
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.languages import active
from core.meta import view_context
from core.nav import home_url

COOKIE = "display"
YEAR = 365 * 24 * 3600
GROUPS = {
    "size": (_("Size of letters"), {"100": _("Normal"), "125": _("Larger"), "150": _("Large"), "200": _("Very large")}),
    "scheme": (
        _("Colours"),
        {
            "auto": _("As on the device"),
            "light": _("Light"),
            "dark": _("Dark"),
            "black-on-white": _("Black on white"),
            "white-on-black": _("White on black"),
            "blue": _("Blue on light blue"),
        },
    ),
    "spacing": (_("Spacing"), {"normal": _("Normal"), "wide": _("Wide")}),
    "images": (_("Pictures"), {"on": _("Shown"), "off": _("Hidden")}),
}
DEFAULTS = {name: next(iter(options)) for name, (_legend, options) in GROUPS.items()}


def chosen(request):
    """{size, scheme, spacing, images} of this visitor; anything not in the vocabulary is the default."""
    pairs = dict(pair.split(":", 1) for pair in request.COOKIES.get(COOKIE, "").split(".") if ":" in pair)
    return {name: pairs[name] if pairs.get(name) in options else DEFAULTS[name] for name, (_legend, options) in GROUPS.items()}


@never_cache
def display(request):
    """The settings as a form; sent, it leads back to where the visitor came from."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = home_url(active())
    if request.method == "POST":
        picked = {name: request.POST.get(name) for name in GROUPS}
        value = ".".join(f"{name}:{code}" for name, code in picked.items() if code in GROUPS[name][1] and code != DEFAULTS[name])
        response = redirect(back)
        if value:
            response.set_cookie(COOKIE, value, max_age=YEAR, samesite="Lax", secure=settings.PRODUCTION, httponly=True)
        else:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
    now = chosen(request)
    groups = [
        {"name": name, "legend": legend, "options": [{"value": code, "label": label, "checked": now[name] == code} for code, label in options.items()]}
        for name, (legend, options) in GROUPS.items()
    ]
    context = {
        "groups": groups,
        "next": back,
        **view_context(request, _("Display settings"), _("Size of letters, colours, spacing and pictures of this site.")),
    }
    return TemplateResponse(request, "core/display.html", context)
