"""What an agreement lays down for people who go and come, in the shape of EWP IIA v7: one row for each activity and direction."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.academic_year import check_academic_year
from core.fields import ChoicesField
from core.models.contacts import SPOKEN
from core.models.parts import Part
from core.text import several
from partners.choices import EQF, Activity, Direction
from partners.models.agreement import Agreement

SKILL = re.compile(r"([a-z]{2})(?: ([ABC][12]))?")
FIELD = re.compile(r"\d{4}")
MARKS = ";,\n"  # between the codes of one field


def check_fields(text):
    if wrong := [part for part in several(text, MARKS) if not FIELD.fullmatch(part)]:
        raise ValidationError(_("An ISCED-F code has four digits: %(wrong)s"), params={"wrong": ", ".join(wrong)})


def check_languages(text):
    known = dict(SPOKEN)
    matches = [(part, SKILL.fullmatch(part)) for part in several(text, MARKS)]
    if wrong := [part for part, match in matches if not match or match[1] not in known]:
        raise ValidationError(
            _("Write a language code and a level, several separated by “;”: en B2; ru A2. Not understood: %(wrong)s"), params={"wrong": ", ".join(wrong)}
        )


class ConditionQuerySet(models.QuerySet):
    def to_choose(self, agreement, chosen):
        """Those of an agreement, and the one that is chosen already; both are primary keys or None."""
        found = self.filter(models.Q(agreement=agreement) | models.Q(pk=chosen))
        return found.select_related("agreement").order_by("direction", "first_academic_year", "pk")


class Condition(Part):
    """So many people a year, of this kind, that way."""

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="conditions")
    activity = models.CharField(_("who and what for"), max_length=20, choices=Activity.choices)
    direction = models.CharField(_("which way"), max_length=8, choices=Direction.choices)
    sending_unit = models.CharField(_("sending faculty or department"), max_length=200, blank=True)
    receiving_unit = models.CharField(_("receiving faculty or department"), max_length=200, blank=True)
    first_academic_year = models.CharField(_("first academic year"), max_length=9, validators=[check_academic_year], help_text="2026/2027")
    last_academic_year = models.CharField(_("last academic year"), max_length=9, validators=[check_academic_year], help_text="2028/2029")
    places_per_year = models.PositiveSmallIntegerField(_("places a year"), validators=[MinValueValidator(1)])
    months_per_year = models.DecimalField(
        _("months a year, all places together"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.01)],
        help_text=_("Students."),
    )
    days_per_year = models.DecimalField(
        _("days a year, all places together"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.01)],
        help_text=_("Staff."),
    )
    blended = models.BooleanField(_("blended: partly online"), null=True, blank=True)
    eqf_levels = ChoicesField(_("levels of study"), codes=EQF)
    isced_f = models.CharField(_("fields: ISCED-F codes"), max_length=120, blank=True, validators=[check_fields], help_text="0912; 0911")
    language_skills = models.CharField(_("languages and levels (CEFR)"), max_length=120, blank=True, validators=[check_languages], help_text="en B2; ru A2")
    other_terms = models.TextField(_("other terms"), blank=True)

    objects = ConditionQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("condition"), _("conditions of cooperation")

    def __str__(self):
        return f"{self.activity} {self.direction} {self.places_per_year}"

    def covers(self, year):
        """Does it hold in an academic year, '2026/2027'?"""
        return self.first_academic_year <= year <= self.last_academic_year

    @property
    def is_for_students(self):
        return self.activity in (Activity.STUDENT_STUDIES, Activity.STUDENT_TRAINEESHIP)

    @property
    def field_codes(self):
        return several(self.isced_f, MARKS)

    @property
    def languages(self):
        """[(ISO 639-1 code, CEFR level or '')]"""
        return [(match[1], match[2] or "") for part in several(self.language_skills, MARKS) if (match := SKILL.fullmatch(part))]

    def clean(self):
        super().clean()
        if self.first_academic_year and self.last_academic_year and self.last_academic_year < self.first_academic_year:
            raise ValidationError({"last_academic_year": _("The last academic year is before the first.")})
        if self.activity and self.is_for_students and self.blended is None:
            raise ValidationError({"blended": _("For students: is it partly online?")})
        if self.activity and not self.is_for_students and self.months_per_year:
            raise ValidationError({"months_per_year": _("Staff are counted in days.")})
        if self.activity and self.is_for_students and self.days_per_year:
            raise ValidationError({"days_per_year": _("Students are counted in months.")})
        if self.activity in (Activity.STUDENT_STUDIES, Activity.STAFF_TEACHING) and not self.language_skills:
            raise ValidationError({"language_skills": _("Studies and teaching need at least one language.")})
