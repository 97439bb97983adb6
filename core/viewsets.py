"""Editing screens that every section repeats: its own screens only name columns, filters and panels."""

from functools import reduce

import django_filters
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CopyView, CreateView, IndexView, SnippetViewSet, SnippetViewSetGroup

from core import exports
from core.imports import importable_of
from core.imports.views import may
from core.languages import CODES
from core.panels import TwinsPanel
from core.text import index_text, query_prefixes

REVIEWED = [MultiFieldPanel(["verified_on", "verified_by", "review_due_on"], heading=_("Confirmed and reviewed")), "source_url", "internal_note"]
RECORD_PANELS = [MultiFieldPanel(["owner", "deputy"], heading=_("Who answers for it")), *REVIEWED]
NOT_COPIED = [  # of an object like which a new one is made
    "public_id", "slug", "is_sample", "verified_on", "verified_by", "review_due_on", "live", "has_unpublished_changes", "latest_revision", "live_revision",
    "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by",
]  # fmt: skip
SEEN_BY = ["add", "change", "delete", "view"]  # rights of which any lets somebody open a list


def record_tabs(*content):
    """The editing form of a record: its content, who answers for it, its address and publication."""
    return TabbedInterface(
        [
            ObjectList([TwinsPanel(), *content], heading=_("Content")),
            ObjectList(RECORD_PANELS, heading=_("Responsibility")),
            ObjectList(["slug", "languages", PublishingPanel()], heading=_("Address and publication")),
        ]
    )


def row_panels(*content):
    """The editing form of a plain row: its content, who answers for it, whether visitors see it."""
    return ObjectList([*content, MultiFieldPanel(["owner"], heading=_("Who answers for it")), *REVIEWED, "public"])


class ImportedIndexView(IndexView):
    """A list whose file an import takes again."""

    any_permission_required = SEEN_BY

    @cached_property
    def importable(self):
        """Which import makes these records, if this editor may import."""
        found = importable_of(self.model)
        return found if found and may(self.request.user, found, "add", "change") else None

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.importable:
            buttons.append(Button(_("Import"), url=reverse("import_upload", args=[self.importable.name]), icon_name="upload", priority=80))
        return buttons

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """What an import takes: the same columns, the internal ones too."""
        found = importable_of(self.model)
        if not found:
            return super().as_spreadsheet(queryset, spreadsheet_format)
        return exports.answer(found.name, spreadsheet_format, exports.for_staff(found.columns), found.with_related(queryset), about={})


class RecordIndexView(ImportedIndexView):
    """Found as visitors find it: in either script and most inflections."""

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.search_query else queryset


