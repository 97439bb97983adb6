"""The editor's start page: what needs doing today. Each app tells the registry what to count; every count leads to the list it counted."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from core import registry
from core.models import Fact


@dataclass(frozen=True)
class Task:
    """One line of the start page: `count` things wait in the list at `href`."""

    count: int
    label: str
    href: str
    urgent: bool = False


def tasks(user):
    """Everything that waits for this user, urgent first."""
    found = [task for desk in registry.desks for task in desk(user) if task.count]
    return sorted(found, key=lambda task: not task.urgent)


def own_tasks(user):
    """What `core` itself puts on the desk."""
    if not user.has_perm("core.change_fact"):
        return []
    overdue = Fact.objects.overdue().count()
    label = ngettext("fact is past its review date", "facts are past their review date", overdue)
    return [Task(overdue, label, reverse("wagtailsnippets_core_fact:list") + "?overdue=true")]


class DeskPanel(Component):
    name = "desk"
    order = 50
    template_name = "core/admin/desk.html"

    def get_context_data(self, parent_context):
        found = tasks(parent_context["request"].user)
        return {"heading": _("To do"), "tasks": found}
