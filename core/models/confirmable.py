"""What the office has looked at and found right: when, by whom, and whether something was put right."""

from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log


class Confirmable(models.Model):
    """Fields that hold for the public object and its draft alike: confirming one never publishes the other."""

    verified_on = models.DateField(_("confirmed on"), null=True, blank=True)
    verified_by = models.ForeignKey("core.User", models.SET_NULL, null=True, blank=True, verbose_name=_("confirmed by"), related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def confirm(self, user, corrected=False):
        """Found right today by this user; `corrected`: after something was put right, which feeds tell."""
        today = localdate()
        changed = {"verified_on": today, "verified_by": user, **({"corrected_at": timezone.now()} if corrected else {})}
        for name, value in changed.items():
            setattr(self, name, value)
        models.Model.save(self, update_fields=list(changed))  # these columns alone, but not in silence: pages are kept in memory
        if draft := getattr(self, "latest_revision", None):
            as_stored = {name: getattr(value, "pk", None) if name == "verified_by" else value.isoformat() for name, value in changed.items()}
            draft.content = {**draft.content, **as_stored}
            draft.save(update_fields=["content"])
        log(instance=self, action="core.confirm", user=user)
