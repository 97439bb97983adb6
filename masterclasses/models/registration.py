"""Who takes part. Personal data: never revisioned, deleted after the term that the event names; certificates outlive them without a name."""

import re
import secrets
from datetime import timedelta

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from core.languages import NAMES
from core.nav import address_below
from masterclasses.choices import ACTIVE, OFF, TAKING, Audience, Certifying, Seat, Standing

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no letter or digit that is taken for another
CODE_LENGTH = 12
LONGEST_KEY = 18  # digits
LONGEST_TERM = timedelta(days=548)  # of data whose event has lost its day
BETWEEN = re.compile(r"[\s\-–—]+")
LOOKALIKES = str.maketrans("АВСЕНКМРТХУ", "ABCEHKMPTXY")


def new_token():
    return secrets.token_urlsafe(24)


def new_code():
    """The number of a certificate: read out on the phone, never guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def code_of(typed):
    """A number as somebody typed it: blanks, dashes, case and Cyrillic look-alikes do not matter. "" for what can be no number."""
    bare = BETWEEN.sub("", typed[:100]).upper().translate(LOOKALIKES)
    return bare if len(bare) == CODE_LENGTH and set(bare) <= set(ALPHABET) else ""


def grouped(code):
    """As it is printed: «K7QM 2D9X PW4T»."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


class RegistrationQuerySet(models.QuerySet):
    def active(self):
        """Not cancelled."""
        return self.filter(standing__in=ACTIVE)

    def taking(self, seat=None):
        """Those who take up a place."""
        found = self.filter(standing__in=TAKING)
        return found.filter(seat=seat) if seat else found

    def waiting(self, seat=None):
        """In the order in which places are given out."""
        found = self.filter(standing=Standing.WAITING).order_by("asked_at", "pk")
        return found.filter(seat=seat) if seat else found

    def taken(self, event):
        """{seat: how many have a place}; one query."""
        rows = self.filter(event=event, standing__in=TAKING).order_by().values_list("seat").annotate(n=models.Count("pk"))
        return dict(rows)

    def of_form(self, form_key):
        return self.filter(form_key=form_key).first()

    def of_address(self, event, email):
        """The active registration of a mail address for an event, or None."""
        return self.active().filter(event=event, email=email).first() if email else None

    def of_token(self, token):
        """Of the address that its owner was sent, or None."""
        return self.filter(token=token).select_related("event", "country").first()

    def with_number(self):
        """Each with `number`, its place on the waiting list if it is on it: one query for any list, however narrowed."""
        ahead = Q(asked_at__lt=OuterRef("asked_at")) | Q(asked_at=OuterRef("asked_at"), pk__lte=OuterRef("pk"))
        line = Registration.objects.filter(ahead, event=OuterRef("event"), seat=OuterRef("seat"), standing=Standing.WAITING)
        number = Subquery(line.order_by().values("event").annotate(n=models.Count("pk")).values("n"))
        return self.annotate(number=Case(When(standing=Standing.WAITING, then=number), output_field=models.IntegerField()))

    def counted(self):
        """{event's pk: {(seat, standing): how many}}; one query."""
        found = {}
        for event, seat, standing, number in self.order_by().values_list("event", "seat", "standing").annotate(n=models.Count("pk")):
            found.setdefault(event, {})[seat, standing] = number
        return found

    def to_certify(self):
        """Took part in an event that certifies it, and have no certificate yet."""
        return self.filter(standing=Standing.ATTENDED, certificate=None).exclude(event__certifying=Certifying.NONE)

    def of_sender(self, key, since):
        return self.filter(sender_key=key, asked_at__gte=since)

    def since(self, moment, event):
        return self.filter(asked_at__gte=moment, event=event)

    def of_keys(self, keys):
        """Those of these keys, as they came in an address: what is no number is passed over."""
        return self.filter(pk__in=[int(key) for key in keys if str(key).isdecimal() and len(str(key)) < LONGEST_KEY])

    def latest_first(self):
        return self.order_by("-asked_at", "-pk")

    def not_attended(self):
        return self.exclude(standing=Standing.ATTENDED)

    def to_tell(self, sequence):
        """Those who have not been told of the event's last change."""
        return self.active().exclude(standing=Standing.ATTENDED).filter(told_sequence__lt=sequence).exclude(email="")

    def to_remind(self, until, now=None):
        """With a place at an event that begins before a moment, and not reminded of this beginning yet."""
        coming = Q(event__begins_at__gt=now or timezone.now(), event__begins_at__lte=until, event__live=True)
        return self.filter(coming, standing=Standing.ACCEPTED).not_reminded().exclude(event__state__in=OFF)

    def not_reminded(self):
        """Neither at all nor of the beginning that the event has now."""
        return self.filter(Q(reminded_of=None) | ~Q(reminded_of=F("event__begins_at")))

    def shared(self, event):
        """Those with a place at the event who agreed that its partners see their name and organisation."""
        return self.taking().filter(event=event, may_share=True)

    def untold(self):
        """The events, by their keys, whose last change somebody has not been told of."""
        late = self.active().exclude(standing=Standing.ATTENDED).filter(told_sequence__lt=F("event__sequence"), event__over_at__gt=timezone.now())
        return late.order_by().values_list("event", flat=True).distinct()

    def expired(self, today=None):
        """Past the day that was said to the person, or the earlier one of the event; without any, long after they registered."""
        today = today or timezone.localdate()
        termless = Q(keep_until=None, event__retention_until=None, asked_at__lt=timezone.now() - LONGEST_TERM)
        return self.filter(Q(keep_until__lt=today) | Q(event__retention_until__lt=today) | termless)


