"""Whether one may apply now: from the intakes, said once and printed everywhere in the same words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.days import beginning
from core.languages import text_of
from training.choices import Category, IntakeState, ProgrammeState
from training.places import place
from training.published import Published

USUAL = (Category.ALL, Category.VISA, Category.VISA_FREE)


def nearest(intakes, now=None):
    """The intake that matters now: one that is open, the first to close; else the next to open; else the last that was.

    One for everybody, or for those with or without a visa, goes before one for few (transfer, graduates of the preparatory department).
    """
    now = now or timezone.now()
    ahead = [intake for intake in intakes if intake.state_at(now) != IntakeState.CLOSED]

    def rank(intake):
        state = intake.state_at(now)
        if state in (IntakeState.OPEN, IntakeState.CLOSING):
            return 0, intake.closes_at - now
        if state == IntakeState.ANNOUNCED:
            return 1, beginning(intake.application_opens) - now
        return 2, now - intake.closes_at

    return min(for_most(ahead) or ahead or for_most(intakes) or intakes, key=rank, default=None)


def for_most(intakes):
    return [intake for intake in intakes if intake.category in USUAL]


def applying(programme, intakes, now=None):
    """What templates/training/apply.html prints: the state, a sentence, the deadline, where the button leads and what it says."""
    now = now or timezone.now()
    ask = {"href": place("enquiry/", programme=programme.slug), "button": _("Ask the office"), "deadline": None, "intake": ""}
    if not programme.takes_students:
        texts = {ProgrammeState.NO_NEW: _("Takes no new students"), ProgrammeState.ARCHIVED: _("No longer taught")}
        return {**ask, "state": "closed", "text": texts[programme.state], "href": place("programmes/"), "button": _("Other programmes")}
    intake = nearest(intakes, now)
    if not intake:
        return {**ask, "state": "unknown", "text": _("Dates not published yet")}
    state = intake.state_at(now)
    ask["intake"] = f"{text_of(intake, 'label')[0]}, {intake.get_category_display()}"
    if state == IntakeState.ANNOUNCED:
        text = _("Applications open on %(day)s") % {"day": shown(intake.application_opens)}
        return {**ask, "state": state.value, "text": text, "href": prepare(programme, intake), "button": _("Prepare the papers")}
    if state == IntakeState.CLOSED:
        return {**ask, "state": state.value, "text": _("Applications closed on %(day)s") % {"day": shown(intake.application_closes)}}
    text = _("Applications open until %(day)s") % {"day": shown(intake.application_closes)}
    href = intake.apply_url or prepare(programme, intake)
    return {**ask, "state": state.value, "text": text, "deadline": timezone.localtime(intake.closes_at), "href": href, "button": _("Apply")}


def shown(day):
    return date_format(day, "DATE_FORMAT")


def prepare(programme, intake):
    return place("checklist/", programme=programme.slug, start=intake.start_key)


def closing_soon():
    """Rows for the home page: applications that end within a fortnight, the first to close first."""
    now = timezone.now()
    found = [intake for intake in Published().intakes_of_open if intake.state_at(now) == IntakeState.CLOSING]
    return [closing_row(intake) for intake in sorted(found, key=lambda intake: intake.closes_at)]


def closing_row(intake):
    """Leads to the programme where it is of one only."""
    programmes = [programme for programme in intake.programmes.all() if programme.is_offered]
    alone = programmes[0] if len(programmes) == 1 else None
    title = ": ".join(filter(None, [alone and text_of(alone, "name")[0], text_of(intake, "label")[0]]))
    return {"title": title, "href": alone.url if alone else place("programmes/"), "deadline": timezone.localtime(intake.closes_at), "sample": intake.is_sample}
