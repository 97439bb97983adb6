"""What events put on the editor's start page; each count is the length of the list it leads to."""

from django.urls import reverse
from django.utils.translation import ngettext

from core.desk import Task
from masterclasses.choices import State
from masterclasses.models import Event


def tasks(user):
    if not user.has_perm("masterclasses.change_event"):
        return []
    return [*before(Event.objects), *after(Event.objects)]


def listed(word, value="true"):
    return f"{reverse('wagtailsnippets_masterclasses_event:list')}?{word}={value}"


def before(events):
    unconfirmed, silent, postponed = events.soon_unconfirmed().count(), events.without_contact().count(), events.postponed().count()
    return [
        Task(
            unconfirmed,
            ngettext("event begins within a fortnight and is only planned", "events begin within a fortnight and are only planned", unconfirmed),
            listed("soon_unconfirmed"),
            urgent=True,
        ),
        Task(silent, ngettext("event to come names nobody to ask", "events to come name nobody to ask", silent), listed("without_contact")),
        Task(postponed, ngettext("postponed event has no new day", "postponed events have no new day", postponed), listed("state", State.POSTPONED.value)),
    ]


def after(events):
    expected, untold = events.still_expected().count(), events.without_report().count()
    return [
        Task(
            expected,
            ngettext("event ended more than a week ago and is not marked as held", "events ended more than a week ago and are not marked as held", expected),
            listed("still_expected"),
        ),
        Task(untold, ngettext("event of the past year has no report", "events of the past year have no report", untold), listed("without_report")),
    ]
