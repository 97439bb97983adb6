"""Plain rows: what a section keeps in lists and prints inside its pages, without an address or drafts of its own."""

import uuid

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from modeltranslation.translator import translator
from wagtail.search import index

from core import facts
from core.days import WRONG_YEAR
from core.forms import NO_FACTS, RowForm
from core.languages import CODES, text_of
from core.models.confirmable import Confirmable
from core.text import host_of

NEEDED = _("A text in this language is needed too. Fill it in, or keep the row as a draft: take the tick “shown to visitors” away.")

NAME_NEEDED = _("A name is needed.")
IN_FUTURE = _("This day is still to come.")
YEARS = range(1990, 2101)  # of days that a row may name


class RowQuerySet(models.QuerySet):
    def public(self):
        """What visitors may see."""
        return self.filter(public=True)

    def drafts(self):
        """Written down, not shown yet."""
        return self.filter(public=False)

    def real(self):
        """Without sample rows."""
        return self.filter(is_sample=False)

    def of_keys(self, pks):
        return self.filter(pk__in=pks)

    def overdue(self, today=None):
        """Past their review date."""
        return self.filter(review_due_on__lt=today or localdate())


class Row(Confirmable, index.Indexed, ClusterableModel):
    """A fee, a rule, a date ...: shown or not, with who answers for it, its source, and when it is looked at again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    public = models.BooleanField(_("shown to visitors"), default=True, help_text=_("Without the tick it is a draft that only the office sees."))
    owner = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("responsible"), related_name="+")
    review_due_on = models.DateField(_("next review"), null=True, blank=True)
    source_url = models.URLField(_("public source"), max_length=700, blank=True, help_text=_("The page that says so. Shown to visitors."))
    internal_note = models.TextField(_("internal note"), blank=True, help_text=_("Never published."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    name_field = ""  # the text that names it, where it has one
    years = YEARS
    beside = None  # in an import: all rows of the kind as they would be, which rules about several of them look at
    base_form_class = RowForm
    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return (text_of(self, self.name_field, CODES[0])[0] if self.name_field else "") or f"№ {self.pk}"

    @classmethod
    def translated_fields(cls):
        return sorted(translator.get_options_for_model(cls).get_field_names()) if cls in translator.get_registered_models() else []

    def settle(self):
        """Everything that is computed from the fields."""

    def save(self, *args, **kwargs):
        self.settle()
        super().save(*args, **kwargs)

    def problems(self, chosen):
        """What is wrong with this row, beyond its single fields: [(field, sentence)]. `chosen(name)` answers the rows of a many-to-many field."""
        return []

    def all_problems(self, chosen):
        """Also what holds for every row: texts of a public one stand in all languages or in none, and print no facts."""
        columns = [[f"{name}_{code}" for code in CODES] for name in self.translated_fields()]
        gaps = [column for own in columns if self.public and any(getattr(self, one) for one in own) for column in own if not getattr(self, column)]
        keys = [column for own in columns for column in own if facts.keys_in(getattr(self, column))]
        nameless = [(f"{self.name_field}_{CODES[0]}", NAME_NEEDED)] if self.name_field and not text_of(self, self.name_field)[0] else []
        days = [field.name for field in self._meta.concrete_fields if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)]
        wrong = [(name, WRONG_YEAR) for name in days if (day := getattr(self, name)) and day.year not in self.years]
        return [*wrong, *nameless, *((column, NEEDED) for column in gaps), *((column, NO_FACTS) for column in keys), *self.problems(chosen)]

    @property
    def version(self):
        """Another one after every change."""
        return self.updated_at

    @property
    def source_host(self):
        return host_of(self.source_url)
