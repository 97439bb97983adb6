"""The columns of the section's files. The directory's hold what each person has made public; everything else is for staff."""

from django.utils.translation import gettext_lazy as _

from alumni import choices
from alumni.entry import public_facts
from core.columns import ROW, code, field, for_staff_only, from_table, in_languages, named, page_address, role
from core.exports import STAFF, Column
from core.languages import NAMES
from core.models import Country, FieldOfStudy

TEXT = {"type": "string"}


def public_fact(name):
    """Of what the person has made public; worked out once for each row of a file."""

    def value(graduate):
        if not hasattr(graduate, "told_facts"):
            graduate.told_facts = public_facts(graduate)
        return graduate.told_facts[name]

    return value


def passed_on(name):
    """What the representative of the country may know."""

    def value(graduate):
        found = graduate.passed_on(name)
        return "" if found is None else getattr(found, "code", found)

    return value


DIRECTORY = (
    Column("name", _("name"), public_fact("name")),
    Column("country", _("country"), lambda graduate: graduate.public_country.code if graduate.public_country_id else "", labels=from_table(Country)),
    Column("city", _("city"), public_fact("city")),
    Column("graduated", _("graduated in"), public_fact("year"), "number"),
    Column(
        "field", _("field (ISCED-F)"), lambda graduate: graduate.public_specialty.code if graduate.public_specialty_id else "", labels=from_table(FieldOfStudy)
    ),
    Column("faculty", _("faculty"), public_fact("faculty")),
    Column("post", _("post"), public_fact("position")),
    Column("work", _("place of work"), public_fact("employer")),
    Column("link", _("own page"), public_fact("link")),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)

GRADUATE = for_staff_only(  # personal data: never a file for visitors
    [
        Column("name_cyrillic", _("name in Cyrillic script"), field("name_cyrillic"), into="name_cyrillic"),
        Column("name_latin", _("name in Latin script"), field("name_latin"), into="name_latin"),
        Column("name_then", _("name at graduation"), field("name_then"), into="name_then"),
        Column("email", _("mail"), field("email"), into="email"),
        Column("phone", _("telephone"), field("phone"), into="phone"),
        Column("country", _("country of residence"), code("country"), labels=from_table(Country), into="country"),
        Column("city", _("city"), field("city"), into="city"),
        Column("citizenship_then", _("citizenship when studying"), code("citizenship_then"), labels=from_table(Country), into="citizenship_then"),
        Column("faculty", _("faculty"), field("faculty"), into="faculty"),
        Column("entry_year", _("began in"), field("entry_year"), "number", into="entry_year"),
        Column("graduation_year", _("graduated in"), field("graduation_year"), "number", into="graduation_year"),
        Column("study_language", _("language of study"), field("study_language"), labels=named(choices.LANGUAGES), into="study_language"),
        Column("field", _("field (ISCED-F)"), code("specialty"), labels=from_table(FieldOfStudy), into="specialty"),
        Column("post", _("post"), field("position"), into="position"),
        Column("work", _("place of work"), field("employer"), into="employer"),
        Column("language", _("language"), field("language"), labels=named(list(NAMES.items())), into="language"),
        Column("source_of_entry", _("where it comes from"), field("source"), labels=named(choices.Source.choices), into="source"),
        Column("legal_basis", _("legal basis"), field("legal_basis"), into="legal_basis"),
        Column("state", _("state"), field("state"), labels=named(choices.State.choices)),
        Column("contact_on", _("agreed to be kept on"), field("contact_on"), "date"),
        Column("publish_on", _("agreed to the directory on"), field("publish_on"), "date"),
        Column("represent_on", _("agreed to be passed to the representative on"), field("represent_on"), "date"),
        *ROW,
    ]
)

FOR_REPRESENTATIVE = (  # of those who agreed to it, and nothing more
    Column("name_cyrillic", _("name in Cyrillic script"), field("name_cyrillic")),
    Column("name_latin", _("name in Latin script"), field("name_latin")),
    Column("email", _("mail"), field("email")),
    *(
        Column(name, label, passed_on(name))
        for name, label in [
            ("city", _("city")),
            ("faculty", _("faculty")),
            ("graduation_year", _("graduated in")),
            ("specialty", _("field (ISCED-F)")),
            ("position", _("post")),
            ("employer", _("place of work")),
            ("link", _("own page")),
        ]
    ),
)

OFFICER = for_staff_only(
    [
        Column("role", _("office held"), field("role"), labels=named(choices.OfficerRole.choices), into="role"),
        *in_languages("name", _("name")),
        *in_languages("about", _("who it is")),
        Column("country", _("country"), code("country"), labels=from_table(Country), into="country"),
        Column("email", _("mail"), field("email"), into="email"),
        Column("since", _("since"), field("since"), "date", into="since"),
        Column("until", _("until"), field("until"), "date", into="until"),
        Column("consent_on", _("agreed to be named on"), field("consent_on"), "date", into="consent_on"),
        Column("consent_evidence", _("where the consent is kept"), field("consent_evidence"), into="consent_evidence"),
        *ROW,
    ]
)

SERVICE = for_staff_only(
    [
        Column("kind", _("kind"), field("kind"), labels=named(choices.ServiceKind.choices), into="kind"),
        *in_languages("name", _("name")),
        *in_languages("who", _("who may ask")),
        *in_languages("what_to_send", _("what to send")),
        *in_languages("how", _("how to ask")),
        Column("days", _("how long it takes, working days"), field("days"), "number", into="days"),
        *in_languages("price", _("what it costs")),
        Column("contact", _("contact"), role("contact"), into="contact"),
        *ROW,
    ]
)

STORY = (
    *in_languages("title", _("title")),
    *in_languages("person", _("name of the graduate")),
    *in_languages("summary", _("summary")),
    *in_languages("post", _("post and place of work")),
    Column("country", _("country"), code("country"), labels=from_table(Country), into="country"),
    Column("graduated", _("graduated in"), field("graduation_year"), "number", into="graduation_year"),
    Column("field", _("field (ISCED-F)"), code("specialty"), labels=from_table(FieldOfStudy), into="specialty"),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)
