"""Calls: what one can apply for, until when. The state is told by the clock, to the second, in Minsk time."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.search import index

from core.academic_year import academic_year
from core.fields import ChoicesField
from core.languages import CODES, active, text_of
from core.models import Contact, Record
from core.models.parts import Part
from core.money import Currency, money
from core.text import several
from mobility.choices import CLOSING_DAYS, Activity, CallState, Funding, PaperKind, Who
from mobility.forms import CallForm
from mobility.models.questions import CallQuerySet
from partners.choices import EQF, PUBLISHED_STATES, Direction
from partners.models.condition import MARKS, SKILL, check_languages

DEADLINES = ("closes_at", "nomination_by", "result_by")  # what calendars hold


class Call(Record):
    """An invitation to apply: to come to Minsk, or to go from it."""

    title = models.CharField(_("title"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    description = models.TextField(_("about the call"), blank=True)
    direction = models.CharField(_("which way"), max_length=8, choices=Direction.choices)
    activity = models.CharField(_("what for"), max_length=13, choices=Activity.choices)
    who = ChoicesField(_("for whom"), codes=Who.choices)
    partner = models.ForeignKey("partners.Partner", models.PROTECT, null=True, blank=True, verbose_name=_("partner"), related_name="calls")
    agreement = models.ForeignKey("partners.Agreement", models.SET_NULL, null=True, blank=True, verbose_name=_("agreement"), related_name="calls")
    condition = models.ForeignKey(
        "partners.Condition", models.SET_NULL, null=True, blank=True, verbose_name=_("condition of the agreement"), related_name="+",
        help_text=_("It says how many places there are, unless the call names another number."),
    )  # fmt: skip
    programme_name = models.CharField(_("mobility programme"), max_length=200, blank=True, help_text=_("If it belongs to a named scheme."))
    # --- who may apply -------------------------------------------------------------------------
    isced_f = ParentalManyToManyField("core.FieldOfStudy", blank=True, verbose_name=_("fields (ISCED-F)"), related_name="calls")
    eqf_levels = ChoicesField(_("levels of study"), codes=EQF)
    year_from = models.PositiveSmallIntegerField(_("from year of study"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)])
    year_to = models.PositiveSmallIntegerField(_("to year of study"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)])
    language_skills = models.CharField(_("languages and levels (CEFR)"), max_length=120, blank=True, validators=[check_languages], help_text="en B2; ru A2")
    other_eligibility = models.TextField(_("what else is asked of applicants"), blank=True)
    # --- how many, when, for how much ------------------------------------------------------------
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True, validators=[MinValueValidator(1)])
    period_from = models.DateField(_("stay from"), null=True, blank=True)
    period_to = models.DateField(_("stay until"), null=True, blank=True)
    length = models.CharField(_("length of stay"), max_length=150, blank=True)
    funding = models.CharField(_("funding"), max_length=6, choices=Funding.choices, blank=True)
    grant_amount = models.DecimalField(_("grant"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0.01)])
    grant_currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    covers = models.TextField(_("what it covers"), blank=True)
    # --- deadlines, Minsk time -------------------------------------------------------------------
    opens_at = models.DateTimeField(_("applications from"), null=True, blank=True, help_text=_("Minsk time. Empty: at once."))
    closes_at = models.DateTimeField(_("applications until"), db_index=True, help_text=_("Minsk time. At this second the call closes by itself."))
    nomination_by = models.DateTimeField(
        _("nominations by"), null=True, blank=True, help_text=_("The day by which the home university nominates people. Minsk time.")
    )
    result_by = models.DateTimeField(_("results by"), null=True, blank=True, help_text=_("Minsk time."))
    # --- how -------------------------------------------------------------------------------------
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    apply_url = models.URLField(_("where one applies online"), max_length=500, blank=True)
    contact = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("contact"), related_name="+")
    result_note = models.TextField(_("result"), blank=True, help_text=_("Numbers only, no names."))
    # --- kept for calendars and feeds ------------------------------------------------------------
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    address = "mobility/calls"
    name_field = "title"
    known_by = ("slug", *(f"title_{code}" for code in CODES))
    base_form_class = CallForm
    objects = CallQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"title_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("call"), _("calls")

    def clean(self):
        super().clean()
        wrong = {later: text for earlier, later, text in ORDER if out_of_order(self, earlier, later)}
        if self.year_from and self.year_to and self.year_to < self.year_from:
            wrong["year_to"] = _("The last year of study is before the first.")
        if self.grant_amount and not self.grant_currency:
            wrong["grant_currency"] = _("In which currency?")
        if self.condition_id and self.condition.agreement_id != self.agreement_id:
            wrong["condition"] = _("This condition belongs to another agreement.")
        elif self.condition_id and self.direction and self.condition.direction != self.direction:
            wrong["condition"] = _("This condition goes the other way.")
        if wrong:
            raise ValidationError(wrong)

    def search_texts(self):
        """Also the partner, as far as visitors see it."""
        own = [getattr(self, f"{name}_{code}") for name in ("title", "programme_name") for code in CODES]
        return [*own, *((getattr(self.partner, f"name_{code}") for code in CODES) if self.shown_partner else ())]

    # --- saving ----------------------------------------------------------------------------------
    def settle(self):
        super().settle()
        self.follow_changes()

    def follow_changes(self):
        """A public call that changes a deadline gets the next number, which calendars look at; drafts do not count."""
        stored = type(self)._base_manager.filter(pk=self.pk).values("live", "sequence", "changed_at", *DEADLINES).first()
        if not stored:
            return
        self.sequence, self.changed_at = stored["sequence"], stored["changed_at"]
        if stored["live"] and any(stored[name] != getattr(self, name) for name in DEADLINES):
            self.sequence += 1
            self.changed_at = timezone.now()

    # --- what is computed ------------------------------------------------------------------------
    def state_at(self, now=None):
        """At a moment: announced, open, closing within a fortnight, closed."""
        now = now or timezone.now()
        if self.closes_at <= now:
            return CallState.CLOSED
        if self.opens_at and self.opens_at > now:
            return CallState.ANNOUNCED
        return CallState.CLOSING if self.closes_at - now <= timedelta(days=CLOSING_DAYS) else CallState.OPEN

    @property
    def state(self):
        return self.state_at()

    @property
    def state_label(self):
        return self.state.label

    @property
    def takes_applications(self):
        return self.state in (CallState.OPEN, CallState.CLOSING)

    @property
    def places_shown(self):
        """(number, whether it comes from the condition of the agreement); (None, False) where nobody says."""
        if self.places or not self.condition_id or not self.shown_agreement:
            return self.places, False
        holds = self.condition.covers(academic_year(self.period_from)) if self.period_from else False
        return (self.condition.places_per_year, True) if holds else (None, False)

    @property
    def last_date(self):
        """The last of its deadlines."""
        return max(moment for name in DEADLINES if (moment := getattr(self, name)))

    @property
    def shown_partner(self):
        """The partner, if visitors may see it."""
        return self.partner if self.partner_id and self.partner.live else None

    @property
    def shown_agreement(self):
        """The agreement, if visitors may see it."""
        agreement = self.agreement
        return agreement if agreement and agreement.live and agreement.lifecycle in PUBLISHED_STATES else None

    @property
    def languages_asked(self):
        """[(ISO 639-1 code, CEFR level or '')]"""
        return [(match[1], match[2] or "") for part in several(self.language_skills, MARKS) if (match := SKILL.fullmatch(part))]

    @property
    def grant_text(self):
        return money(self.grant_amount, self.grant_currency) if self.grant_amount else ""

    @property
    def shown_contact(self):
        return Contact.shown(self.contact or self.owner)

    def search_kind(self):
        return f"{self.get_activity_display()}, {self.get_direction_display()}"

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        return text_of(self, "summary", active())[0] or ", ".join(map(str, [self.get_activity_display(), self.get_direction_display(), self.state_label]))


ORDER = [
    ("opens_at", "closes_at", _("Applications would end before they begin.")),
    ("closes_at", "result_by", _("Results would be known before applications end.")),
    ("period_from", "period_to", _("The stay would end before it begins.")),
]


def out_of_order(call, earlier, later):
    first, second = getattr(call, earlier), getattr(call, later)
    return bool(first and second and second < first)


class CallPaper(Part):
    """What applicants send, with a form to fill in where there is one."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind"), max_length=21, choices=PaperKind.choices)
    name = models.CharField(_("more exactly"), max_length=200, blank=True)
    template = models.ForeignKey("core.SiteDocument", models.SET_NULL, null=True, blank=True, verbose_name=_("form to fill in"), related_name="+")

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = pgettext_lazy("of a call", "paper"), pgettext_lazy("of a call", "papers")

    def __str__(self):
        return self.get_kind_display()
