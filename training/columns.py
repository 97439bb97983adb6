"""The columns of the section's files. Visitors get files of programmes, fees, other costs and recognition; the other lists are the office's own.

A column of these four is published as soon as it is named, but for those that are for staff.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    slugs,
)
from core.exports import STAFF, VISITORS, Column
from core.languages import text_of
from core.models import Country, FieldOfStudy
from partners.choices import EQF
from training import choices
from training.leaves.recognition import our_value
from training.meanings import Conditions, LanguageVariants
from training.models import Programme

VARIANTS_SCHEMA = list_of(language={"type": "string"}, entry_level={"type": "string"}, own_test={"type": ["boolean", "null"]})
CONDITIONS_SCHEMA = list_of(
    measure={"enum": choices.Measure.values},
    requirement=TEXTS,
    threshold={"type": ["integer", "null"]},
    our_value=TEXTS,
    met={"enum": choices.Met.values},
)


def programme_names():
    return by_name(Programme)


def variant_data(record):
    return [{"language": variant.language, "entry_level": variant.entry_level, "own_test": variant.own_test} for variant in record.variants.all()]


def condition_data(statement):
    return [
        {
            "measure": condition.measure,
            "requirement": both(condition, "requirement"),
            "threshold": condition.threshold,
            "our_value": both(condition, "our_value"),
            "met": str(our_value(condition, statement.programme)[1]),
        }
        for condition in statement.conditions.all()
    ]


def countries(label):
    return Column("countries", label, codes("countries"), "list", labels=from_table(Country), into="countries")


LEVELS = Column("levels", _("levels"), field("levels"), "list", labels=named(choices.Level.choices), into="levels")
YEAR = Column("academic_year", _("academic year"), field("academic_year"), into="academic_year")
COUNTRY = Column("country", _("country"), code("country"), labels=from_table(Country), into="country")
PROGRAMME_OF_ROW = Column("programme", _("programme"), slug("programme"), labels=programme_names, into="programme")

PROGRAMME = (
    *in_languages("name", _("name")),
    *in_languages("short_name", _("short name")),
    Column("level", _("level"), field("level"), labels=named(choices.Level.choices), into="level"),
    Column("field", _("field (ISCED-F)"), code("isced_f"), labels=from_table(FieldOfStudy), into="isced_f"),
    Column("eqf", _("level of the European Qualifications Framework"), field("eqf"), labels=named(EQF), into="eqf"),
    Column("national_code", _("code of the national classifier"), field("national_code"), into="national_code"),
    Column("faculty", _("faculty or department"), lambda row: text_of(row.faculty, "name")[0] if row.faculty_id else "", into="faculty"),
    *in_languages("qualification", _("qualification, as in the diploma")),
    Column("duration_months", _("length, months"), field("duration_months"), "number", into="duration_months"),
    Column("teaching_months", _("of it teaching, months"), field("teaching_months"), "number", into="teaching_months"),
    Column("clinical_months", _("of it clinical training, months"), field("clinical_months"), "number", into="clinical_months"),
    Column("internship_months", _("internship after it, months"), field("internship_months"), "number", into="internship_months"),
    Column("whole_course_here", _("the whole course is taught in Minsk"), field("whole_course_here"), "flag", into="whole_course_here"),
    *in_languages("joint_delivery", _("what is taught elsewhere")),
    Column("languages", _("languages of teaching"), variant_data, "list", written=lines(LanguageVariants), schema=VARIANTS_SCHEMA, into=LanguageVariants),
    *in_languages("clinical_language", _("language at the bedside")),
    *in_languages("language_classes", _("Russian classes")),
    Column("credits", _("credits"), field("credits"), "decimal", into="credits"),
    Column("credit_system", _("credit system"), field("credit_system"), into="credit_system"),
    Column("mode", _("mode of study"), field("mode"), labels=named(choices.Mode.choices), into="mode"),
    *in_languages("entry_subjects", _("subjects and tests at entry")),
    *in_languages("summary", _("summary")),
    *in_languages("curriculum", _("what is taught")),
    *in_languages("careers", _("what graduates do")),
    Column("places", _("places for foreign applicants"), field("places"), "number", into="places"),
    Column("state", _("state"), field("state"), labels=named(choices.ProgrammeState.choices), into="state"),
    Column("contact", _("contact"), public_role("owner"), readers=VISITORS),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)

PAYMENT = (
    Column("currency", _("currency"), field("currency"), into="currency"),
    Column("per", _("due"), field("per"), labels=named(choices.Per.choices), into="per"),
    Column("times_a_year", _("times in an academic year"), field("times_a_year"), "number", into="times_a_year"),
)

FEE = (
    PROGRAMME_OF_ROW,
    YEAR,
    Column("language", _("language of teaching"), field("language"), labels=named(choices.STUDY_LANGUAGES), into="language"),
    Column("group", _("for whom"), field("applicant_group"), labels=named(choices.Group.choices), into="applicant_group"),
    countries(_("countries")),
    Column("amount", _("amount"), field("amount"), "decimal", into="amount"),
    *PAYMENT,
    *in_languages("includes", _("what it includes")),
    *in_languages("instalments", _("payment in parts")),
    Column("valid_from", _("valid from"), field("valid_from"), "date", into="valid_from"),
    Column("valid_through", _("valid through"), field("valid_through"), "date", into="valid_through"),
    Column("order_no", _("order, number"), field("order_no"), into="order_no", readers=STAFF),
    Column("order_date", _("order, date"), field("order_date"), "date", into="order_date", readers=STAFF),
    *ROW,
)

EXTRA_COST = (
    Column("kind", _("what for"), field("kind"), labels=named(choices.CostKind.choices), into="kind"),
    Column("amount_from", _("amount, or the least"), field("amount_from"), "decimal", into="amount_from"),
    Column("amount_to", _("the most"), field("amount_to"), "decimal", into="amount_to"),
    *PAYMENT,
    Column("optional", _("not everybody pays it"), field("optional"), "flag", into="optional"),
    Column("as_of", _("as of"), field("as_of"), "date", into="as_of"),
    *in_languages("note", _("remark")),
    *ROW,
)

RATE = for_staff_only(
    [
        Column("base", _("one unit of"), field("base"), into="base"),
        Column("quote", _("is worth, in"), field("quote"), into="quote"),
        Column("rate", _("rate"), field("rate"), "decimal", into="rate"),
        Column("as_of", _("as of"), field("as_of"), "date", into="as_of"),
        *ROW,
    ]
)

SCHOLARSHIP = for_staff_only(
    [
        *in_languages("name", _("name")),
        *in_languages("funder", _("who pays")),
        YEAR,
        LEVELS,
        countries(_("citizens of")),
        Column("amount", _("amount"), field("amount"), "decimal", into="amount"),
        Column("currency", _("currency"), field("currency"), into="currency"),
        Column("per", _("paid"), field("per"), labels=named(choices.Per.choices), into="per"),
        *in_languages("covers", _("what it covers")),
        Column("deadline", _("apply by"), field("deadline"), "date", into="deadline"),
        *in_languages("how", _("how to apply")),
        *ROW,
    ]
)

INTAKE = for_staff_only(
    [
        *in_languages("label", _("name")),
        YEAR,
        Column("programmes", _("programmes"), slugs("programmes"), "list", labels=programme_names, into="programmes"),
        Column("category", _("for whom"), field("category"), labels=named(choices.Category.choices), into="category"),
        Column("application_opens", _("applications from"), field("application_opens"), "date", into="application_opens"),
        Column("application_closes", _("applications until"), field("application_closes"), "date", into="application_closes"),
        Column("invitation_request_by", _("ask for the invitation by"), field("invitation_request_by"), "date", into="invitation_request_by"),
        Column("interviews_from", _("interviews from"), field("interviews_from"), "date", into="interviews_from"),
        Column("interviews_to", _("interviews until"), field("interviews_to"), "date", into="interviews_to"),
        Column("arrive_by", _("arrive by"), field("arrive_by"), "date", into="arrive_by"),
        Column("studies_start", _("studies begin"), field("studies_start"), "date", into="studies_start"),
        Column("apply_url", _("where one applies online"), field("apply_url"), into="apply_url"),
        *ROW,
    ]
)

DOCUMENT = for_staff_only(
    [
        *in_languages("name", _("paper")),
        Column("stage", _("asked for"), field("stage"), labels=named(choices.Stage.choices), into="stage"),
        LEVELS,
        YEAR,
        Column("reach", _("for whom"), field("reach"), labels=named(choices.Reach.choices), into="reach"),
        countries(_("countries")),
        Column("form", _("original or copy"), field("form"), labels=named(choices.Form.choices), into="form"),
        Column("copies", _("copies"), field("copies"), "number", into="copies"),
        Column("translation", _("translation"), field("translation"), labels=named(choices.Translation.choices), into="translation"),
        Column("legalisation", _("legalisation"), field("legalisation"), labels=named(choices.Legalisation.choices), into="legalisation"),
        Column("max_age_months", _("not older than, months"), field("max_age_months"), "number", into="max_age_months"),
        Column("form_code", _("number of the form"), field("form_code"), into="form_code"),
        *in_languages("how", _("how to get it")),
        Column("order", _("order"), field("order"), "number", into="order"),
        *ROW,
    ]
)

ENTRY = for_staff_only(
    [
        Column("country", _("country of schooling"), code("country"), labels=from_table(Country), into="country"),
        LEVELS,
        YEAR,
        *in_languages("certificate", _("certificate")),
        Column("certificate_native", _("certificate, in the country's own language"), field("certificate_native"), into="certificate_native"),
        Column("native_lang", _("language of that name"), field("native_lang"), into="native_lang"),
        *in_languages("minimum", _("minimum")),
        *in_languages("subjects", _("subjects")),
        *in_languages("note", _("remark")),
        *ROW,
    ]
)

VISA = for_staff_only(
    [
        Column("country", _("citizens of"), code("country"), labels=from_table(Country), into="country"),
        Column("needs_invitation", _("an invitation is needed"), field("needs_invitation"), "flag", into="needs_invitation"),
        Column("needs_visa", _("a visa is needed"), field("needs_visa"), "flag", into="needs_visa"),
        Column("invitation_months", _("an invitation is valid for, months"), field("invitation_months"), "number", into="invitation_months"),
        Column("applies", _("who asks for the invitation"), field("applies"), labels=named(choices.Actor.choices), into="applies"),
        Column("in_person", _("in person"), field("in_person"), "flag", into="in_person"),
        Column("days_to_issue", _("how long it takes, working days"), field("days_to_issue"), "number", into="days_to_issue"),
        *in_languages("details", _("what else to know")),
        *ROW,
    ]
)

NOTICE = for_staff_only(
    [
        *in_languages("title", _("title")),
        *in_languages("text", _("text")),
        countries(_("countries")),
        Column("valid_until", _("shown until"), field("valid_until"), "date", into="valid_until"),
        *ROW,
    ]
)

RECOGNITION = (
    *in_languages("authority", _("authority")),
    Column("authority_url", _("site of the authority"), field("authority_url"), into="authority_url"),
    COUNTRY,
    Column("scope", pgettext_lazy("what a statement is about", "about"), field("scope"), labels=named(choices.Scope.choices), into="scope"),
    PROGRAMME_OF_ROW,
    Column(
        "status_now",
        _("status today"),
        field("status_now"),
        labels=named([*choices.RecognitionStatus.choices, (choices.RECHECK, choices.RECHECK_LABEL)]),
        readers=VISITORS,
    ),
    Column("status", _("status"), field("status"), labels=named(choices.RecognitionStatus.choices), into="status", readers=STAFF),
    *in_languages("graduate_must", _("what the graduate still has to do")),
    Column("conditions", _("conditions of the regulator"), condition_data, "list", written=lines(Conditions), schema=CONDITIONS_SCHEMA, into=Conditions),
    Column("register_id", _("number in the authority's register"), field("register_id"), into="register_id"),
    Column("evidence", _("evidence: the page that says so"), field("evidence_url"), into="evidence_url"),
    Column("checked_on", _("checked on"), field("checked_on"), "date", into="checked_on"),
    Column("recheck_after_days", _("looked at again after, days"), field("recheck_after_days"), "number", into="recheck_after_days"),
    *ROW,
)

REPRESENTATIVE = for_staff_only(
    [
        *in_languages("legal_name", _("legal name")),
        COUNTRY,
        *in_languages("city", _("city")),
        Column("letter_no", _("letter of authority, number"), field("letter_no"), into="letter_no"),
        Column("valid_from", _("valid from"), field("valid_from"), "date", into="valid_from"),
        Column("valid_until", _("valid until"), field("valid_until"), "date", into="valid_until"),
        Column("withdrawn_on", _("withdrawn on"), field("withdrawn_on"), "date", into="withdrawn_on"),
        Column("state", _("state"), field("state"), labels=named(choices.RepresentativeState.choices)),
        *in_languages("services", _("what it may do")),
        Column("contacts", _("contacts for the public"), field("contacts"), into="contacts"),
        Column("in_list", _("named in the public list"), field("in_list"), "flag", into="in_list"),
        *ROW,
    ]
)

STEP = for_staff_only(
    [
        *in_languages("title", _("what")),
        Column("phase", _("when"), field("phase"), labels=named(choices.Phase.choices), into="phase"),
        Column("order", _("order"), field("order"), "number", into="order"),
        *in_languages("text", _("text")),
        Column("actor", _("who"), field("actor"), labels=named(choices.Actor.choices), into="actor"),
        *in_languages("duration", _("how long it takes")),
        Column("hours_after_arrival", _("due within, hours after arrival"), field("hours_after_arrival"), "number", into="hours_after_arrival"),
        LEVELS,
        *ROW,
    ]
)
