"""The steps from the first question to studies; with a day of arrival, the days by which something is due."""

from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.languages import text_of
from core.models import Contact
from training.asked import Asked
from training.choices import Level, Phase
from training.places import place


def context(request, page, published):
    asked = Asked(request.GET, published)
    day = arrival_day(asked)
    phases = [{"label": capfirst(str(phase.label)), "anchor": phase.value, "steps": steps_of(published, phase, day)} for phase in Phase]
    return {
        "wrong": asked.wrong,
        "day": day,
        "phases": [phase for phase in phases if phase["steps"]],
        "costs": [cost_row(cost) for cost in published.costs],
        "contacts": [{"role": text_of(contact, "role")[0], "email": contact.email, "sample": contact.is_sample} for contact in arrival_contacts(published)],
        "cost_href": place("cost/"),
        "checklist_href": place("checklist/"),
    }


def arrival_day(asked):
    """The day that the address names, None where it names none or something that is no day."""
    word = asked.word("on")
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        asked.wrong.append(_("The day of arrival cannot be read. Write it like 2027-08-25."))
        return None


def steps_of(published, phase, day):
    return [step_row(step, number, day) for number, step in enumerate((step for step in published.steps if step.phase == phase), 1)]


def step_row(step, number, day):
    hours = step.hours_after_arrival
    return {
        "number": number,
        "title": text_of(step, "title"),
        "text": text_of(step, "text"),
        "who": step.get_actor_display(),
        "takes": text_of(step, "duration"),
        "levels": [str(Level(level).label) for level in step.levels],
        "hours": hours,
        "due": day + timedelta(hours=hours) if hours and day and day.year < 9000 else None,
        "source": step.source_url,
        "host": step.source_host,
        "sample": step.is_sample,
    }


def cost_row(cost):
    return {
        "label": capfirst(str(cost.get_kind_display())),
        "amount": cost.amount_text,
        "per": cost.get_per_display(),
        "as_of": cost.as_of,
        "sample": cost.is_sample,
    }


def arrival_contacts(published):
    return published.kept.get(("training", "arrival contacts"), lambda: [row for row in Contact.objects.public() if "arrival" in row.tasks])
