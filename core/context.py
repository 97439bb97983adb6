"""What surrounds every page: menu, language switch, display settings, search box, address. Computed only when a template asks."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property

from core import display
from core.languages import CODES, NAMES, active
from core.models import Contact, Notice, OfficeDetails
from core.nav import home_url, tree


class Furniture:
    def __init__(self, request):
        self.request = request
        self.lang = active()
        self.noindex = not settings.PRODUCTION

    @cached_property
    def details(self):
        return OfficeDetails.load(request_or_site=self.request)

    @cached_property
    def office(self):
        """{university, name, address, postcode, phone, email, website}: texts in the language being shown, '' where unknown."""
        details = self.details
        texts = {name: getattr(details, f"{name}_{self.lang}") or "" for name in ("university", "name", "address")}
        return {**texts, "postcode": details.postcode, "phone": details.phone, "email": details.email, "website": details.website}

    @cached_property
    def notices(self):
        """Banners on show now: text in the language being shown, link, kind."""
        found = Notice.objects.shown() if tree(self.request).has_notices else ()
        return [{"notice": notice, "href": notice.href(self.lang), "tone": notice.tone} for notice in found]

    @cached_property
    def contact(self):
        """The office's general contact, if it is public."""
        return Contact.shown(self.details.contact)

    @property
    def report_href(self):
        """The form that says what is wrong with this very page; an address that only its owner knows is told to nobody."""
        path = self.request.path
        if getattr(self.request, "has_secret_address", False):
            return reverse("report")
        return f"{reverse('report')}?{urlencode({'about': path})}" if path != reverse("report") else reverse("report")

    @cached_property
    def links(self):
        """{fixed slug: {title, href}} of the pages that stand once, where the language has them: what footer and help lead to."""
        pages = tree(self.request)
        items = [item for item in pages.items if item.model.fixed_slug and self.lang in item.shown]
        return {item.model.fixed_slug: {"title": item.titles[self.lang], "href": pages.url(item, self.lang)} for item in items}

    @property
    def sample(self):
        return self.details.sample_loaded

    @property
    def home_href(self):
        return home_url(self.lang)

    @cached_property
    def menu(self):
        pages = tree(self.request)
        rows = [{"title": item.titles[self.lang], "href": pages.url(item, self.lang)} for item in pages.menu(self.lang)]
        return [{**row, "current": self.request.path.startswith(row["href"])} for row in rows]

    @cached_property
    def switch(self):
        """The same item in each language; `available` says whether that language has it."""
        shown = getattr(self.request, "shown_languages", CODES)
        parts = self.request.path.split("/", 2)
        rest = parts[2] if len(parts) > 2 and parts[1] in CODES else ""
        query = self.request.META.get("QUERY_STRING", "")
        tail = f"{rest}?{query}" if query else rest
        return [{"code": code, "name": NAMES[code], "href": f"/{code}/{tail}", "current": code == self.lang, "available": code in shown} for code in CODES]

    @cached_property
    def display(self):
        return display.chosen(self.request)

    @property
    def display_href(self):
        return f"{reverse('display')}?next={quote(self.request.get_full_path())}"

    @property
    def search_href(self):
        return reverse("search")

    @property
    def query(self):
        return getattr(self.request, "search_query", "")

    @cached_property
    def json_ld(self):
        """The university, for search engines; only what is known."""
        details = self.details
        known = {
            "name": self.office["university"],
            "url": details.website,
            "sameAs": details.ror_id,
            "foundingDate": str(details.founded or ""),
            "email": details.email,
            "telephone": details.phone,
        }
        data = {"@context": "https://schema.org", "@type": "CollegeOrUniversity", **{key: value for key, value in known.items() if value}}
        if self.office["address"]:
            data["address"] = {"@type": "PostalAddress", "streetAddress": self.office["address"], "addressCountry": "BY"}
            if details.postcode:
                data["address"]["postalCode"] = details.postcode
        return data


def furniture(request):
    return {"furniture": Furniture(request)}
