"""What the section puts on the home page: figures counted from its registers, the map, the newest agreements. Sample rows do not count."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import worldmap
from core.languages import active
from core.models import Country
from core.nav import tree
from partners.models import Agreement, Partner, PartnershipPage

RECENT = 4
MINSK = (53.9, 27.56)  # latitude, longitude


def parts(request):
    page = next((item for item in tree(request).items if item.model is PartnershipPage and active() in item.shown), None)
    if not page:
        return {}
    url = tree(request).url(page, active())
    countries = list(countries_of_partners())
    return {
        "counts": counts(countries, url),
        "world": world(countries, url),
        "recent": list(Agreement.objects.public().real().with_status().with_parties().exclude(signed_on=None).newest_first()[:RECENT]),
        "register_href": url,
    }


def countries_of_partners():
    """Countries with public partners, sample rows left out, most partners first; each with `partners_total`."""
    partners = Partner.objects.published().real()
    return Country.objects.filter(partners__in=partners).annotate(partners_total=Count("partners")).order_by("-partners_total", f"name_{active()}")


def counts(countries, url):
    partners, agreements = sum(country.partners_total for country in countries), Agreement.objects.public().real().count()
    note = _("in this register")
    return [
        {"value": partners, "label": ngettext("partner organisation", "partner organisations", partners), "note": note, "href": url},
        {
            "value": len(countries),
            "label": ngettext("country of partners", "countries of partners", len(countries)),
            "note": note,
            "href": f"{url}?sort=country",
        },
        {"value": agreements, "label": ngettext("agreement with details", "agreements with details", agreements), "note": note, "href": f"{url}agreements/"},
    ]


def world(countries, url):
    """Circles sized by the number of partners, arcs from Minsk, and the same as a list of links."""
    home = worldmap.project(*MINSK)
    placed = [(country, worldmap.project(float(country.latitude), float(country.longitude))) for country in countries if country.latitude is not None]
    largest = max((country.partners_total for country in countries), default=1)
    name = f"name_{active()}"
    rows = [
        {
            "name": getattr(country, name),
            "count": country.partners_total,
            "count_text": ngettext("%(n)d partner", "%(n)d partners", country.partners_total) % {"n": country.partners_total},
            "href": f"{url}?country={country.code}",
        }
        for country in countries
    ]
    summary = ngettext(
        "World map: partners of the university in %(n)d country, lines lead to them from Minsk.",
        "World map: partners of the university in %(n)d countries, lines lead to them from Minsk.",
        len(countries),
    ) % {"n": len(countries)}
    return {
        "width": worldmap.WIDTH,
        "height": worldmap.HEIGHT,
        "land": worldmap.land(),
        "home": {"x": home[0], "y": home[1]},
        "circles": [{"x": x, "y": y, "r": worldmap.radius(country.partners_total, largest), "label": getattr(country, name)} for country, (x, y) in placed],
        "arcs": [worldmap.arc(home, point) for _country, point in placed],
        "summary": summary,
        "countries": rows,
    }
