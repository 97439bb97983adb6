"""What the association puts on the editor's start page; each count is the length of the list it leads to."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alumni.models import Graduate, Officer, Service, Story
from core.desk import Task


def tasks(user):
    return [task for model, found in FOUND if user.has_perm(f"alumni.change_{model._meta.model_name}") for task in found(model)]


def listed(model, word):
    return f"{reverse(f'wagtailsnippets_alumni_{model._meta.model_name}:list')}?{word}=true"


def of_graduates(model):
    number = model.objects.to_check().count()
    label = ngettext("graduate wants to be in the directory: look at the entry", "graduates want to be in the directory: look at the entries", number)
    return [Task(number, label, listed(model, "to_check"))]


def of_stories(model):
    number = model.objects.without_consent().count()
    label = ngettext("story of a graduate is not shown: nobody agrees to it", "stories of graduates are not shown: nobody agrees to them", number)
    return [Task(number, label, listed(model, "without_consent"))]


def of_officers(model):
    number = model.objects.over().count()
    label = ngettext("term of an officer of the association is over", "terms of officers of the association are over", number)
    return [Task(number, label, listed(model, "over"))]


def overdue(model):
    label = _("%(list)s: past the date of review") % {"list": capfirst(model._meta.verbose_name_plural)}
    return [Task(model.objects.overdue().count(), label, listed(model, "overdue"))]


FOUND = [(Graduate, of_graduates), (Story, of_stories), (Officer, of_officers), *((model, overdue) for model in (Officer, Service))]
