"""Rules that differ by country: which papers, which school certificate, which visa; and what a country has agreed specially."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.academic_year import check_academic_year
from core.fields import ChoicesField
from core.languages import text_of
from core.models import Row, RowQuerySet
from training.choices import Actor, Form, Legalisation, Level, Reach, Stage, Translation
from training.models.levels import LevelledQuerySet
from training.models.yearly import Yearly, YearlyQuerySet

YEAR = {"max_length": 9, "blank": True, "validators": [check_academic_year], "help_text": _("Only for this year, 2027/2028. Empty: every year.")}


class DocumentRuleQuerySet(LevelledQuerySet, YearlyQuerySet):
    def in_order(self):
        return self.order_by("order", "pk")


class DocumentRule(Yearly, Row):
    """One paper that an applicant has to send or bring."""

    name = models.CharField(_("paper"), max_length=200, blank=True)
    stage = models.CharField(_("asked for"), max_length=10, choices=Stage.choices)
    levels = ChoicesField(_("levels"), codes=Level.choices, help_text=_("None: all."))
    academic_year = models.CharField(_("academic year"), **YEAR)
    reach = models.CharField(_("for whom"), max_length=6, choices=Reach.choices, default=Reach.ALL)
    countries = ParentalManyToManyField("core.Country", blank=True, verbose_name=_("countries"), related_name="+")
    form = models.CharField(_("original or copy"), max_length=8, choices=Form.choices)
    copies = models.PositiveSmallIntegerField(_("copies"), null=True, blank=True, validators=[MaxValueValidator(20)])
    translation = models.CharField(_("translation"), max_length=8, choices=Translation.choices)
    legalisation = models.CharField(_("legalisation"), max_length=9, choices=Legalisation.choices)
    max_age_months = models.PositiveSmallIntegerField(
        _("not older than, months"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)], help_text=_("On the day it is handed in.")
    )
    form_code = models.CharField(_("number of the form"), max_length=40, blank=True)
    how = models.TextField(_("how to get it"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100, help_text=_("Smaller numbers stand first within a stage."))

    name_field = "name"
    objects = DocumentRuleQuerySet.as_manager()
    search_fields = [index.AutocompleteField("name_ru"), index.AutocompleteField("name_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("paper"), _("papers")
        ordering = ["order", "pk"]

    def holds_for(self, country, level, year=""):
        """For the citizens of a country (None: unknown, then only what holds for everyone), a level and an academic year."""
        named = country in self.countries.all()
        reached = {Reach.ALL: True, Reach.ONLY: named, Reach.EXCEPT: bool(country) and not named}[Reach(self.reach)]
        return reached and (not self.levels or level in self.levels) and self.academic_year in ("", year)

    def problems(self, chosen):
        found = []
        if (self.reach == Reach.ALL) == bool(chosen("countries")):
            found.append(("countries", _("Name the countries, and only where the rule is not for all.")))
        if self.public and not self.source_url and not self.is_sample:
            found.append(("source_url", _("Which page or order says so? Without a source the rule stays a draft.")))
        return found


class EntryRuleQuerySet(LevelledQuerySet, YearlyQuerySet):
    pass


class EntryRule(Yearly, Row):
    """Which school certificate of a country opens the way to studies, and with what marks."""

    country = models.ForeignKey("core.Country", models.PROTECT, verbose_name=_("country of schooling"), related_name="+")
    levels = ChoicesField(_("levels"), codes=Level.choices, help_text=_("None: all."))
    academic_year = models.CharField(_("academic year"), **YEAR)
    certificate_native = models.CharField(_("certificate, in the country's own language"), max_length=200, blank=True)
    native_lang = models.CharField(_("language of that name"), max_length=12, blank=True, help_text=_("BCP 47: ja, zh, pl"))
    certificate = models.CharField(_("certificate"), max_length=200, blank=True)
    minimum = models.TextField(_("minimum"), blank=True)
    subjects = models.TextField(_("subjects"), blank=True)
    note = models.TextField(_("remark"), blank=True)

    name_field = "certificate"
    objects = EntryRuleQuerySet.as_manager()
    search_fields = [index.AutocompleteField("certificate_ru"), index.AutocompleteField("certificate_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("entry rule"), _("entry rules")
        ordering = ["country", "pk"]

    def __str__(self):
        return f"{self.country.code if self.country_id else '…'}: {text_of(self, 'certificate', 'ru')[0]}"


class VisaRule(Row):
    """Whether the citizens of a country need an invitation and a visa to come for study. Unknown stays unknown."""

    country = models.ForeignKey("core.Country", models.PROTECT, verbose_name=_("citizens of"), related_name="+")
    needs_invitation = models.BooleanField(_("an invitation is needed"), null=True, blank=True)
    needs_visa = models.BooleanField(_("a visa is needed"), null=True, blank=True)
    invitation_months = models.PositiveSmallIntegerField(_("an invitation is valid for, months"), null=True, blank=True)
    applies = models.CharField(_("who asks for the invitation"), max_length=14, choices=Actor.choices, blank=True)
    in_person = models.BooleanField(_("in person"), null=True, blank=True)
    days_to_issue = models.PositiveSmallIntegerField(_("how long it takes, working days"), null=True, blank=True)
    details = models.TextField(_("what else to know"), blank=True)

    search_fields = [index.AutocompleteField("country")]

    class Meta:
        verbose_name, verbose_name_plural = _("invitation and visa"), _("invitations and visas")
        ordering = ["country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country"],
                condition=models.Q(public=True),
                name="one_public_visa_rule_each",
                violation_error_message=_("This country has a public rule already."),
            )
        ]

    def __str__(self):
        return f"{self.country.code}: {self.country.name_ru}" if self.country_id else "…"

    def answer(self):
        """The first sentence that a reader of this country gets."""
        country = text_of(self.country, "name")[0]
        sentences = {
            (True, True): gettext("%(country)s: to study here you need an invitation and a visa."),
            (False, True): gettext("%(country)s: to study here you need a visa, but no invitation."),
            (True, False): gettext("%(country)s: to study here you need no visa, but an invitation."),
            (False, False): gettext("%(country)s: to study here you need neither an invitation nor a visa."),
            (True, None): gettext("%(country)s: to study here you need an invitation; whether a visa is needed is not confirmed."),
            (None, True): gettext("%(country)s: to study here you need a visa; whether an invitation is needed is not confirmed."),
            (False, None): gettext("%(country)s: to study here you need no invitation; whether a visa is needed is not confirmed."),
            (None, False): gettext("%(country)s: to study here you need no visa; whether an invitation is needed is not confirmed."),
        }
        unknown = gettext("%(country)s: whether an invitation or a visa is needed is not confirmed.")
        return capfirst(sentences.get((self.needs_invitation, self.needs_visa), unknown) % {"country": country})

    def problems(self, chosen):
        if self.public and not self.source_url and not self.is_sample:
            return [("source_url", _("Which page or order says so? Without a source the rule stays a draft."))]
        return []


class NoticeQuerySet(RowQuerySet):
    def running(self, today=None):
        return self.filter(models.Q(valid_until=None) | models.Q(valid_until__gte=today or localdate()))


class NationalNotice(Row):
    """What citizens of certain countries must know beside the common rules: a quota, an examination of their own."""

    title = models.CharField(_("title"), max_length=150, blank=True)
    text = models.TextField(_("text"), blank=True)
    countries = ParentalManyToManyField("core.Country", verbose_name=_("countries"), related_name="+")
    valid_until = models.DateField(_("shown until"), null=True, blank=True)

    name_field = "title"
    objects = NoticeQuerySet.as_manager()
    search_fields = [index.AutocompleteField("title_ru"), index.AutocompleteField("title_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("national notice"), _("national notices")
        ordering = ["title_ru", "pk"]

    def is_running(self, today=None):
        return not self.valid_until or self.valid_until >= (today or localdate())

    def problems(self, chosen):
        return [] if chosen("countries") else [("countries", _("Name the countries."))]
