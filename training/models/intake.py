"""When one can apply, and when studies begin. Every deadline is a day; it ends at 23:59 in Minsk."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.academic_year import check_academic_year
from core.days import beginning, deadline
from core.models import Row
from training.choices import CLOSING_DAYS, Category, IntakeState
from training.models.yearly import Yearly, YearlyQuerySet


def last_day_over(now):
    """The last day whose deadline has passed."""
    today = localdate(now)
    return today if deadline(today) <= now else today - timedelta(days=1)


class IntakeQuerySet(YearlyQuerySet):
    def in_state(self, state, now=None):
        """Those of a computed state; the same rule as `Intake.state_at`, and one table tests both."""
        now = now or timezone.now()
        over, soon = last_day_over(now), last_day_over(now + timedelta(days=CLOSING_DAYS))
        announced, closed = Q(application_opens__gt=localdate(now)), Q(application_closes__lte=over)
        rules = {
            IntakeState.CLOSED: closed,
            IntakeState.ANNOUNCED: announced & ~closed,
            IntakeState.CLOSING: Q(application_closes__lte=soon) & ~closed & ~announced,
            IntakeState.OPEN: Q(application_closes__gt=soon) & ~announced,
        }
        return self.filter(rules[IntakeState(state)])

    def not_closed(self, now=None):
        """Open, or announced."""
        return self.filter(application_closes__gt=last_day_over(now or timezone.now()))

    def with_programmes(self):
        return self.prefetch_related("programmes")

    def coming_first(self):
        return self.order_by("studies_start", "application_closes", "pk")


class Intake(Yearly, Row):
    """One admission to one or several programmes: its dates, for one category of applicants."""

    label = models.CharField(_("name"), max_length=120, blank=True, help_text=_("As visitors read it: Autumn 2027"))
    academic_year = models.CharField(_("academic year"), max_length=9, validators=[check_academic_year], help_text="2027/2028")
    programmes = ParentalManyToManyField("training.Programme", verbose_name=_("programmes"), related_name="intakes")
    category = models.CharField(_("for whom"), max_length=9, choices=Category.choices, default=Category.ALL)
    application_opens = models.DateField(_("applications from"))
    application_closes = models.DateField(_("applications until"), help_text=_("The last day; it ends at 23:59 in Minsk."))
    invitation_request_by = models.DateField(_("ask for the invitation by"), null=True, blank=True)
    interviews_from = models.DateField(_("interviews from"), null=True, blank=True)
    interviews_to = models.DateField(_("interviews until"), null=True, blank=True)
    arrive_by = models.DateField(_("arrive by"), null=True, blank=True)
    studies_start = models.DateField(_("studies begin"))
    apply_url = models.URLField(_("where one applies online"), blank=True, help_text=_("Empty: the button leads to the checklist."))

    name_field = "label"
    objects = IntakeQuerySet.as_manager()
    search_fields = [index.AutocompleteField("label_ru"), index.AutocompleteField("label_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("intake"), _("intakes")
        ordering = ["-studies_start", "pk"]

    def state_at(self, now=None):
        """At a moment: announced, open, closing within a fortnight, closed."""
        now = now or timezone.now()
        if self.closes_at <= now:
            return IntakeState.CLOSED
        if beginning(self.application_opens) > now:
            return IntakeState.ANNOUNCED
        return IntakeState.CLOSING if self.closes_at - now <= timedelta(days=CLOSING_DAYS) else IntakeState.OPEN

    @property
    def state(self):
        return self.state_at()

    @property
    def state_label(self):
        return self.state.label

    @property
    def closes_at(self):
        return deadline(self.application_closes)

    @property
    def invitation_by_at(self):
        return self.invitation_request_by and deadline(self.invitation_request_by)

    @property
    def start_key(self):
        """How addresses name it: 2027-09."""
        return f"{self.studies_start:%Y-%m}"

    def problems(self, chosen):
        found = [] if chosen("programmes") else [("programmes", _("Name the programmes."))]
        return found + [(later, text) for earlier, later, text in ORDER if self.out_of_order(earlier, later)]

    def out_of_order(self, earlier, later):
        first, second = getattr(self, earlier), getattr(self, later)
        return bool(first and second and second < first)


ORDER = [
    ("application_opens", "application_closes", _("Applications would end before they begin.")),
    ("application_opens", "invitation_request_by", _("The invitation would be due before applications begin.")),
    ("interviews_from", "interviews_to", _("Interviews would end before they begin.")),
    ("invitation_request_by", "arrive_by", _("One would have to arrive before the invitation is asked for.")),
    ("application_opens", "studies_start", _("Studies would begin before applications do.")),
]
