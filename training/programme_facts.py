"""What a programme's page lists as facts."""

from babel.numbers import format_decimal
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.details import fact_rows, text_rows
from core.languages import active, text_of
from core.templatetags.core_tags import or_unknown
from training.choices import IN_STUDY_LANGUAGE


def duration_text(programme):
    """«6 лет», "10 months", '' where no source says."""
    months = programme.duration_months
    if not months:
        return ""
    if months % 12:
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    return ngettext("%(n)d year", "%(n)d years", months // 12) % {"n": months // 12}


def months_text(months):
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else ""


def languages_text(programme):
    """«на русском языке, на английском языке»; '' where no source says."""
    return ", ".join(str(IN_STUDY_LANGUAGE[code]) for code in programme.languages_taught)


def variant_rows(programme):
    """Each language of teaching: the level one needs, who tests it."""
    tests = {True: _("the university tests it itself"), False: _("shown by a certificate"), None: ""}
    return [
        {
            "language": capfirst(str(IN_STUDY_LANGUAGE[variant.language])),
            "level": _("%(level)s at entry (CEFR)") % {"level": variant.entry_level} if variant.entry_level else "",
            "test": tests[variant.own_test],
        }
        for variant in programme.variants.all()
    ]


def study_facts(programme):
    """Months of study, the kinds of them, and where it is taught; only what is known."""
    here = {True: capfirst(_("yes")), False: capfirst(_("no")), None: ""}[programme.whole_course_here]
    rows = [
        (_("Teaching"), months_text(programme.teaching_months)),
        (_("Clinical training"), months_text(programme.clinical_months)),
        (_("Internship"), months_text(programme.internship_months)),
        (_("Whole course in Minsk"), here),
        (_("Taught elsewhere"), text_of(programme, "joint_delivery")[0]),
    ]
    return fact_rows(rows)


def key_facts(programme):
    """Label and value; what every reader looks for is said to be unknown where it is."""
    field, credits = programme.isced_f, programme.credits
    rows = [
        (_("Level"), capfirst(programme.get_level_display())),
        (_("Languages"), or_unknown(capfirst(languages_text(programme)))),
        (_("Length"), or_unknown(duration_text(programme))),
        (_("Mode of study"), capfirst(programme.get_mode_display())),
        (_("Qualification"), capfirst(text_of(programme, "qualification")[0])),
        (_("Faculty"), programme.faculty and text_of(programme.faculty, "name")[0]),
        (_("Field (ISCED-F)"), field and f"{field.code} {text_of(field, 'name')[0]}"),
        (_("Level of qualification (EQF)"), programme.eqf),
        (_("National code"), programme.national_code),
        (_("Credits"), credits and f"{format_decimal(credits.normalize(), locale=active())} {programme.credit_system}".strip()),
        (_("Places for foreign applicants"), programme.places),
    ]
    return [*fact_rows(rows), *study_facts(programme)]


def texts(programme):
    """The longer texts with their headings."""
    return text_rows(
        programme,
        (_("Subjects and tests at entry"), "entry_subjects"),
        (_("Language at the bedside"), "clinical_language"),
        (pgettext("heading", "Russian classes"), "language_classes"),
        (_("What is taught"), "curriculum"),
        (_("What graduates do"), "careers"),
    )
