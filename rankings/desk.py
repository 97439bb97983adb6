"""What the section puts on the editor's start page; each count is the length of the list it leads to."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.desk import Task
from rankings.models import Affiliation, Ranking, RankingResult


def tasks(user):
    return [task for model, found in FOUND if user.has_perm(f"rankings.change_{model._meta.model_name}") for task in found(model)]


def listed(model, word):
    return f"{reverse(f'wagtailsnippets_rankings_{model._meta.model_name}:list')}?{word}=true"


def of_rankings(model):
    stale, empty = model.objects.stale().count(), model.objects.without_editions().count()
    of_age = ngettext("ranking: its newest edition is older than 15 months", "rankings: their newest editions are older than 15 months", stale)
    of_none = ngettext("ranking without any edition", "rankings without any edition", empty)
    return [Task(stale, of_age, listed(model, "stale")), Task(empty, of_none, listed(model, "without_editions"))]


def of_results(model):
    number = model.objects.unchecked().count()
    label = ngettext(
        "place in a ranking was not held against its source for a year", "places in rankings were not held against their sources for a year", number
    )
    return [Task(number, label, listed(model, "unchecked"))]


def of_affiliations(model):
    ending, logos, old = model.objects.ending().count(), model.objects.logo_without_permission().count(), model.objects.unchecked().count()
    of_end = ngettext("accreditation or membership ends within half a year", "accreditations or memberships end within half a year", ending)
    of_logo = ngettext("logo is not shown: nobody has allowed it", "logos are not shown: nobody has allowed them", logos)
    of_age = ngettext(
        "membership or listing was not held against its source for a year", "memberships or listings were not held against their sources for a year", old
    )
    return [
        Task(ending, of_end, listed(model, "ending"), urgent=True),
        Task(logos, of_logo, listed(model, "logo_without_permission")),
        Task(old, of_age, listed(model, "unchecked")),
    ]


def overdue(model):
    label = _("%(list)s: past the date of review") % {"list": capfirst(model._meta.verbose_name_plural)}
    return [Task(model.objects.overdue().count(), label, listed(model, "overdue"))]


FOUND = [
    (Ranking, of_rankings),
    (RankingResult, of_results),
    (Affiliation, of_affiliations),
    *((model, overdue) for model in (RankingResult, Affiliation)),
]
