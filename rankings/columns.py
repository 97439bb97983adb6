"""The columns of the section's files. A column is published as soon as it is named, but for those that are for staff."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Precision
from core.columns import ROW, by_name, code, field, from_table, in_languages, named, page_address, public_role, role, slug
from core.exports import STAFF, VISITORS, Column
from core.models import Country, FieldOfStudy
from partners.models import Partner
from rankings import choices
from rankings.models.ranking import Ranking


def ranking_names():
    return by_name(Ranking)


def partner_names():
    return by_name(Partner)


def shown_partner(row):
    return row.shown_partner.slug if row.shown_partner else ""


RANKING = (
    *in_languages("name", _("name")),
    *in_languages("publisher", _("publisher")),
    Column("site", _("site of the ranking"), field("home_url"), into="home_url"),
    *in_languages("measures", _("what it measures")),
    *in_languages("usage_note", _("how to read it")),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)

RESULT = (
    Column("ranking", _("ranking"), slug("ranking"), labels=ranking_names, into="ranking"),
    Column("year", _("year of the edition"), field("year"), "number", into="year"),
    Column("edition", _("edition"), field("edition"), into="edition"),
    Column("published_on", _("published on"), field("published_on"), "date", into="published_on"),
    Column("scope", _("among whom"), field("scope"), labels=named(choices.Scope.choices), into="scope"),
    *in_languages("subject", _("subject, region or theme")),
    Column("field", _("field (ISCED-F)"), code("isced_f"), labels=from_table(FieldOfStudy), into="isced_f"),
    *in_languages("metric", _("indicator")),
    Column("outcome", _("what it says"), field("outcome"), labels=named(choices.Outcome.choices), into="outcome"),
    Column("rank_from", _("place"), field("rank_from"), "number", into="rank_from"),
    Column("rank_to", _("to place"), field("rank_to"), "number", into="rank_to"),
    Column("participants", _("of how many"), field("participants"), "number", into="participants"),
    Column("national_from", _("place in Belarus"), field("national_from"), "number", into="national_from"),
    Column("national_to", _("to place in Belarus"), field("national_to"), "number", into="national_to"),
    Column("score", _("score"), field("score"), "decimal", into="score"),
    Column("checked_on", _("checked on"), field("checked_on"), "date", into="checked_on"),
    *in_languages("comment", _("remark")),
    *ROW,
)

AFFILIATION = (
    Column("kind", _("kind"), field("kind"), labels=named(choices.Kind.choices), into="kind"),
    *in_languages("name", _("organisation")),
    Column("acronym", _("acronym"), field("acronym"), into="acronym"),
    Column("site", _("site of the organisation"), field("url"), into="url"),
    Column("country", _("country"), code("country"), labels=from_table(Country), into="country"),
    Column("international", _("international"), field("international"), "flag", into="international"),
    Column("partner", _("partner"), shown_partner, labels=partner_names, readers=VISITORS),
    Column("partner", _("partner"), slug("partner"), labels=partner_names, into="partner", readers=STAFF),
    Column("membership", _("membership"), field("membership"), labels=named(choices.Membership.choices), into="membership"),
    Column("since", _("since"), field("since"), "date", into="since"),
    Column("precision", _("known to the"), field("precision"), labels=named(Precision.choices), into="precision"),
    Column("until", _("until"), field("until"), "date", into="until"),
    Column("scope", pgettext_lazy("what a statement is about", "about"), field("scope"), labels=named(choices.About.choices), into="scope"),
    *in_languages("scope_note", _("which faculty or programme")),
    *in_languages("our_role", _("our part in it")),
    Column("representative", _("our representative"), public_role("our_representative"), readers=VISITORS),
    Column("representative", _("our representative"), role("our_representative"), into="our_representative", readers=STAFF),
    *in_languages("what_it_means", _("what it means")),
    Column("certificate_no", _("number of the certificate"), field("certificate_no"), into="certificate_no"),
    Column("issued_on", _("issued on"), field("issued_on"), "date", into="issued_on"),
    Column("valid_until", _("valid until"), field("valid_until"), "date", into="valid_until"),
    Column("logo_permission", _("who allowed the logo, and when"), field("logo_permission"), into="logo_permission", readers=STAFF),
    Column("checked_on", _("checked on"), field("checked_on"), "date", into="checked_on"),
    *ROW,
)
