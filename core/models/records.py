"""Records: rows of a register that have an address of their own."""

import uuid
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.models import ClusterableModel
from modeltranslation.translator import translator
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from core.days import beyond_reckoning
from core.keys import key_of
from core.languages import CODES, NAMES, active, text_of
from core.models.confirmable import Confirmable
from core.models.multilingual import Multilingual, SearchKeyQuerySet
from core.nav import home_url
from core.signals import several_changed
from core.text import index_text, latin_slug, query_prefixes, sort_text


class RecordQuerySet(SearchKeyQuerySet):
    def update(self, **fields):
        """As Django's, and whoever keeps something made of these rows is told."""
        pks = list(self.values_list("pk", flat=True)) if self.query.can_filter() else []
        number = super().update(**fields)
        several_changed.send(self.model, pks=pks)
        return number

    update.alters_data = True

    def published(self):
        """Live, in Wagtail's sense."""
        return self.filter(live=True)

    def public(self):
        """What visitors may see; a kind of record may ask for more than being live."""
        return self.published()

    def for_rows(self):
        """With everything that one row of a list or search result prints."""
        return self

    def for_search(self):
        """With everything that a search entry tells."""
        return self.for_rows()

    def at(self, slug):
        """The record at the last part of an address, None where there is none."""
        return self.filter(slug=slug).first()

    def numbered(self, text):
        """The record of a number that stands in an address, None where there is none."""
        return self.filter(pk=key_of(text)).first()

    def real(self):
        """Without sample rows: what public counters, the sitemap and structured data speak of."""
        return self.filter(is_sample=False)

    def best_first(self, query):
        """Those whose name begins with a word of the query before those that only contain it."""
        begins = Q()
        for prefix in query_prefixes(query):
            begins |= Q(search_key__startswith=f" {prefix}")
        rank = Case(When(begins, then=0), default=1, output_field=IntegerField()) if begins else Value(0)
        return self.order_by(rank, f"sort_key_{active()}", "pk")


