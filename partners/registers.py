"""The public lists of partners and agreements: facets one line each, and what a record's page prints."""

from django.db.models import F, Q
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from core.details import fact_rows
from core.exports import public
from core.generation import memory
from core.languages import active, text_of
from core.listing import Facet, Sort, View, Vocabulary, fixed
from core.models import Contact, Country, FieldOfStudy
from core.models.country import SUBREGIONS
from core.registers import Register, sources
from core.richtext import document_link
from core.templatetags.core_tags import day, or_unknown, t
from partners import choices, columns, happenings, structured, timeline
from partners.conditions import condition_row
from partners.map import countries_of, read, world
from partners.models.agreement import Agreement, CooperationForm
from partners.models.partner import Partner

PUBLIC = Q(parties__agreement__live=True, parties__agreement__lifecycle__in=choices.PUBLISHED_STATES)


def by_name():
    return [f"sort_key_{active()}"]


class PartnerRegister(Register):
    model = Partner
    path = ""
    file_name, columns = "partners", public(columns.PARTNER)
    title = gettext_lazy("Partners")
    list_template, record_template = "partners/partner_list.html", "partners/partner.html"
    facets = (
        Facet("country", gettext_lazy("Country"), "country__code", Vocabulary(Country)),
        Facet("region", gettext_lazy("Region of the world"), "country__subregion", fixed(SUBREGIONS)),
        Facet("kind", gettext_lazy("Kind of organisation"), "kind", fixed(choices.PartnerKind.choices)),
        Facet("field", gettext_lazy("Field"), "parties__agreement__isced_f__code", Vocabulary(FieldOfStudy), many=True, only=PUBLIC),
        Facet("form", gettext_lazy("Form of cooperation"), "parties__agreement__forms__code", Vocabulary(CooperationForm), many=True, only=PUBLIC),
        Facet("status", gettext_lazy("Status"), "status_now", fixed(choices.PartnerStatus.choices)),
    )
    sorts = (
        Sort("name", gettext_lazy("by name"), by_name),
        Sort("country", gettext_lazy("by country"), lambda: [f"country__name_{active()}", *by_name()]),
        Sort("agreements", gettext_lazy("by number of agreements"), lambda: ["-agreements_total", *by_name()]),
    )
    views = (View("", gettext_lazy("Current"), "current"), View("archive", gettext_lazy("Archive"), "archive"))

    def queryset(self):
        return Partner.objects.published().with_status().with_agreement_count().select_related("country", "coordinator_ours__unit", "owner")

    def found(self, slug):
        """With what its page prints beside agreements, news and story, kept in memory."""
        return memory.now().recent(("partner", slug), lambda: self.queryset().with_parts().filter(slug=slug).first())

    def rows_for_files(self):
        rows = Partner.objects.published().with_status().with_agreement_count()
        return rows.select_related("country", "coordinator_ours").prefetch_related("former_names")

    def count_text(self, number):
        return ngettext("%(n)d partner", "%(n)d partners", number) % {"n": number}

    def list_context(self, listing):
        """The map of exactly the partners that the filters leave, all pages of them; without any, none."""
        if not listing.total:
            return {}
        places = listing.kept.get("map of the register", lambda: read(Partner.objects.published().places(Agreement.objects.public())))
        countries = countries_of(places[pk] for pk in listing.page.paginator.object_list if pk in places)
        return {"world": world(countries, lambda code: listing.href(country=[code]), map_summary(countries, listing.count_text))}

    def record_context(self, partner):
        told = list(partner.public_agreements().with_renewals())
        rows = list(dict.fromkeys(told))
        ended = [row for row in rows if row.status in (choices.Status.ENDED, choices.Status.SUSPENDED)]
        return {
            "agreements": [row for row in rows if row not in ended],
            "archive": ended,
            "facts": partner_facts(partner),
            "names": partner_names(partner),
            "contact": Contact.shown(partner.coordinator_ours),
            "sources": sources(partner),
            "story": timeline.story(partner, told),
            "news": partner.recent_news(),
        }

    def json_ld(self, partner):
        return [structured.organisation(partner)]


