"""The recognition ledger: who recognises the diploma, what the graduate still has to do, how we know, when it is looked at again."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.search import index

from core.files import private_storage
from core.models import Row, RowQuerySet
from core.models.parts import Part
from core.models.rows import IN_FUTURE
from training.choices import NUMBERS, RECHECK, RECHECK_LABEL, Measure, Met, RecognitionStatus, Scope


class StatementQuerySet(RowQuerySet):
    def past_recheck(self, today=None):
        """Looked at too long ago: shown as "being re-checked"."""
        today = today or localdate()
        return self.filter(pk__in=[row.pk for row in self.only("checked_on", "recheck_after_days") if row.is_past_recheck(today)])

    def with_conditions(self):
        return self.select_related("country", "programme").prefetch_related("conditions")


class RecognitionStatement(Row):
    """What one authority says of the university's diploma, or of one programme's. No country: an international directory."""

    scope = models.CharField(pgettext_lazy("what a statement is about", "about"), max_length=11, choices=Scope.choices, default=Scope.INSTITUTION)
    programme = models.ForeignKey("training.Programme", models.CASCADE, null=True, blank=True, verbose_name=_("programme"), related_name="statements")
    country = models.ForeignKey(
        "core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="+", help_text=_("Empty: international.")
    )
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    authority_url = models.URLField(_("site of the authority"), max_length=500)
    status = models.CharField(_("status"), max_length=13, choices=RecognitionStatus.choices)
    graduate_must = models.TextField(_("what the graduate still has to do"), blank=True)
    register_id = models.CharField(_("number in the authority's register"), max_length=60, blank=True)
    evidence_url = models.URLField(_("evidence: the page that says so"), max_length=700, blank=True)
    evidence_file = models.FileField(
        _("evidence: a file"), upload_to="training/recognitionstatement/%Y/", storage=private_storage, blank=True, help_text=_("Never published.")
    )
    checked_on = models.DateField(_("checked on"))
    recheck_after_days = models.PositiveSmallIntegerField(
        _("looked at again after, days"), default=180, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )

    name_field = "authority"
    objects = StatementQuerySet.as_manager()
    search_fields = [index.AutocompleteField("authority_ru"), index.AutocompleteField("authority_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("recognition"), _("recognition ledger")
        ordering = ["country", "authority_ru", "pk"]

    @property
    def recheck_on(self):
        """The last day on which the statement holds without another look."""
        return self.checked_on + timedelta(days=self.recheck_after_days)

    def is_past_recheck(self, today=None):
        return self.recheck_on < (today or localdate())

    @property
    def status_now(self):
        """What visitors read: the status, or that it is being re-checked."""
        return RECHECK if self.is_past_recheck() else self.status

    @property
    def status_label(self):
        return RECHECK_LABEL if self.is_past_recheck() else self.get_status_display()

    def problems(self, chosen):
        found = [("checked_on", IN_FUTURE)] if self.checked_on and self.checked_on > localdate() else []
        if (self.scope == Scope.PROGRAMME) != bool(self.programme_id):
            found.append(("programme", _("Name the programme, and only where the statement is about one.")))
        if self.status and self.status != RecognitionStatus.NOT_CONFIRMED and not self.evidence_url:
            found.append(("evidence_url", _("No statement without evidence. Without any, choose “not confirmed”.")))
        if self.public and self.status not in ("", RecognitionStatus.LISTED) and not (self.graduate_must_ru or self.graduate_must_en):
            found.append(("graduate_must_ru", _("What does the graduate still have to do? If nothing, say so.")))
        return found


class RegulatorCondition(Part):
    """One rule of a regulator, to be held against a number of the programme or against what the office knows."""

    statement = ParentalKey(RecognitionStatement, on_delete=models.CASCADE, related_name="conditions")
    measure = models.CharField(_("compared with"), max_length=17, choices=Measure.choices)
    requirement = models.CharField(_("the rule"), max_length=250, blank=True)
    threshold = models.PositiveSmallIntegerField(_("at least, months"), null=True, blank=True)
    our_value = models.CharField(_("our value"), max_length=200, blank=True, help_text=_("Only where nothing is counted."))
    met = models.CharField(_("met"), max_length=7, choices=Met.choices, default=Met.UNKNOWN, help_text=_("Only where nothing is counted."))

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("condition of the regulator"), _("conditions of the regulator")

    def __str__(self):
        return self.requirement_ru or self.requirement_en or f"№ {self.pk}"

    @property
    def is_counted(self):
        return self.measure in NUMBERS
