from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from core.academic_year import academic_year
from core.forms import RecordForm
from core.languages import CODES, active, text_of
from core.models import Record, RecordQuerySet
from core.models.parts import Part
from partners.choices import EQF
from training.choices import CEFR, STUDY_LANGUAGES, Level, Mode, ProgrammeState
from training.models.intake import Intake
from training.models.money import Fee

LISTED = [ProgrammeState.OPEN, ProgrammeState.NO_NEW, ProgrammeState.ARCHIVED]


class ProgrammeQuerySet(RecordQuerySet):
    def public(self):
        """What lists, search and sitemap show: all that is published but for programmes that are reached by their address only."""
        return self.published().filter(state__in=LISTED)

    def reachable(self):
        """What has a page: those by address too."""
        return self.published()

    def current(self):
        return self.exclude(state=ProgrammeState.ARCHIVED)

    def archive(self):
        return self.filter(state=ProgrammeState.ARCHIVED)

    def taking_students(self):
        """Into which one can still get."""
        return self.published().filter(state__in=[ProgrammeState.OPEN, ProgrammeState.BY_LINK])

    def with_level_order(self):
        """Adds `level_order`: as the levels follow one another, not as their codes sort."""
        whens = [models.When(level=level.value, then=models.Value(number)) for number, level in enumerate(Level)]
        return self.annotate(level_order=models.Case(*whens, default=models.Value(len(whens)), output_field=models.IntegerField()))

    def without_fee(self, year=None):
        """Open ones for which no public fee says what an academic year costs (the running one)."""
        return self.taking_students().exclude(pk__in=Fee.objects.public().of_year(year or academic_year()).values("programme"))

    def without_intake(self, now=None):
        """Open ones for which no public intake is open or announced."""
        return self.taking_students().exclude(pk__in=Intake.objects.public().not_closed(now).values("programmes"))

    def with_variants(self):
        """With everything that a row, a comparison or an estimate prints; one more query."""
        return self.select_related("isced_f", "faculty", "owner").prefetch_related("variants")

    def for_rows(self):
        return self.with_variants()


class Programme(Record):
    """A course of study that foreign applicants can take."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    isced_f = models.ForeignKey("core.FieldOfStudy", models.PROTECT, null=True, blank=True, verbose_name=_("field (ISCED-F)"), related_name="programmes")
    eqf = models.CharField(_("level of the European Qualifications Framework"), max_length=1, choices=EQF, blank=True)
    national_code = models.CharField(_("code of the national classifier"), max_length=30, blank=True)
    faculty = models.ForeignKey("core.Unit", models.SET_NULL, null=True, blank=True, verbose_name=_("faculty or department"), related_name="+")
    qualification = models.CharField(_("qualification, as in the diploma"), max_length=200, blank=True)
    duration_months = models.PositiveSmallIntegerField(_("length, months"), null=True, blank=True, validators=[MinValueValidator(1)])
    teaching_months = models.PositiveSmallIntegerField(_("of it teaching, months"), null=True, blank=True)
    clinical_months = models.PositiveSmallIntegerField(_("of it clinical training, months"), null=True, blank=True)
    internship_months = models.PositiveSmallIntegerField(_("internship after it, months"), null=True, blank=True)
    whole_course_here = models.BooleanField(_("the whole course is taught in Minsk"), null=True, blank=True)
    joint_delivery = models.TextField(_("what is taught elsewhere"), blank=True)
    clinical_language = models.TextField(_("language at the bedside"), blank=True, help_text=_("In which language students speak with patients. Be honest."))
    language_classes = models.TextField(_("Russian classes"), blank=True)
    credits = models.DecimalField(_("credits"), max_digits=5, decimal_places=1, null=True, blank=True)
    credit_system = models.CharField(_("credit system"), max_length=40, blank=True, help_text="ECTS")
    mode = models.CharField(_("mode of study"), max_length=10, choices=Mode.choices, blank=True)
    entry_subjects = models.TextField(_("subjects and tests at entry"), blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    curriculum = models.TextField(_("what is taught"), blank=True)
    careers = models.TextField(_("what graduates do"), blank=True)
    places = models.PositiveSmallIntegerField(_("places for foreign applicants"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ProgrammeState.choices, default=ProgrammeState.OPEN)

    address = "training/programmes"
    known_by = ("slug", *(f"{name}_{code}" for name in ("name", "short_name") for code in CODES))
    base_form_class = RecordForm
    objects = ProgrammeQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"name_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("programme"), _("programmes")

    def search_texts(self):
        return [getattr(self, f"{name}_{code}") for name in ("name", "short_name", "qualification") for code in CODES]

    # --- what is computed ------------------------------------------------------------------
    @property
    def years(self):
        """How many academic years it takes, None where no source says."""
        return -(-self.duration_months // 12) if self.duration_months else None

    @cached_property
    def languages_taught(self):
        """ISO 639-1 codes."""
        return [variant.language for variant in self.variants.all()]

    def variant(self, language):
        return next((variant for variant in self.variants.all() if variant.language == language), None)

    @property
    def takes_students(self):
        return self.state in (ProgrammeState.OPEN, ProgrammeState.BY_LINK)

    @property
    def is_offered(self):
        """May visitors find it, and can one still get into it?"""
        return self.live and self.state == ProgrammeState.OPEN

    @property
    def is_listed(self):
        return self.state in LISTED

    # --- the editing form's lists of what hangs on it --------------------------------------
    def all_fees(self):
        return self.fees.order_by("-academic_year", "language")

    def add_fee_url(self):
        return f"{reverse('wagtailsnippets_training_fee:add')}?programme={self.pk}"

    def all_intakes(self):
        return self.intakes.order_by("-studies_start")

    def add_intake_url(self):
        return f"{reverse('wagtailsnippets_training_intake:add')}?programme={self.pk}"

    # --- what lists and previews ask ---------------------------------------------------------
    def search_kind(self):
        return self.get_level_display()

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        return text_of(self, "summary", active())[0] or self.get_level_display().capitalize()


class LanguageVariant(Part):
    """One language in which a programme is taught, and how well one must know it to begin."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="variants")
    language = models.CharField(_("language of teaching"), max_length=2, choices=STUDY_LANGUAGES)
    entry_level = models.CharField(_("level at entry (CEFR)"), max_length=2, choices=CEFR, blank=True)
    own_test = models.BooleanField(_("the university tests it itself"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("language of teaching"), _("languages of teaching")
        constraints = [models.UniqueConstraint(fields=["programme", "language"], name="a_language_once_in_a_programme")]

    def __str__(self):
        return self.get_language_display()
