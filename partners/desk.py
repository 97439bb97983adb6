"""What agreements put on the editor's start page."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from core.desk import Task
from partners.choices import Status
from partners.models import Agreement


def tasks(user):
    if not user.has_perm("partners.change_agreement"):
        return []
    ending = Agreement.objects.with_status().filter(status_now=Status.EXPIRING).count()
    label = ngettext("agreement ends within %(days)d days", "agreements end within %(days)d days", ending) % {"days": settings.EXPIRING_DAYS}
    return [Task(ending, label, f"{reverse('wagtailsnippets_partners_agreement:list')}?status={Status.EXPIRING.value}")]
