"""What honorary titles put on the editor's start page; each count is the length of the list it leads to."""

from django.urls import reverse
from django.utils.translation import ngettext

from core.desk import Task
from honorary.models import Award


def tasks(user):
    if not user.has_perm("honorary.change_award"):
        return []
    waiting, hidden, silent = (getattr(Award.objects, name)().count() for name in ("decided_long_ago", "without_permission", "without_grounds"))
    return [
        Task(
            waiting,
            ngettext("honorary title was decided a year ago and is not conferred", "honorary titles were decided a year ago and are not conferred", waiting),
            listed("decided_long_ago"),
        ),
        Task(
            hidden,
            ngettext("portrait has no permission and is not shown", "portraits have no permission and are not shown", hidden),
            listed("without_permission"),
        ),
        Task(
            silent,
            ngettext("honorary title lacks its grounds in a language", "honorary titles lack their grounds in a language", silent),
            listed("without_grounds"),
        ),
    ]


def listed(word):
    return f"{reverse('wagtailsnippets_honorary_award:list')}?{word}=true"
