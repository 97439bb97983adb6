"""The columns of the section's files. Nothing internal stands here: a column is published as soon as it is named."""

from django.utils.translation import gettext_lazy as _

from core.choices import Precision
from core.exports import Column
from core.languages import CODES, active, text_of
from core.meta import absolute
from core.models import Country, FieldOfStudy
from core.models.contacts import SPOKEN
from core.panels import labelled
from partners import choices
from partners.models.agreement import CooperationForm


def field(name):
    """The record's own field."""
    return lambda record: getattr(record, name)


def in_languages(name, label):
    """A column for each language."""
    return [Column(f"{name}_{code}", labelled(label, code), field(f"{name}_{code}")) for code in CODES]


def named(codes):
    """The names of a fixed list."""
    return lambda: {value: str(label) for value, label in codes}


def from_table(model):
    """The names of a vocabulary that stands in a table."""
    return lambda: model.objects.names(active())


def country_codes(agreement):
    return list(dict.fromkeys(partner.country.code for partner in agreement.partners if partner.live))


def partner_names(agreement):
    return [text_of(partner, "name")[0] for partner in agreement.partners if partner.live]


PARTNER = (
    *in_languages("name", _("name")),
    Column("native_name", _("native name"), field("native_name")),
    *in_languages("acronym", _("acronym")),
    Column("former_names", _("former names"), lambda partner: [text_of(former, "name")[0] for former in partner.former_names.all()], "list"),
    Column("kind", _("kind"), field("kind"), labels=named(choices.PartnerKind.choices)),
    Column("country", _("country"), lambda partner: partner.country.code, labels=from_table(Country)),
    *in_languages("city", _("city")),
    Column("ror_id", _("ROR identifier"), field("ror_id")),
    *in_languages("website", _("site")),
    Column("relationship_since", _("cooperation since"), field("relationship_since"), "number"),
    Column("status", _("status"), field("status"), labels=named(choices.PartnerStatus.choices)),
    Column("agreements", _("public agreements"), field("agreements_total"), "number"),
    *in_languages("summary", _("summary")),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("source", _("public source"), field("source_url")),
    Column("address", _("page"), lambda partner: absolute(partner.url)),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)

AGREEMENT = (
    Column("number", _("number"), field("code")),
    *in_languages("title", _("title")),
    Column("kind", _("kind"), field("kind"), labels=named(choices.AgreementKind.choices)),
    Column("partners", _("partners"), partner_names, "list"),
    Column("countries", _("countries"), country_codes, "list", labels=from_table(Country)),
    Column("signed_on", _("signed on"), field("signed_on"), "date"),
    Column("signed_known_to", _("signing known to the"), field("signed_precision"), labels=named(Precision.choices)),
    Column("in_force_from", _("in force from"), field("in_force_from"), "date"),
    Column("valid_until", _("valid until"), field("valid_until"), "date"),
    Column("open_ended", _("without an end date"), field("open_ended"), "flag"),
    Column("renewal", _("renewal"), field("renewal"), labels=named(choices.RenewalRule.choices)),
    Column("status", _("status"), field("status"), labels=named(choices.Status.choices)),
    Column("forms", _("forms of cooperation"), lambda row: [form.code for form in row.forms.all()], "list", labels=from_table(CooperationForm)),
    Column("fields", _("fields (ISCED-F)"), lambda row: [subject.code for subject in row.isced_f.all()], "list", labels=from_table(FieldOfStudy)),
    Column("text_languages", _("languages of the text"), field("text_languages"), "list", labels=named(SPOKEN)),
    Column("tuition_waiver", _("tuition waiver"), field("tuition_waiver"), labels=named(choices.Waiver.choices)),
    *in_languages("summary", _("summary")),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("source", _("public source"), field("source_url")),
    Column("address", _("page"), lambda row: absolute(row.url)),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)
