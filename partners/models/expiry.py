from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpiryReminder(models.Model):
    """That somebody was told so many days before an agreement ends; a renewed agreement has another end and is told of anew."""

    agreement = models.ForeignKey("partners.Agreement", models.CASCADE, related_name="expiry_reminders")
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = _("reminder of an end"), _("reminders of ends")
        constraints = [models.UniqueConstraint(fields=["agreement", "ends_on", "days"], name="one_reminder_each")]

    def __str__(self):
        return f"{self.agreement_id} {self.ends_on} {self.days}"