def map_summary(countries, count_text):
    """What the map below the register shows, in a sentence."""
    number = len(countries)
    return ngettext(
        "World map of this list: %(partners)s in %(n)d country, lines lead there from Minsk.",
        "World map of this list: %(partners)s in %(n)d countries, lines lead there from Minsk.",
        number,
    ) % {"partners": count_text, "n": number}


def partner_facts(partner):
    """The rows of the list of key facts: label and value."""
    place = ", ".join(filter(None, [text_of(partner, "city")[0], text_of(partner.country, "name")[0]]))
    website = text_of(partner, "website")[0]
    units = "; ".join(text_of(unit, "name")[0] for unit in partner.our_units.all())
    rows = [
        (_("Kind"), capfirst(partner.get_kind_display())),
        (_("Place"), place),
        (_("Cooperation since"), or_unknown(partner.relationship_since)),
        (_("How the link is known"), capfirst(partner.get_basis_display())),
        (_("Our faculties and departments"), units),
        (_("Our coordinator"), "" if partner.coordinator_ours else or_unknown("")),
        (_("Site"), website and link(website)),
        ("ROR", partner.ror_id and link(partner.ror_id)),
        *((row.get_scheme_display(), row.value) for row in partner.other_ids.all()),
    ]
    return fact_rows(rows)


def partner_names(partner):
    rows = [{"label": _("In its own language"), "text": partner.native_name, "lang": partner.native_lang}] if partner.native_name else []
    if text_of(partner, "acronym")[0]:
        rows.append({"label": _("Acronym"), "text": text_of(partner, "acronym")[0], "lang": text_of(partner, "acronym")[1]})
    for former in partner.former_names.all():
        text, lang = text_of(former, "name")
        label = _("Until %(year)d") % {"year": former.until_year} if former.until_year else _("Former name")
        rows.append({"label": label, "text": text, "lang": lang})
    return rows


def link(url):
    shown = url.split("://", 1)[-1].rstrip("/")
    return format_html('<a href="{}" rel="noopener">{}</a>', url, shown)


class AgreementRegister(Register):
    model = Agreement
    path = "agreements"
    feed_name = "agreements.atom"
    file_name, columns = "agreements", public(columns.AGREEMENT)
    title = gettext_lazy("Agreements")
    list_template, record_template = "partners/agreement_list.html", "partners/agreement.html"
    facets = (
        Facet("country", gettext_lazy("Country"), "parties__partner__country__code", Vocabulary(Country), many=True),
        Facet("region", gettext_lazy("Region of the world"), "parties__partner__country__subregion", fixed(SUBREGIONS), many=True),
        Facet("kind", gettext_lazy("Kind of agreement"), "kind", fixed(choices.AgreementKind.choices)),
        Facet("field", gettext_lazy("Field"), "isced_f__code", Vocabulary(FieldOfStudy), many=True),
        Facet("form", gettext_lazy("Form of cooperation"), "forms__code", Vocabulary(CooperationForm), many=True),
        Facet("status", gettext_lazy("Status"), "status_now", fixed(choices.Status.choices)),
    )
    sorts = (
        Sort("newest", gettext_lazy("newest first"), lambda: [F("signed_on").desc(nulls_last=True)]),
        Sort("oldest", gettext_lazy("oldest first"), lambda: [F("signed_on").asc(nulls_last=True)]),
        Sort("ending", gettext_lazy("by end date"), lambda: [F("valid_until").asc(nulls_last=True)]),
        Sort("title", gettext_lazy("by title"), by_name),
    )
    views = (View("", gettext_lazy("Current"), "current"), View("archive", gettext_lazy("Archive"), "archive"))

    def queryset(self):
        return Agreement.objects.public().with_status().with_parties().select_related("coordinator_ours__unit", "our_unit", "owner", "parent", "public_copy")

    def count_text(self, number):
        return ngettext("%(n)d agreement", "%(n)d agreements", number) % {"n": number}

    def rows_for_files(self):
        rows = Agreement.objects.public().with_status().with_parties()
        return rows.select_related("coordinator_ours").prefetch_related("forms", "isced_f", "conditions")

    def rows_for_list(self):
        return self.queryset().with_terms()

    def feed_entries(self, rows):
        return happenings.entries(rows)

    def record_context(self, agreement):
        protocols = agreement.public_protocols()
        parent = agreement.parent if agreement.parent and agreement.parent.live else None
        return {
            "status": agreement.status,
            "status_label": agreement.status_label,
            "kind_explained": agreement.kind_explained,
            "facts": agreement_facts(agreement),
            "parties": [party_row(party) for party in agreement.parties.all()],
            **scope(agreement),
            "conditions": [condition_row(condition) for condition in agreement.conditions.all()],
            "renewals": list(agreement.renewals.all()),
            "parent": parent and {"title": t(parent, "title"), "href": parent.url},
            "protocols": [{"title": t(row, "title"), "href": row.url} for row in protocols],
            "contact": agreement.contact,
            "sources": sources(agreement),
        }

    def json_ld(self, agreement):
        return [structured.agreement(agreement)]


