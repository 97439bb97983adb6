"""The columns of the section's files. Nothing internal stands here: a column is published as soon as it is named."""

from django.utils.translation import gettext_lazy as _

from core.choices import Precision
from core.columns import codes, field, from_table, in_languages, named, page_address, public_role, role
from core.exports import STAFF, VISITORS, Column
from core.languages import text_of
from core.models import Country, FieldOfStudy
from core.models.contacts import SPOKEN
from partners import choices
from partners.conditions import CONDITIONS_SCHEMA, condition_data, condition_row, places_a_year
from partners.meanings import FormerNames, Parties
from partners.models.agreement import CooperationForm


def country_codes(agreement):
    return list(dict.fromkeys(partner.country.code for partner in agreement.partners if partner.live))


def partner_names(agreement):
    return [text_of(partner, "name")[0] for partner in agreement.partners if partner.live]


def all_partner_names(agreement):
    return [text_of(partner, "name")[0] for partner in agreement.partners]


def places(direction):
    """How many people a year, as the row of the list says it; None where the agreement lays down nothing."""
    return lambda row: places_a_year(row.conditions.all()).get(direction)


def condition_lines(row):
    return [" · ".join(filter(None, condition_line(condition))) for condition in row.conditions.all()]


def condition_line(condition):
    row = condition_row(condition)
    return [row["who"], row["way"], str(row["places"]), row["years"], row["time"], row["fields"], row["levels"], row["languages"]]


PARTNER = (
    *in_languages("name", _("name")),
    Column("native_name", _("native name"), field("native_name"), into="native_name"),
    Column("native_lang", _("language of the native name"), field("native_lang"), into="native_lang", readers=STAFF),
    *in_languages("acronym", _("acronym")),
    Column("former_names", _("former names"), lambda partner: [text_of(former, "name")[0] for former in partner.former_names.all()], "list", into=FormerNames),
    Column("kind", _("kind"), field("kind"), labels=named(choices.PartnerKind.choices), into="kind"),
    Column("country", _("country"), lambda partner: partner.country.code, labels=from_table(Country), into="country"),
    *in_languages("city", _("city")),
    Column("latitude", _("latitude"), field("latitude"), "number", into="latitude", readers=STAFF),
    Column("longitude", _("longitude"), field("longitude"), "number", into="longitude", readers=STAFF),
    Column("ror_id", _("ROR identifier"), field("ror_id"), into="ror_id"),
    *in_languages("website", _("site")),
    Column("relationship_since", _("cooperation since"), field("relationship_since"), "number", into="relationship_since"),
    Column("basis", _("how the link is known"), field("basis"), labels=named(choices.Basis.choices), into="basis", readers=STAFF),
    Column("status", _("status"), field("status"), labels=named(choices.PartnerStatus.choices), readers=VISITORS),
    Column("agreements", _("public agreements"), field("agreements_total"), "number", readers=VISITORS),
    *in_languages("summary", _("summary")),
    Column("contact", _("our contact"), public_role("coordinator_ours"), readers=VISITORS),
    Column("coordinator", _("our coordinator"), role("coordinator_ours"), into="coordinator_ours", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)

AGREEMENT = (
    Column("number", _("number"), field("code"), into="code"),
    *in_languages("title", _("title")),
    Column("kind", _("kind"), field("kind"), labels=named(choices.AgreementKind.choices), into="kind"),
    Column("partners", _("partners"), partner_names, "list", readers=VISITORS),
    Column("partners", _("partners"), all_partner_names, "list", into=Parties, readers=STAFF),
    Column("countries", _("countries"), country_codes, "list", labels=from_table(Country), readers=VISITORS),
    Column("signed_on", _("signed on"), field("signed_on"), "date", into="signed_on"),
    Column("signed_known_to", _("signing known to the"), field("signed_precision"), labels=named(Precision.choices), into="signed_precision"),
    Column("in_force_from", _("in force from"), field("in_force_from"), "date", into="in_force_from"),
    Column("valid_until", _("valid until"), field("valid_until"), "date", into="valid_until"),
    Column("open_ended", _("without an end date"), field("open_ended"), "flag", into="open_ended"),
    Column("renewal", _("renewal"), field("renewal"), labels=named(choices.RenewalRule.choices), into="renewal"),
    Column("renewal_months", _("renewed for, months"), field("renewal_months"), "number", into="renewal_months"),
    Column("notice_months", _("notice, months"), field("notice_months"), "number", into="notice_months", readers=STAFF),
    Column("lifecycle", _("state"), field("lifecycle"), labels=named(choices.Lifecycle.choices), into="lifecycle", readers=STAFF),
    Column("ended_on", _("ended on"), field("ended_on"), "date", into="ended_on", readers=STAFF),
    Column("ended_known_to", _("the end known to the"), field("ended_precision"), labels=named(Precision.choices), into="ended_precision", readers=STAFF),
    Column("status", _("status"), field("status"), labels=named(choices.Status.choices), readers=VISITORS),
    Column("binding", _("binding"), field("binding"), "flag", into="binding"),
    Column("parent", _("protocol to"), lambda row: page_address(row.parent) if row.parent_id else "", into="parent", readers=STAFF),
    Column("forms", _("forms of cooperation"), codes("forms"), "list", labels=from_table(CooperationForm), into="forms"),
    Column("fields", _("fields (ISCED-F)"), codes("isced_f"), "list", labels=from_table(FieldOfStudy), into="isced_f"),
    Column("text_languages", _("languages of the text"), field("text_languages"), "list", labels=named(SPOKEN), into="text_languages"),
    Column("tuition_waiver", _("tuition waiver"), field("tuition_waiver"), labels=named(choices.Waiver.choices), into="tuition_waiver"),
    Column("places_to_us", _("places a year, to us"), places(choices.Direction.INCOMING), "number", readers=VISITORS),
    Column("places_from_us", _("places a year, from us"), places(choices.Direction.OUTGOING), "number", readers=VISITORS),
    Column(
        "conditions",
        _("conditions of cooperation"),
        lambda row: [condition_data(condition) for condition in row.conditions.all()],
        written=condition_lines,
        schema=CONDITIONS_SCHEMA,
        readers=VISITORS,
    ),
    *in_languages("summary", _("summary")),
    Column("contact", _("our contact"), public_role("coordinator_ours"), readers=VISITORS),
    Column("coordinator", _("our coordinator"), role("coordinator_ours"), into="coordinator_ours", readers=STAFF),
    Column("coordinator_theirs", _("their coordinator"), field("coordinator_theirs"), into="coordinator_theirs", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)
