"""What training puts on the editor's start page; each count is the length of the list it leads to."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.academic_year import academic_year
from core.desk import Task
from training.choices import EXPIRING_DAYS
from training.models import (
    DocumentRule,
    EntryRule,
    ExtraCost,
    Fee,
    Intake,
    NationalNotice,
    Programme,
    RecognitionStatement,
    Representative,
    Scholarship,
    Step,
    VisaRule,
)

REVIEWED = (Fee, ExtraCost, Scholarship, Intake, DocumentRule, EntryRule, VisaRule, NationalNotice, RecognitionStatement, Step, Representative)


def tasks(user):
    return [task for model, found in FOUND if user.has_perm(f"training.change_{model._meta.model_name}") for task in found(model)]


def listed(model, **words):
    return f"{reverse(f'wagtailsnippets_training_{model._meta.model_name}:list')}?{'&'.join(f'{name}={value}' for name, value in words.items())}"


def to_recheck(model):
    number = model.objects.past_recheck().count()
    label = ngettext("statement of recognition is past its re-check", "statements of recognition are past their re-check", number)
    return [Task(number, label, listed(model, recheck="true"), urgent=True)]


def overdue(model):
    label = _("%(list)s: past the date of review") % {"list": capfirst(model._meta.verbose_name_plural)}
    return [Task(model.objects.overdue().count(), label, listed(model, overdue="true"))]


def coming_drafts(model):
    label = _("%(list)s: drafts of a coming academic year") % {"list": capfirst(model._meta.verbose_name_plural)}
    return [Task(model.objects.coming_drafts().count(), label, listed(model, coming_drafts="true"))]


def open_programmes(model):
    without_fee, without_intake = model.objects.without_fee().count(), model.objects.without_intake().count()
    of_fee = ngettext("open programme has no public fee for %(year)s", "open programmes have no public fee for %(year)s", without_fee)
    of_intake = ngettext("open programme has no intake to come", "open programmes have no intake to come", without_intake)
    return [
        Task(without_fee, of_fee % {"year": academic_year()}, listed(model, without_fee="true")),
        Task(without_intake, of_intake, listed(model, without_intake="true")),
    ]


def expiring(model):
    number = model.objects.expiring().count()
    label = ngettext("letter of authority ends within %(days)d days", "letters of authority end within %(days)d days", number) % {"days": EXPIRING_DAYS}
    return [Task(number, label, listed(model, expiring="true"))]


FOUND = [
    (RecognitionStatement, to_recheck),
    (Programme, open_programmes),
    (Fee, coming_drafts),
    (Intake, coming_drafts),
    (Representative, expiring),
    *((model, overdue) for model in REVIEWED),
]
