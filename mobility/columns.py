"""The columns of the section's files. Visitors get a file of calls, a column of it is published as soon as it is named, but for those that are for staff."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Qualifier
from core.columns import (
    ROW,
    TEXTS,
    both,
    by_name,
    code,
    codes,
    field,
    for_staff_only,
    from_table,
    in_languages,
    lines,
    list_of,
    named,
    page_address,
    public_role,
    role,
    slug,
)
from core.exports import STAFF, VISITORS, Column
from core.languages import CODES
from core.models import Contact, Country, FieldOfStudy
from core.money import Currency
from core.panels import labelled
from mobility import choices
from mobility.choices import CallState
from mobility.meanings import Papers
from partners.choices import EQF, Direction
from partners.models import Partner

RESULT = _("result")
PAPERS_SCHEMA = list_of(kind={"enum": choices.PaperKind.values}, name=TEXTS)


def partner_names():
    return by_name(Partner)


def shown_partner(call):
    return call.shown_partner.slug if call.shown_partner else ""


def shown_agreement(call):
    return page_address(call.shown_agreement) if call.shown_agreement else ""


def agreement(call):
    return page_address(call.agreement) if call.agreement_id else ""


def shown_contact(call):
    return public_role("contact" if Contact.shown(call.contact) else "owner")(call)


def papers(call):
    return [{"kind": paper.kind, "name": both(paper, "name")} for paper in call.papers.all()]


def result(name):
    """Told once the call is closed."""
    return lambda call: getattr(call, name) if call.state == CallState.CLOSED else ""


DIRECTION = Column("direction", _("which way"), field("direction"), labels=named(Direction.choices), into="direction")
ACTIVITY = Column("activity", _("what for"), field("activity"), labels=named(choices.Activity.choices), into="activity")
PARTNER = Column("partner", _("partner"), slug("partner"), labels=partner_names, into="partner", readers=STAFF)
COUNTRY = Column("country", _("country"), code("country"), labels=from_table(Country), into="country")

CALL = (
    *in_languages("title", _("title")),
    DIRECTION,
    ACTIVITY,
    Column("who", _("for whom"), field("who"), "list", labels=named(choices.Who.choices), into="who"),
    Column("partner", _("partner"), shown_partner, labels=partner_names, readers=VISITORS),
    PARTNER,
    Column("agreement", _("agreement"), shown_agreement, readers=VISITORS),
    Column("agreement", _("agreement"), agreement, into="agreement", readers=STAFF),
    *in_languages("programme_name", _("mobility programme")),
    Column("state", _("state"), field("state"), labels=named(choices.CallState.choices), readers=VISITORS),
    Column("opens_at", _("applications from"), field("opens_at"), "moment", into="opens_at"),
    Column("closes_at", _("applications until"), field("closes_at"), "moment", into="closes_at"),
    Column("nomination_by", _("nominations by"), field("nomination_by"), "moment", into="nomination_by"),
    Column("result_by", _("results by"), field("result_by"), "moment", into="result_by"),
    Column("period_from", _("stay from"), field("period_from"), "date", into="period_from"),
    Column("period_to", _("stay until"), field("period_to"), "date", into="period_to"),
    *in_languages("length", _("length of stay")),
    Column("places", _("places"), lambda call: call.places_shown[0], "number", readers=VISITORS),
    Column("own_places", _("places, where the agreement does not say"), field("places"), "number", into="places", readers=STAFF),
    Column("fields", _("fields (ISCED-F)"), codes("isced_f"), "list", labels=from_table(FieldOfStudy), into="isced_f"),
    Column("levels", _("levels of study"), field("eqf_levels"), "list", labels=named(EQF), into="eqf_levels"),
    Column("year_from", _("from year of study"), field("year_from"), "number", into="year_from"),
    Column("year_to", _("to year of study"), field("year_to"), "number", into="year_to"),
    Column("languages", _("languages and levels (CEFR)"), field("language_skills"), into="language_skills"),
    *in_languages("other_eligibility", _("what else is asked of applicants")),
    Column("papers", pgettext_lazy("of a call", "papers"), papers, "list", lines(Papers), PAPERS_SCHEMA, into=Papers),
    Column("funding", _("funding"), field("funding"), labels=named(choices.Funding.choices), into="funding"),
    Column("grant", _("grant"), field("grant_amount"), "decimal", into="grant_amount"),
    Column("currency", _("currency"), field("grant_currency"), labels=named(Currency.choices), into="grant_currency"),
    *in_languages("covers", _("what it covers")),
    *in_languages("summary", _("summary")),
    *in_languages("description", _("about the call")),
    *in_languages("how_to_apply", _("how to apply")),
    Column("apply_url", _("where one applies online"), field("apply_url"), into="apply_url"),
    *(Column(f"result_note_{lang}", labelled(RESULT, lang), result(f"result_note_{lang}"), readers=VISITORS) for lang in CODES),
    *(Column(f"result_note_{lang}", labelled(RESULT, lang), field(f"result_note_{lang}"), into=f"result_note_{lang}", readers=STAFF) for lang in CODES),
    Column("contact", _("our contact"), shown_contact, readers=VISITORS),
    Column("contact_of_call", _("contact of the call"), role("contact"), into="contact", readers=STAFF),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)

FLOW = for_staff_only(
    [
        Column("year", _("year"), field("year"), "number", into="year"),
        Column("year_from", _("counted from"), field("year_from"), "number", into="year_from"),
        DIRECTION,
        COUNTRY,
        PARTNER,
        Column("group", pgettext_lazy("who is counted", "who"), field("group"), labels=named(choices.Group.choices), into="group"),
        Column("number", pgettext_lazy("how many", "number"), field("number"), "number", into="number"),
        Column("qualifier", _("meant as"), field("qualifier"), labels=named(Qualifier.choices), into="qualifier"),
        Column("fact", _("fact"), lambda row: row.fact.key if row.fact_id else "", into="fact"),
        *in_languages("note", _("remark")),
        *ROW,
    ]
)

REPORT = for_staff_only(  # personal data: never a file for visitors
    [
        *in_languages("title", _("title")),
        *in_languages("text", _("report")),
        *in_languages("advice", _("advice to those who go next")),
        *in_languages("author", _("how the author is named")),
        Column("who", pgettext_lazy("whose report it is", "who"), field("who"), labels=named(choices.Who.choices), into="who"),
        DIRECTION,
        ACTIVITY,
        PARTNER,
        COUNTRY,
        Column("stayed_from", _("stayed from"), field("stayed_from"), "date", into="stayed_from"),
        Column("stayed_to", _("stayed until"), field("stayed_to"), "date", into="stayed_to"),
        Column("consent_on", _("agreed to publication on"), field("consent_on"), "date", into="consent_on"),
        Column("consent_until", _("the consent holds until"), field("consent_until"), "date", into="consent_until"),
        Column("consent_evidence", _("where the consent is kept"), field("consent_evidence"), into="consent_evidence"),
        Column("withdrawn_on", _("consent withdrawn on"), field("withdrawn_on"), "date", into="withdrawn_on"),
        *ROW,
    ]
)


def term_lines(sheet):
    return [" | ".join([str(term.get_term_display()), term.nominations_by, term.applications_by]) for term in sheet.terms.all()]


def told(relation):
    """Kind, texts and addresses of what stands inside a sheet, one a line; for reading, not for an import."""

    def found(sheet):
        rows = getattr(sheet, relation).all()
        names = [*(f"{name}_{lang}" for name in ("name", "details") for lang in CODES), "email", "phone", *(f"page_{lang}" for lang in CODES)]
        return [" | ".join(filter(None, [str(row.get_kind_display()), *(getattr(row, name, "") for name in names)])) for row in rows]

    return found


SHEET = for_staff_only(
    [
        Column("academic_year", _("academic year"), field("academic_year")),
        Column("contact", _("contact for nominations and applications"), role("contact")),
        Column("decision_weeks", _("weeks until we decide"), field("decision_weeks"), "number"),
        Column("transcript_weeks", _("weeks until the transcript of records is sent"), field("transcript_weeks"), "number"),
        Column("terms", _("dates by term"), term_lines, "list", written=term_lines),
        *(
            Column(name, label, told(name), "list", written=told(name))
            for name, label in [
                ("infos", _("information")),
                ("accessibility", _("help for people with special needs")),
                ("requirements", _("requirements")),
            ]
        ),
        *in_languages("academic_calendar", _("terms of the academic year")),
        *in_languages("grading", _("how we grade")),
        *in_languages("languages", _("languages of teaching and what we expect")),
        *in_languages("catalogue_url", _("course catalogue")),
        *in_languages("calendar_url", _("academic calendar")),
        *ROW,
    ]
)
