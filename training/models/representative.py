"""Who may act for the university abroad. Visitors check a name or a number; what they ask is kept nowhere."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.languages import CODES
from core.models import Row, RowQuerySet
from core.models.multilingual import SearchKeyQuerySet
from core.text import WORD, index_text, query_prefixes
from training.choices import EXPIRING_DAYS, RepresentativeState

SHORTEST = 3  # letters of a word by which one is looked for
LEGAL_FORMS = {"ltd", "llc", "inc", "gmbh", "plc", "co", "limited", "ооо", "оао", "зао", "чп", "ип", "уп", "одо"}


def number_key(number):
    """The letters and digits of a number: «№ 12 / 2026» is 12/2026."""
    return "".join(letter for letter in number.casefold() if letter.isalnum())


class RepresentativeQuerySet(RowQuerySet, SearchKeyQuerySet):
    def valid(self, today=None):
        """Whose letter of authority holds on a day, its last one included."""
        today = today or localdate()
        return self.filter(valid_from__lte=today, valid_until__gte=today).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=today))

    def in_state(self, state, today=None):
        """Those of a computed state; the same rule as `Representative.state_on`, and one table tests both."""
        today = today or localdate()
        withdrawn, expired, early = Q(withdrawn_on__lte=today), Q(valid_until__lt=today), Q(valid_from__gt=today)
        of_state = {
            RepresentativeState.WITHDRAWN: withdrawn,
            RepresentativeState.EXPIRED: expired,
            RepresentativeState.NOT_YET: early & ~expired,
            RepresentativeState.VALID: ~early & ~expired,
        }
        found = self.filter(of_state[RepresentativeState(state)])
        return found if state == RepresentativeState.WITHDRAWN else found.exclude(pk__in=self.filter(withdrawn).values("pk"))

    def expiring(self, today=None):
        """Whose letter holds today and ends within EXPIRING_DAYS."""
        today = today or localdate()
        return self.valid(today).filter(valid_until__lte=today + timedelta(days=EXPIRING_DAYS))

    def listed(self):
        """Whom the public list names, and not only the check."""
        return self.public().valid().filter(in_list=True)

    def with_number(self, asked):
        """However its letters are written, whatever stands between them."""
        return self.exclude(number_key="").filter(number_key=number_key(asked))

    def named(self, asked):
        """By all words of the name, in either script, without what says what kind of firm it is; one of three letters at least must be among them."""
        words = " ".join(word for word in WORD.findall(asked.lower()) if word not in LEGAL_FORMS)
        return self.matching(words) if any(len(prefix) >= SHORTEST for prefix in query_prefixes(words)) else self.none()


class Representative(Row):
    """An organisation or person with a letter of authority."""

    legal_name = models.CharField(_("legal name"), max_length=200, blank=True, help_text=_("As in the letter, in both scripts."))
    country = models.ForeignKey("core.Country", models.PROTECT, verbose_name=_("country"), related_name="+")
    city = models.CharField(_("city"), max_length=120, blank=True)
    letter_no = models.CharField(_("letter of authority, number"), max_length=60, unique=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), help_text=_("The last day."))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    services = models.TextField(_("what it may do"), blank=True)
    contacts = models.CharField(_("contacts for the public"), max_length=250, blank=True)
    in_list = models.BooleanField(
        _("named in the public list"), default=False, help_text=_("A person only with consent. Without the tick it is found by the check alone.")
    )
    search_key = models.TextField(default="", editable=False)
    number_key = models.CharField(max_length=60, default="", editable=False, db_index=True)

    name_field = "legal_name"
    objects = RepresentativeQuerySet.as_manager()
    search_fields = [index.AutocompleteField("legal_name_ru"), index.AutocompleteField("legal_name_en"), index.AutocompleteField("letter_no")]

    class Meta:
        verbose_name, verbose_name_plural = _("representative"), _("representatives")
        ordering = ["legal_name_ru", "pk"]

    def settle(self):
        self.number_key = number_key(self.letter_no)
        self.search_key = index_text(*(getattr(self, f"legal_name_{code}") for code in CODES))

    def state_on(self, today=None):
        today = today or localdate()
        if self.withdrawn_on and self.withdrawn_on <= today:
            return RepresentativeState.WITHDRAWN
        if self.valid_until < today:
            return RepresentativeState.EXPIRED
        return RepresentativeState.NOT_YET if self.valid_from > today else RepresentativeState.VALID

    def is_called(self, asked):
        """Is that the whole of its name, in either script? Whoever is in no public list is found by that alone."""
        said = set(index_text(asked).split())
        return any(set(index_text(getattr(self, f"legal_name_{code}")).split()) <= said for code in CODES)

    @property
    def state(self):
        return self.state_on()

    @property
    def state_label(self):
        return self.state.label

    def problems(self, chosen):
        found = [(f"legal_name_{code}", _("The name is needed in both scripts.")) for code in CODES if not getattr(self, f"legal_name_{code}")]
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            found.append(("valid_until", _("It would end before it begins.")))
        return found
