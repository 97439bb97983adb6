"""An honorary title and the person to whom it was awarded."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.choices import Precision
from core.languages import CODES, active, text_of
from core.models import Contact, Record
from honorary.choices import EXPLAINED, HELD, MARKS, State, Title
from honorary.contradictions import CONTRADICTIONS
from honorary.forms import AwardForm
from honorary.identifiers import check_addresses, check_orcid, check_wikidata, orcid_address, wikidata_address
from honorary.models.questions import AwardQuerySet

NAME_PARTS = ("given_name", "other_name", "family_name")


class Award(Record):
    """The names stand in parts, as on the diploma: in Cyrillic and in Latin script."""

    title = models.CharField(_("honorary title"), max_length=9, choices=Title.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, help_text=_("Whatever it is, the page says so."))
    # --- who ---------------------------------------------------------------------------------
    family_name = models.CharField(_("family name"), max_length=100, blank=True, help_text=_("As on the diploma."))
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    other_name = models.CharField(_("patronymic or other names"), max_length=100, blank=True)
    family_first = models.BooleanField(_("the family name is said first"), default=False, help_text=_("As in Chinese, Hungarian or Vietnamese names."))
    native_name = models.CharField(_("name in its own script"), max_length=150, blank=True)
    native_lang = models.CharField(_("language of it"), max_length=12, blank=True, help_text=_("BCP 47: ja, zh, pl"))
    prefix = models.CharField(_("academic title before the name"), max_length=100, blank=True, help_text=_("Professor, Academician"))
    died_in = models.PositiveSmallIntegerField(
        _("year of death"), null=True, blank=True, validators=[MinValueValidator(1921), MaxValueValidator(2100)],
        help_text=_("The year only; a day of birth is not kept."),
    )  # fmt: skip
    portrait = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("portrait"), related_name="+")
    photo_permission = models.CharField(
        _("who allowed the portrait, and when"), max_length=200, blank=True, help_text=_("Never published. Without it the portrait is not shown.")
    )
    orcid = models.CharField("ORCID iD", max_length=19, blank=True, validators=[check_orcid], help_text="0000-0002-1825-0097")
    wikidata = models.CharField("Wikidata", max_length=15, blank=True, validators=[check_wikidata], help_text="Q12345")
    # --- where from --------------------------------------------------------------------------
    country = models.ForeignKey(
        "core.Country", models.PROTECT, verbose_name=_("country"), related_name="+", help_text=_("In which the person worked when the title was awarded.")
    )
    affiliation_then = models.CharField(_("organisation at that time"), max_length=250, blank=True, help_text=_("Under the name that it had then."))
    partner = models.ForeignKey("partners.Partner", models.SET_NULL, null=True, blank=True, verbose_name=_("our partner"), related_name="+")
    isced_f = ParentalManyToManyField("core.FieldOfStudy", blank=True, verbose_name=_("fields (ISCED-F)"), related_name="awards")
    # --- what for ----------------------------------------------------------------------------
    grounds = models.TextField(_("grounds"), max_length=1000, blank=True, help_text=_("What the title was given for, as the decision says it."))
    contribution = models.TextField(_("contribution to our university"), blank=True)
    biography = models.TextField(_("biography"), blank=True)
    # --- decision and ceremony ---------------------------------------------------------------
    decision_body = models.CharField(_("who decided"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    decision_no = models.CharField(_("number of the decision"), max_length=60, blank=True)
    conferred_on = models.DateField(_("conferred on"), null=True, blank=True)
    conferred_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    ceremony = models.ForeignKey("masterclasses.Event", models.SET_NULL, null=True, blank=True, verbose_name=_("ceremony"), related_name="+")
    diploma_no = models.CharField(_("number of the diploma"), max_length=60, blank=True, help_text=_("Never published."))
    withdrawn_on = models.DateField(pgettext_lazy("an honorary title", "withdrawn on"), null=True, blank=True)
    withdrawn_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    more_sources = models.TextField(_("further sources"), blank=True, validators=[check_addresses], help_text=_("Addresses, one a line."))
    # --- computed ----------------------------------------------------------------------------
    year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    decade = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)

    address = "honorary"
    name_field = "family_name"
    base_form_class = AwardForm
    objects = AwardQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"family_name_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("honorary title"), _("honorary titles")

    def clean(self):
        super().clean()
        if wrong := {field: text for field, is_wrong, text in CONTRADICTIONS if is_wrong(self)}:
            raise ValidationError(wrong)

    # --- names -------------------------------------------------------------------------------
    def full_name(self, lang):
        """In the order in which it is said; '' where the family name is not known in the language."""
        parts = {name: getattr(self, f"{name}_{lang}") for name in NAME_PARTS}
        order = ("family_name", "given_name", "other_name") if self.family_first else NAME_PARTS
        return " ".join(filter(None, (parts[name] for name in order))) if parts["family_name"] else ""

    def name_text(self, lang=None):
        _family, found = text_of(self, "family_name", lang)
        return self.full_name(found), found

    def other_names(self):
        """[(name, language)] of the forms beside the one that stands above the page."""
        shown = self.title_text[1]
        return [(name, code) for code in CODES if code != shown and (name := self.full_name(code))]

    def texts(self, lang):
        """The name in one piece; its parts are no texts of their own."""
        names = [name for name in self.translated_fields() if name not in NAME_PARTS]
        return [self.full_name(lang), *(getattr(self, f"{name}_{lang}") or "" for name in names)]

    def search_texts(self):
        return [self.native_name, *(self.full_name(code) for code in CODES), *(getattr(self, f"affiliation_then_{code}") for code in CODES)]

    def search_also(self):
        return [getattr(self.partner, f"name_{code}") for code in CODES] if self.partner_id and self.partner.live else []

    # --- when --------------------------------------------------------------------------------
    @property
    def awarded(self):
        """(day, how exactly it is known) of the conferring, else of the decision; (None, …) where no source says."""
        name = "conferred" if self.conferred_on else "decided"
        return getattr(self, f"{name}_on"), getattr(self, f"{name}_precision")

    def settle(self):
        super().settle()
        day, _precision = self.awarded
        self.year = day and day.year
        self.decade = day and day.year // 10 * 10
        for code in CODES:
            setattr(self, f"full_name_{code}", self.full_name(code))

    # --- what is shown -----------------------------------------------------------------------
    @property
    def label(self):
        """The shape of the state where it must be seen before anything else, else ""."""
        return MARKS.get(State(self.state), "") if self.state else ""

    @property
    def label_text(self):
        return self.get_state_display() if self.label else ""

    @property
    def state_explained(self):
        return EXPLAINED.get(self.state, "")

    @property
    def is_held(self):
        return self.state in HELD

    @property
    def shown_portrait(self):
        return self.portrait if self.photo_permission else None

    @property
    def shown_ceremony(self):
        return self.ceremony if self.ceremony_id and self.ceremony.live else None

    @property
    def shown_partner(self):
        return self.partner if self.partner_id and self.partner.live else None

    @property
    def shown_contact(self):
        return Contact.shown(self.owner)

    @property
    def sources(self):
        """Addresses of the pages that say so."""
        return list(filter(None, [self.source_url, *map(str.strip, self.more_sources.split("\n"))]))

    @property
    def elsewhere(self):
        """[(where, number, address)] of the person in other registers."""
        found = [("ORCID", self.orcid, orcid_address), ("Wikidata", self.wikidata, wikidata_address)]
        return [(name, number, address(number)) for name, number, address in found if number]

    def grounds_in_languages(self):
        return [getattr(self, f"grounds_{code}") for code in CODES]

    def title_and_year(self):
        """«honorary doctor, 2012»; only what is known."""
        day = self.awarded[0]
        return ", ".join(filter(None, [str(self.get_title_display()), str(day.year) if day else ""]))

    def search_kind(self):
        return self.get_title_display()

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        """What it is, from where, the state where it is not the usual one, the grounds."""
        place = text_of(self.country, "name")[0] if self.country_id else ""
        line = ", ".join(filter(None, [self.title_and_year(), str(self.label_text), place]))
        return ". ".join(filter(None, [line, text_of(self, "grounds", active())[0]]))


for _code in CODES:
    Award.add_to_class(f"full_name_{_code}", models.CharField(max_length=320, default="", editable=False))
