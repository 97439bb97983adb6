"""The columns of the section's files. A column is published as soon as it is named, but for those that are for staff."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Precision
from core.columns import by_name, code, codes, field, from_table, in_languages, named, page_address, role, slug
from core.exports import STAFF, VISITORS, Column
from core.models import Country, FieldOfStudy
from honorary import choices
from honorary.models.award import Award
from partners.models import Partner


def partner_names():
    return by_name(Partner)


def event_names():
    return by_name(Award._meta.get_field("ceremony").related_model)


def shown(name):
    """The address of a related record that visitors see, "" where there is none."""
    return lambda award: getattr(award, f"shown_{name}").slug if getattr(award, f"shown_{name}") else ""


def known_to(name, label):
    return Column(f"{name}_known_to", label, field(f"{name}_precision"), labels=named(Precision.choices), into=f"{name}_precision")


AWARD = (
    Column("title", _("honorary title"), field("title"), labels=named(choices.Title.choices), into="title"),
    Column("state", _("state"), field("state"), labels=named(choices.State.choices), into="state"),
    *in_languages("family_name", _("family name")),
    *in_languages("given_name", _("given name")),
    *in_languages("other_name", _("patronymic or other names")),
    Column("family_first", _("the family name is said first"), field("family_first"), "flag", into="family_first"),
    Column("native_name", _("name in its own script"), field("native_name"), into="native_name"),
    Column("native_lang", _("language of that name"), field("native_lang"), into="native_lang"),
    *in_languages("prefix", _("academic title before the name")),
    Column("country", _("country"), code("country"), labels=from_table(Country), into="country"),
    *in_languages("affiliation_then", _("organisation at that time")),
    Column("partner", _("our partner"), shown("partner"), labels=partner_names, readers=VISITORS),
    Column("partner", _("our partner"), slug("partner"), labels=partner_names, into="partner", readers=STAFF),
    Column("fields", _("fields (ISCED-F)"), codes("isced_f"), "list", labels=from_table(FieldOfStudy), into="isced_f"),
    *in_languages("decision_body", _("who decided")),
    Column("decided_on", _("decided on"), field("decided_on"), "date", into="decided_on"),
    known_to("decided", _("decision known to the")),
    Column("decision_no", _("number of the decision"), field("decision_no"), into="decision_no"),
    Column("conferred_on", _("conferred on"), field("conferred_on"), "date", into="conferred_on"),
    known_to("conferred", _("conferring known to the")),
    Column("ceremony", _("ceremony"), shown("ceremony"), labels=event_names, readers=VISITORS),
    Column("ceremony", _("ceremony"), slug("ceremony"), labels=event_names, into="ceremony", readers=STAFF),
    Column("withdrawn_on", pgettext_lazy("an honorary title", "withdrawn on"), field("withdrawn_on"), "date", into="withdrawn_on"),
    known_to("withdrawn", _("withdrawal known to the")),
    Column("year", _("year"), field("year"), "number", readers=VISITORS),
    Column("died_in", _("year of death"), field("died_in"), "number", into="died_in"),
    *in_languages("grounds", _("grounds")),
    *in_languages("contribution", _("contribution to our university")),
    *in_languages("biography", _("biography")),
    Column("orcid", "ORCID iD", field("orcid"), into="orcid"),
    Column("wikidata", "Wikidata", field("wikidata"), into="wikidata"),
    Column("portrait_permission", _("who allowed the portrait, and when"), field("photo_permission"), into="photo_permission", readers=STAFF),
    Column("diploma_no", _("number of the diploma"), field("diploma_no"), into="diploma_no", readers=STAFF),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("more_sources", _("further sources"), field("more_sources"), into="more_sources"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)