class PrefilledCreateView(CreateView):
    """Takes what the address already says of the new record, so that "add an agreement" opens a form that knows its partner."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or self.model()
        self.prefill(instance, self.request.GET)
        return instance

    def prefill(self, instance, words):
        """Override to set fields from the words of the address; ignore what is not known."""


class FreshCopyView(CopyView):
    """Opens the form of a new object that is filled in like another; until the editor saves it, there is none."""

    left_out = ()  # fields and relations that say nothing of the new one
    to_check = ""  # what the editor is told

    def get_initial_form_instance(self):
        meta = self.model._meta
        reverse_side = [field.name for field in meta.private_fields]  # revisions, workflows
        new, _parts = self.get_object().copy_cluster(exclude_fields=[meta.pk.name, *reverse_side, *NOT_COPIED, *self.left_out])
        self.renew(new)
        return new

    def renew(self, new):
        """Override to change what is different in the new one."""

    def get(self, request, *args, **kwargs):
        if self.to_check:
            messages.info(request, self.to_check)
        return super().get(request, *args, **kwargs)


class RecordViewSet(SnippetViewSet):
    """Base of the screens of an addressable record."""

    add_to_admin_menu = False
    index_view_class = RecordIndexView
    add_view_class = PrefilledCreateView
    copy_view_class = FreshCopyView
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
        keys = {row.pk: index_text(*(told(row, name) for name in self.search_fields)) for row in queryset}
        return queryset.filter(pk__in=[pk for pk, key in keys.items() if all(f" {prefix}" in key for prefix in prefixes)])


def told(row, path):
    """The text at the end of a path like `programme.name_en` or `get_kind_display`, "" where it breaks off."""
    found = reduce(lambda found, name: getattr(found, name, None), path.split("."), row)
    return str((found() if callable(found) else found) or "")


class PlainViewSet(SnippetViewSet):
    """Base of the screens of plain rows: countries, contacts, vocabularies."""

    add_to_admin_menu = False
    index_view_class = PlainIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50


class RowIndexView(ImportedIndexView, PlainIndexView):
    """A list of plain rows, with the lists that belong to it as tabs above it."""

    siblings = ()

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "tabs": self.tabs()}

    def tabs(self):
        """Those that this user may see, this one too; none where it stands alone."""
        seen = [viewset for viewset in self.siblings if viewset.permission_policy.user_has_any_permission(self.request.user, SEEN_BY)]
        tabs = [
            {
                "href": reverse(viewset.get_url_name("list")),
                "label": capfirst(viewset.model._meta.verbose_name_plural),
                "is_current": viewset.model is self.model,
            }
            for viewset in seen
        ]
        return tabs if len(tabs) > 1 else []


class RowViewSet(PlainViewSet):
    """Base of the screens of plain rows that are shown or not."""

    index_view_class = RowIndexView
    index_template_name = "core/admin/row_index.html"
    add_view_class = PrefilledCreateView
    siblings = ()  # the viewsets of its family, set by FamilyGroup

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(siblings=self.siblings, **kwargs)


class FamilyGroup(SnippetViewSetGroup):
    """Lists that belong together are tabs of one another, and only the first of them stands in the menu."""

    families = ()  # tuples of viewsets

    def __init__(self):
        super().__init__()
        by_class = {type(viewset): viewset for viewset in self.registerables}
        self.in_tabs = []
        for family in self.families:
            own = tuple(by_class[viewset_class] for viewset_class in family)
            for viewset in own:
                viewset.siblings = own
            self.in_tabs += own[1:]

    def get_submenu_items(self):
        """As Wagtail's, without those that are reached by their tabs."""
        shown = [viewset for viewset in self.registerables if viewset not in self.in_tabs]
        return [viewset.get_menu_item(order=number) for number, viewset in enumerate(shown, start=1)]


class RowFilterSet(WagtailFilterSet):
    """What every list of plain rows can be narrowed by."""

    overdue = django_filters.BooleanFilter(method="of_overdue", label=_("Past its review date"))

    def of_overdue(self, queryset, name, value):
        return within(queryset, self._meta.model.objects.overdue(), value)


class CodesFilter(django_filters.ChoiceFilter):
    """Narrows by one code of a `core.fields.ChoicesField`."""

    def filter(self, queryset, value):
        return (
            queryset.alias(**{f"{self.field_name}_text": Cast(self.field_name, TextField())}).filter(**{f"{self.field_name}_text__contains": f'"{value}"'})
            if value
            else queryset
        )


def within(queryset, found, wanted):
    """For filters that ask a question of the queryset: those that it finds, or the others."""
    return queryset.filter(pk__in=found.values("pk")) if wanted else queryset.exclude(pk__in=found.values("pk"))


RECORD_COLUMNS = [
    Column("shown_codes", label=_("Languages"), accessor=lambda row: " ".join(row.shown_codes)),
    BooleanColumn("is_sample", label=_("Sample")),
    UpdatedAtColumn(label=_("Updated")),
]


ROW_COLUMNS = [
    BooleanColumn("public", label=_("Shown to visitors"), sort_key="public"),
    BooleanColumn("is_sample", label=_("Sample")),
    UpdatedAtColumn(label=_("Updated")),
]


def exported(*names):
    """Column names of an export: a translated name stands for its columns in every language."""
    return [f"{name}_{code}" for name in names for code in CODES]
