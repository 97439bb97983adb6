"""Editing screens that every section repeats: its own screens only name columns, filters and panels."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from core.languages import CODES
from core.text import index_text, query_prefixes

RECORD_PANELS = [
    MultiFieldPanel(["owner", "deputy"], heading=_("Who answers for it")),
    MultiFieldPanel(["verified_on", "verified_by", "review_due_on"], heading=_("Confirmed and reviewed")),
    "source_url",
    "internal_note",
]


def record_tabs(*content):
    """The editing form of a record: its content, who answers for it, its address and publication."""
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(RECORD_PANELS, heading=_("Responsibility")),
            ObjectList(["slug", "languages", PublishingPanel()], heading=_("Address and publication")),
        ]
    )


class RecordIndexView(IndexView):
    """Found as visitors find it: in either script and most inflections."""

    any_permission_required = ["add", "change", "delete", "view"]

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.search_query else queryset


class RecordCreateView(CreateView):
    """Takes what the address already says of the new record, so that "add an agreement" opens a form that knows its partner."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or self.model()
        self.prefill(instance, self.request.GET)
        return instance

    def prefill(self, instance, words):
        """Override to set fields from the words of the address; ignore what is not known."""


class RecordViewSet(SnippetViewSet):
    """Base of the screens of an addressable record."""

    add_to_admin_menu = False
    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    copy_view_enabled = True
    inspect_view_enabled = False
    list_per_page = 50
    search_fields = ["search_key"]  # switches the search box on; RecordIndexView does the finding
    search_backend_name = None


class PlainIndexView(IndexView):
    """A few hundred rows at most: their texts are folded as they are searched, instead of keeping a key for each."""

    def search_queryset(self, queryset):
        prefixes = query_prefixes(self.search_query or "")
        if not prefixes:
            return queryset
        keys = {row.pk: index_text(*(str(getattr(row, name) or "") for name in self.search_fields)) for row in queryset}
        return queryset.filter(pk__in=[pk for pk, key in keys.items() if all(f" {prefix}" in key for prefix in prefixes)])


class PlainViewSet(SnippetViewSet):
    """Base of the screens of plain rows: countries, contacts, vocabularies."""

    add_to_admin_menu = False
    index_view_class = PlainIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50


def within(queryset, found, wanted):
    """For filters that ask a question of the queryset: those that it finds, or the others."""
    return queryset.filter(pk__in=found.values("pk")) if wanted else queryset.exclude(pk__in=found.values("pk"))


RECORD_COLUMNS = [
    Column("shown_codes", label=_("Languages"), accessor=lambda row: " ".join(row.shown_codes)),
    BooleanColumn("is_sample", label=_("Sample")),
    UpdatedAtColumn(label=_("Updated")),
]
RECORD_EXPORT = ["source_url", "shown", "verified_on", "review_due_on", "is_sample", "live", "updated_at"]


def exported(*names):
    """Column names of an export: a translated name stands for its columns in every language."""
    return [f"{name}_{code}" for name in names for code in CODES]