class Record(Multilingual, Confirmable, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """A row with drafts, revisions, previews in each language, history, and an address `/{lang}/{address}/{slug}/`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("address"), max_length=120, unique=True, blank=True,
        help_text=_("The last part of the address, the same in every language. Left empty, it is made from the name; changed later, the old address leads to the new one."),
    )  # fmt: skip
    owner = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("responsible"), related_name="+")
    deputy = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("deputy"), related_name="+")
    review_due_on = models.DateField(_("next review"), null=True, blank=True)
    source_url = models.URLField(_("public source"), max_length=700, blank=True, help_text=_("The page that says so. Shown to visitors."))
    internal_note = models.TextField(_("internal note"), blank=True, help_text=_("Never published."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    search_key = models.TextField(default="", editable=False)

    address = ""  # "partnership/partners": where the section page shows these records
    name_field = "name"
    known_by = ()  # fields and paths by which a spreadsheet may name a record
    label_text = ""  # what must be read before the name, in the title of the window too: cancelled, withdrawn
    is_preview = False  # of a form that may not be saved yet: what belongs to it is asked of the object, not of the database
    shown_by = None  # (section page type, register), set by the section page
    preview_modes = list(NAMES.items())

    class Meta:
        abstract = True

    def __str__(self):
        """Not in the active language: it may be empty, and it changes with the reader's interface."""
        return self.name_text(CODES[0])[0] or f"№ {self.pk}"

    # --- texts -----------------------------------------------------------------------------
    @classmethod
    def translated_fields(cls):
        names = translator.get_options_for_model(cls).get_field_names()
        return sorted(names, key=lambda name: name != cls.name_field)

    def texts(self, lang):
        return [getattr(self, f"{name}_{lang}") or "" for name in self.translated_fields()]

    def search_texts(self):
        """What a reader may type to find this record: its translated names first."""
        return [getattr(self, f"{self.name_field}_{code}") for code in CODES]

    def search_path(self):
        return f"{self.address}/{self.slug}/"

    def name_text(self, lang=None):
        """(name, language it is in); names that stand in parts are put together here."""
        return text_of(self, self.name_field, lang)

    @property
    def title_text(self):
        """The same in the language being shown."""
        return self.name_text()

    @property
    def version(self):
        """Another one after every change, of the draft too."""
        return self.latest_revision_id

    # --- address ---------------------------------------------------------------------------
    def get_url(self, lang=None):
        """The page's path in a language; the same slug in each."""
        with override(lang or active()):
            return reverse("wagtail_serve", args=[f"{self.address}/{self.slug}/"])

    url = property(get_url)

    @classmethod
    def register_url(cls, **words):
        """The public list of these records, narrowed by words of its address."""
        page_type, register = cls.shown_by
        return f"{home_url(active())}{page_type.fixed_slug}/{f'{register.path}/' if register.path else ''}?{urlencode(words)}"

    def make_slug(self, is_taken=None):
        """A free Latin slug from the English name, else the Russian one. `is_taken` is a function(slug), by default a query."""
        others = type(self)._base_manager.exclude(pk=self.pk)
        is_taken = is_taken or (lambda slug: others.filter(slug=slug).exists())
        slug = base = latin_slug(self.name_text(CODES[-1])[0])
        number = 2
        while is_taken(slug):
            slug = f"{base}-{number}"
            number += 1
        return slug

    # --- what stands against it --------------------------------------------------------------
    def why_not_deleted(self):
        """A sentence for the office, '' where nothing does."""
        return ""

    def why_not_unpublished(self):
        return ""

    def unpublish(self, *args, **kwargs):
        """Nor by the clock (`expire_at`) while something stands against it: the command asks again each time."""
        return None if self.why_not_unpublished() else super().unpublish(*args, **kwargs)

    # --- saving ----------------------------------------------------------------------------
    def clean(self):
        super().clean()
        if wrong := beyond_reckoning(type(self), vars(self)):
            raise ValidationError(wrong)

    def settle(self):
        """Everything that is computed from the fields."""
        self.settle_languages()
        self.search_key = index_text(*self.search_texts())
        for code in CODES:
            setattr(self, f"sort_key_{code}", sort_text(text_of(self, self.name_field, code)[0]))

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.slug = self.slug or self.make_slug()
            self.settle()
            FormerSlug.keep(self)
        super().save(*args, **kwargs)

    def forget_addresses(self):
        """No former address leads here any more."""
        FormerSlug.objects.filter(model=self._meta.label_lower, public_id=self.public_id).delete()

    # --- preview ---------------------------------------------------------------------------
    def serve_preview(self, request, mode_name):
        """The record's page in the language of the preview mode, drawn by its section page."""
        with override(mode_name if mode_name in CODES else CODES[0]):
            return self.preview_page(request).render()

    def preview_page(self, request):
        """As its register draws it; an unsaved record has what it needs made up for the occasion."""
        self.is_preview = True
        self.slug = self.slug or self.make_slug()
        self.settle_languages()
        page_type, register = self.shown_by
        return register.draw(request, page_type.objects.first(), self)


for _code in CODES:
    Record.add_to_class(f"sort_key_{_code}", models.CharField(max_length=255, default="", editable=False, db_index=True))


class FormerSlug(models.Model):
    """An address that a record once had in public; it answers 301 in every language."""

    model = models.CharField(max_length=60)
    slug = models.SlugField(max_length=120)
    public_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "slug"], name="one_record_per_former_slug")]

    def __str__(self):
        return f"{self.model}: {self.slug}"

    @classmethod
    def keep(cls, record):
        """Remember the public slug of a record that is about to be saved with another one."""
        label = record._meta.label_lower
        old = type(record)._base_manager.filter(pk=record.pk, live=True).values_list("slug", flat=True).first() if record.pk else None
        if old and old != record.slug:
            cls.objects.update_or_create(model=label, slug=old, defaults={"public_id": record.public_id})
        cls.objects.filter(model=label, slug=record.slug).delete()

    @classmethod
    def find(cls, model, slug):
        """The live record that once had this slug, or None."""
        former = cls.objects.filter(model=model._meta.label_lower, slug=slug).first()
        return former and model.objects.public().filter(public_id=former.public_id).first()