class Registration(index.Indexed, models.Model):
    """One person at one event."""

    event = models.ForeignKey("masterclasses.Event", models.PROTECT, verbose_name=_("event"), related_name="registrations")
    standing = models.CharField(_("state"), max_length=9, choices=Standing.choices)
    seat = models.CharField(_("takes part"), max_length=7, choices=Seat.choices)
    name_cyrillic = models.CharField(_("name in Cyrillic script"), max_length=150, blank=True)
    name_latin = models.CharField(_("name in Latin script"), max_length=150, blank=True)
    email = models.EmailField(_("mail"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    country = models.ForeignKey("core.Country", models.SET_NULL, null=True, blank=True, verbose_name=_("country"), related_name="+")
    audience = models.CharField(_("who"), max_length=8, choices=Audience.choices, blank=True)
    question = models.TextField(_("question or wish"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=list(NAMES.items()))
    may_share = models.BooleanField(_("agrees that partners of the event see name and organisation"), default=False)
    consent = models.ForeignKey("office.Consent", models.PROTECT, null=True, blank=True, verbose_name=_("consent"), related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    form_key = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 (NULL where no form was sent: unique)
    sender_key = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(_("registered"), default=timezone.now, db_index=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    wished_seat = models.CharField(max_length=7, choices=Seat.choices, blank=True, editable=False)  # an event may move online, and back
    keep_until = models.DateField(_("data are kept until"), null=True, blank=True, editable=False)  # as was said to the person
    reminded_of = models.DateTimeField(null=True, editable=False)  # the beginning
    told = models.JSONField(default=dict, editable=False)  # see masterclasses/told.py
    told_sequence = models.PositiveIntegerField(default=0, editable=False)  # of the event, when its last change was told of
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = RegistrationQuerySet.as_manager()
    search_fields = [index.FilterField("event")]
    wagtail_reference_index_ignore = True
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = _("registration"), _("registrations")
        ordering = ["asked_at", "pk"]
        default_permissions = ("change", "delete", "view")  # registrations come from the form only
        constraints = [
            models.UniqueConstraint(fields=["event", "email"], condition=Q(standing__in=ACTIVE) & ~Q(email=""), name="an_address_once_at_an_event"),
        ]

    def __str__(self):
        """No personal data: it becomes the label of log entries, which outlive the registration."""
        return f"№ {self.pk}"

    def save(self, *args, **kwargs):
        self.wished_seat = self.wished_seat or self.seat
        super().save(*args, **kwargs)

    def name_in(self, lang):
        """In the script of a language, in the other one where that is all there is."""
        return (self.name_latin or self.name_cyrillic) if lang == "en" else (self.name_cyrillic or self.name_latin)

    @property
    def name(self):
        """As the person's own language writes it."""
        return self.name_in(self.language)

    @property
    @display(description=pgettext_lazy("of a person", "name"))
    def shown_name(self):
        """In both scripts, for the office."""
        return " / ".join(filter(None, [self.name_cyrillic, self.name_latin])) or "—"

    @property
    def is_certified(self):
        """Has a certificate that holds."""
        return Certificate.objects.valid().filter(registration=self.pk).exists()

    @property
    def position(self):
        """The number on the waiting list, counted from 1; None for those who are not on it."""
        if self.standing != Standing.WAITING:
            return None
        ahead = Registration.objects.waiting(self.seat).filter(event=self.event_id)
        return ahead.filter(Q(asked_at__lt=self.asked_at) | Q(asked_at=self.asked_at, pk__lte=self.pk)).count()


class CertificateQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(revoked_on=None)

    def of_code(self, typed):
        """The certificate of a number as somebody typed or read it, None for anything else."""
        code = code_of(typed)
        return self.select_related("event").filter(code=code).first() if code else None


class Certificate(index.Indexed, models.Model):
    """That somebody took part. The public check shows initials, event, date and whether it holds; it does so when the person's data are gone."""

    code = models.CharField(_("number"), max_length=16, unique=True, default=new_code, editable=False)
    event = models.ForeignKey("masterclasses.Event", models.PROTECT, verbose_name=_("event"), related_name="certificates")
    registration = models.OneToOneField(Registration, models.SET_NULL, null=True, blank=True, verbose_name=_("registration"), related_name="certificate")
    initials = models.CharField(_("initials"), max_length=20)
    issued_on = models.DateField(_("issued on"), default=timezone.localdate)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_why = models.CharField(_("why it was revoked"), max_length=200, blank=True, help_text=_("Never published."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = CertificateQuerySet.as_manager()
    search_fields = [index.AutocompleteField("code")]
    wagtail_reference_index_ignore = True
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = pgettext_lazy("of an event", "certificate"), _("certificates")
        ordering = ["-issued_on", "-pk"]
        default_permissions = ("change", "view")

    def __str__(self):
        return grouped(self.code)

    def get_url(self, lang=None):
        """The path of its public check in a language."""
        return address_below("masterclasses", f"certificates/{self.code}/", lang)

    def clean(self):
        super().clean()
        if self.revoked_on and not self.revoked_why:
            raise ValidationError({"revoked_why": _("Say why: colleagues will ask.")})
        if self.revoked_on and not self.issued_on <= self.revoked_on <= timezone.localdate():
            raise ValidationError({"revoked_on": _("A day between the issue and today.")})
