"""What academic mobility puts on the editor's start page; each count is the length of the list it leads to."""

from datetime import timedelta

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.academic_year import academic_year
from core.desk import Task
from mobility.models import Call, ExchangeReport, FactSheet, MobilityFlow

SOON = timedelta(days=30)


def tasks(user):
    return [task for model, found in FOUND if user.has_perm(f"mobility.change_{model._meta.model_name}") for task in found(model)]


def listed(model, **words):
    return f"{reverse(f'wagtailsnippets_mobility_{model._meta.model_name}:list')}?{'&'.join(f'{name}={value}' for name, value in words.items())}"


def of_calls(model):
    silent, untold = model.objects.without_contact().count(), model.objects.without_result().count()
    of_contact = ngettext("call that is not closed names nobody to ask", "calls that are not closed name nobody to ask", silent)
    of_result = ngettext("closed call has no result", "closed calls have no result", untold)
    return [Task(silent, of_contact, listed(model, without_contact="true")), Task(untold, of_result, listed(model, without_result="true"))]


def missing_sheet(model):
    """One thing to do, and nothing of it in the list yet: the way leads to the list from which the sheet of another year is copied."""
    year = academic_year()
    missing = not model.objects.public().of_year(year).exists()
    label = _("public fact sheet is missing: of the academic year %(year)s") % {"year": year}
    return [Task(int(missing), label, reverse("wagtailsnippets_mobility_factsheet:list"), urgent=True)]


def without_consent(model):
    number = model.objects.without_consent().count()
    label = ngettext("exchange report is not shown: there is no consent", "exchange reports are not shown: there is no consent", number)
    return [Task(number, label, listed(model, without_consent="true"))]


def ending(model):
    number = model.objects.ending(localdate() + SOON).count()
    label = ngettext(
        "exchange report is shown for a month more at most: ask its author again",
        "exchange reports are shown for a month more at most: ask their authors again",
        number,
    )
    return [Task(number, label, listed(model, consent_ends="true"))]


def overdue(model):
    label = _("%(list)s: past the date of review") % {"list": capfirst(model._meta.verbose_name_plural)}
    return [Task(model.objects.overdue().count(), label, listed(model, overdue="true"))]


FOUND = [
    (Call, of_calls),
    (FactSheet, missing_sheet),
    (ExchangeReport, without_consent),
    (ExchangeReport, ending),
    *((model, overdue) for model in (FactSheet, ExchangeReport, MobilityFlow)),
]
