"""The facts register: every number the public reads, once, with its sources."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import ProtectedError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import ReferenceIndex, RevisionMixin
from wagtail.search import index

from core.choices import Precision, Qualifier
from core.forms import FactForm
from core.models.parts import Part

KEY = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Small Latin letters, digits and “_”, a letter first: partner_countries"))


class FactQuerySet(models.QuerySet):
    def with_values(self):
        """With all values: one more query for any number of facts."""
        return self.prefetch_related("values")

    def overdue(self, today=None):
        """Past their review date."""
        return self.filter(review_due_on__lt=today or localdate())


class Fact(RevisionMixin, index.Indexed, ClusterableModel):
    """A number, or a statement, that pages print by its key. Several sources may give several values; one is current."""

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[KEY], help_text=_("Written in texts as [[key]]."))
    label = models.CharField(_("what it is"), max_length=150, help_text=_("As a heading: Partner countries"))
    unit = models.CharField(_("words after the number"), max_length=150, blank=True, help_text=_("As they stand under the large figure: partner countries"))
    owner = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("responsible"), related_name="+")
    deputy = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("deputy"), related_name="+")
    review_due_on = models.DateField(_("next review"), null=True, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True, help_text=_("Never published."))
    updated_at = models.DateTimeField(auto_now=True)

    known_by = ("key",)  # to a spreadsheet
    base_form_class = FactForm
    objects = FactQuerySet.as_manager()
    search_fields = [index.AutocompleteField("key"), index.AutocompleteField("label_ru"), index.AutocompleteField("label_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("fact"), _("facts")
        ordering = ["key"]

    def __str__(self):
        return f"{self.label_ru or self.label_en} [{self.key}]"

    @property
    def current_value(self):
        return next((value for value in self.values.all() if value.current), None)

    @property
    def is_overdue(self):
        return bool(self.review_due_on and self.review_due_on < localdate())

    def uses(self):
        """Where it is printed: groups of (object, references), from Wagtail's index, which every save keeps."""
        return ReferenceIndex.get_grouped_references_to(self)

    def delete(self, *args, **kwargs):
        """A fact that a page prints stays."""
        if self.pk and (used_by := {found for found, _references in self.uses()}):
            raise ProtectedError(f"{self.key} is printed somewhere.", used_by)
        return super().delete(*args, **kwargs)


class FactValue(Part):
    """What one source says of a fact at one time: a number, or words where there is nothing to count."""

    fact = ParentalKey(Fact, on_delete=models.CASCADE, related_name="values")
    number = models.DecimalField(_("number"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)])
    text = models.CharField(_("or words"), max_length=150, blank=True, help_text=_("Only where there is nothing to count."))
    qualifier = models.CharField(_("meant as"), max_length=9, choices=Qualifier.choices, default=Qualifier.EXACT)
    as_of = models.DateField(_("as of"), null=True, blank=True, help_text=_("The day the number speaks of; empty where the source has no date."))
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.YEAR)
    note = models.CharField(_("remark"), max_length=300, blank=True, help_text=_("What is counted, or why sources differ. Shown to visitors."))
    source = models.CharField(_("source"), max_length=250)
    source_url = models.URLField(_("its address"), max_length=700, blank=True)
    checked_on = models.DateField(_("source looked at on"), null=True, blank=True)
    current = models.BooleanField(_("current value"), default=False)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("value"), _("values")
        constraints = [
            models.CheckConstraint(condition=models.Q(number__isnull=True) | models.Q(number__gte=0), name="no_negative_fact"),
        ]

    def __str__(self):
        return str(self.number if self.number is not None else self.text_ru)
