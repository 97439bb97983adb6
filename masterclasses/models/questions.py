"""What one asks of events; what the start page asks stands in upkeep.py."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from core.choices import Precision
from core.languages import CODES
from masterclasses.choices import OFF, Mode, Registering
from masterclasses.models.upkeep import UpkeepQuerySet


class EventQuerySet(UpkeepQuerySet):
    def upcoming(self, now=None):
        """Not over yet; cancelled and postponed ones too, with their label."""
        return self.filter(over_at__gt=now or timezone.now())

    def past(self, now=None):
        """Over, or without any date: those who tell of them do it afterwards."""
        return self.filter(Q(over_at__lte=now or timezone.now()) | Q(over_at=None))

    def everything(self):
        return self.all()

    def on_days(self):
        """Whose day is known: what a calendar can hold."""
        return self.filter(starts_on__isnull=False, precision=Precision.DAY)

    def takes_place(self):
        """Neither cancelled nor postponed."""
        return self.exclude(state__in=OFF)

    def registration_closing(self, until, now=None):
        """Registration is open and ends before a moment; that of an event known to the month or year ends at no moment that anybody has named."""
        now = now or timezone.now()
        beginning = models.Case(models.When(precision=Precision.DAY, then="begins_at"))
        ends = self.takes_place().upcoming(now).exclude(registering=Registering.NONE).annotate(registration_ends=Coalesce("registration_closes", beginning))
        return ends.filter(Q(registration_opens=None) | Q(registration_opens__lte=now), registration_ends__gt=now, registration_ends__lte=until)

    def with_registrations(self):
        """For which somebody has registered, even if all have cancelled."""
        return self.filter(registrations__isnull=False).distinct()

    def of_partner(self, partner):
        """Named with the event, or the organisation of somebody who speaks."""
        return self.filter(Q(partners=partner) | Q(speakers__lecturer__partner=partner)).distinct()

    def held_here(self, now=None):
        """On site in Minsk, and over."""
        return self.past(now).takes_place().filter(shown_mode__in=[Mode.ON_SITE, Mode.BOTH], away=False)

    def for_audience(self, code):
        """Those for whom it is, by the code of the audience."""
        return self.alias(codes=Cast("audience", models.TextField())).filter(codes__contains=f'"{code}"')

    def newest_first(self):
        return self.order_by(models.F("begins_at").desc(nulls_last=True), "pk")

    def soonest_first(self):
        return self.order_by("begins_at", "pk")

    def with_speakers(self):
        """With the speakers and where they are from; one more query for any number of events."""
        speakers = self.model.speakers.rel.related_model.objects.select_related("lecturer__partner", "lecturer__country")
        return self.prefetch_related(models.Prefetch("speakers", speakers))

    def for_search(self):
        return self.with_speakers()

    def for_files(self):
        """With everything that the columns of a file read."""
        return (
            self.select_related("organiser", "contact", "owner")
            .with_speakers()
            .prefetch_related("isced_f", "partners", "sessions__lecturer", "materials__document")
        )

    def for_page(self):
        """With everything that its page prints."""
        parts = ("isced_f", "partners", "sessions__lecturer", "materials__document", "pictures__image__renditions", "contact__hours", "owner__hours")
        return self.select_related("organiser", "contact__unit", "owner__unit").with_speakers().prefetch_related(*parts)

    def in_series(self, event):
        """The others of its series, in either language."""
        same = Q()
        for code in CODES:
            if name := getattr(event, f"series_{code}"):
                same |= Q(**{f"series_{code}": name})
        return self.filter(same).exclude(pk=event.pk) if same else self.none()

    def next_turn(self, now=None):
        """The moment at which the next event is over, or registration for it opens or closes; None for none."""
        now = now or timezone.now()
        names = ("over_at", "registration_opens", "registration_closes", "begins_at")
        found = self.order_by().aggregate(**{f"next_{name}": models.Min(name, filter=Q(**{f"{name}__gt": now})) for name in names})
        return min((moment for moment in found.values() if moment), default=None)