def agreement_facts(agreement):
    binding = {True: _("yes"), False: _("no"), None: None}[agreement.binding]
    languages = ", ".join(str(name) for name in Agreement._meta.get_field("text_languages").labels(agreement.text_languages))
    rows = [
        (_("Number"), or_unknown(agreement.code)),
        (_("Kind"), capfirst(agreement.get_kind_display())),
        (_("Binding"), or_unknown(binding)),
        (_("Signed"), day(agreement.signed_on, agreement.signed_precision)),
        (_("In force from"), day(agreement.in_force_from)),
        (_("Validity"), or_unknown(capfirst(agreement.validity_text))),
        (_("Renewal"), or_unknown(capfirst(agreement.get_renewal_display()))),
        (_("Our side"), agreement.our_unit and text_of(agreement.our_unit, "name")[0]),
        (_("Signed for us by"), text_of(agreement, "our_signatory")[0]),
        (_("Our coordinator"), "" if agreement.coordinator_ours else or_unknown("")),
        (_("Tuition waiver"), capfirst(agreement.get_tuition_waiver_display())),
        (_("Languages of the text"), capfirst(languages)),
        (pgettext("of an agreement", "Copy"), agreement.public_copy and document_link(agreement.public_copy, _("Public copy"))),
    ]
    return fact_rows(rows)


def scope(agreement):
    """The names of the forms of cooperation and of the fields; one query for both."""
    if agreement.is_preview:
        forms = [("form", form.code, text_of(form, "name")[0]) for form in agreement.forms.all()]
        rows = [*forms, *(("field", field.code, text_of(field, "name")[0]) for field in agreement.isced_f.all())]
    else:
        forms, fields = Vocabulary(CooperationForm).rows("form"), Vocabulary(FieldOfStudy).rows("field")
        rows = forms.filter(agreements=agreement).union(fields.filter(agreements=agreement), all=True)
    rows = sorted(rows, key=lambda row: row[1])
    return {
        "forms": [name for kind, _code, name in rows if kind == "form"],
        "fields": [f"{code} {name}" for kind, code, name in rows if kind == "field"],
    }


def party_row(party):
    partner = party.partner
    return {
        "name": t(partner, "name"),
        "href": partner.url if partner.live else "",
        "country": text_of(partner.country, "name")[0],
        "unit": text_of(party, "unit")[0],
        "signatory": text_of(party, "signatory")[0],
        "signed_on": party.signed_on,
        "precision": "day",
        "reference": party.reference,
    }
