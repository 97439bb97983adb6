"""Which route is mine? Three questions; the answer follows from the levels that the programmes ask for."""

from django.utils.translation import gettext as _

from core.languages import text_of
from core.templatetags.core_tags import t
from training.asked import Asked, option, select
from training.choices import CEFR, IN_STUDY_LANGUAGE, Known, Level
from training.places import place

REACHED = {Known.NONE: "", Known.SOME: "A2", Known.WELL: "B1", Known.FLUENT: "B2"}  # CEFR level that each answer stands for
ORDER = ["", *(level for level, _label in CEFR)]
USUAL = "B2"  # where a programme names no level: what its teaching needs
SCHOOL = {"yes": _("yes, or this year"), "no": _("no")}
ENGLISH_COURSE_FROM = "B1"  # English is not taught from the beginning, so weaker applicants take the Russian course


def context(request, page, published):
    asked = Asked(request.GET, published)
    language = asked.look_up("language", {"ru": "ru", "en": "en"}, _("Please choose Russian or English."))
    known = asked.look_up("known", {value.value: value for value in Known}, _("Please say how well you know the language."))
    school = asked.look_up("school", SCHOOL, _("Please say whether you have finished school."))
    names = {"fields": fields(language, known, asked.word("school")), "wrong": asked.wrong, "route": None}
    if not (language and known and school):
        return names
    if asked.word("school") == "no":
        return {**names, "route": {"title": _("First finish school"), "text": unfinished(), "programmes": [], "ask_href": place("enquiry/")}}
    return {**names, "route": route(published, language, known)}


def unfinished():
    return _("Studies and preparatory courses both begin with a certificate of complete secondary education. Come back with these questions in your last year.")


def fields(language, known, school):
    return [
        select(
            "language", _("In which language do you want to study?"), [option(code, IN_STUDY_LANGUAGE[code], code == language) for code in ("ru", "en")], "—"
        ),
        select("known", _("How well do you know it?"), [option(value.value, value.label, value == known) for value in Known], "—"),
        select("school", _("Have you finished secondary school?"), [option(value, label, value == school) for value, label in SCHOOL.items()], "—"),
    ]


def route(published, language, known):
    """Direct entry where the level is enough for at least one programme, else the preparatory course that leads there.

    What real programmes ask for decides; invented ones are asked only where there is no real one.
    """
    degrees = [row for row in published.open_programmes if row.level == Level.DEGREE and language in row.languages_taught]
    degrees = [row for row in degrees if not row.is_sample] or degrees
    fitting = [row for row in degrees if reaches(known, row.variant(language).entry_level or USUAL)]
    ask_href = place("enquiry/")
    if fitting or (not degrees and reaches(known, USUAL)):
        text = _("Your level is enough to begin a degree programme. The university may check it in an interview.")
        return {"title": _("Direct entry"), "text": text, "programmes": rows(fitting), "ask_href": ask_href}
    if language == "en" and not reaches(known, ENGLISH_COURSE_FROM):
        text = _("English is not taught from the beginning here. With this level one takes the preparatory course in Russian, and studies in Russian after it.")
        return {"title": _("Preparatory course in Russian"), "text": text, "programmes": rows(preparatory(published, "ru")), "ask_href": ask_href}
    title = {"ru": _("Preparatory course in Russian"), "en": _("Preparatory course in English")}[language]
    text = _("One preparatory year brings you to the level that a degree programme asks for; its final test opens the way.")
    return {"title": title, "text": text, "programmes": rows(preparatory(published, language)), "ask_href": ask_href}


def reaches(known, level):
    return ORDER.index(REACHED[known]) >= ORDER.index(level)


def preparatory(published, language):
    return [row for row in published.open_programmes if row.level == Level.PREPARATORY and language in row.languages_taught]


def rows(programmes):
    return [{"title": t(row, "name"), "href": row.url, "sample": row.is_sample, "summary": text_of(row, "summary")[0]} for row in programmes]
