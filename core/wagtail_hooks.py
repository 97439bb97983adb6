"""Editing screens of what all sections share: countries, contacts, units."""

import django_filters
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.desk import DeskPanel
from core.imports import views as imports
from core.models import Contact, Country, Fact, Holiday, ImportRun, Notice, Record, Unit
from core.models.pages import SitePage
from core.panels import in_languages
from core.richtext import NotedDocumentLink
from core.viewsets import PlainViewSet, exported, within


class CountryViewSet(PlainViewSet):
    model = Country
    icon = "globe"
    list_display = ["code", "name_ru", "name_en", "subregion", "officer"]
    list_filter = ["subregion"]
    list_export = ["code", *exported("name"), "subregion", "latitude", "longitude"]
    export_filename = "countries"
    search_fields = ["code", "name_ru", "name_en"]
    ordering = ["name_ru"]
    edit_handler = ObjectList(["code", in_languages("name"), "subregion", "latitude", "longitude", "officer", in_languages("embassy")])


class UnitViewSet(PlainViewSet):
    model = Unit
    icon = "group"
    list_display = ["name_ru", "name_en", "kind", "is_sample"]
    list_filter = ["kind"]
    list_export = [*exported("name"), "kind", "is_sample"]
    export_filename = "units"
    search_fields = ["name_ru", "name_en"]
    ordering = ["name_ru"]
    edit_handler = ObjectList([in_languages("name"), "kind"])


class ContactViewSet(PlainViewSet):
    model = Contact
    icon = "mail"
    list_display = ["role_ru", "role_en", "email", "unit", "public", "is_sample"]
    list_filter = ["public", "unit"]
    list_export = [*exported("role", "person"), "email", "phones", "public", "is_sample"]
    export_filename = "contacts"
    search_fields = ["role_ru", "role_en", "person_ru", "person_en", "email"]
    ordering = ["role_ru"]
    edit_handler = ObjectList(
        [
            in_languages("role"),
            in_languages("person"),
            "photo",
            "unit",
            "email",
            FieldRowPanel(["phones", "messengers"]),
            FieldPanel("languages"),
            InlinePanel(
                "hours", heading=_("Hours, Minsk time"), label=_("hours"), panels=[FieldRowPanel(["first_day", "last_day"]), FieldRowPanel(["opens", "closes"])]
            ),
            in_languages("room"),
            FieldPanel("tasks"),
            "deputy",
            FieldPanel("staff"),
            "public",
        ]
    )


class FactFilterSet(WagtailFilterSet):
    overdue = django_filters.BooleanFilter(method="narrow", label=_("Past its review date"))

    class Meta:
        model = Fact
        fields = ["overdue", "owner"]

    def narrow(self, queryset, name, value):
        return within(queryset, Fact.objects.overdue(), value)


class FactViewSet(PlainViewSet):
    model = Fact
    icon = "table"
    filterset_class = FactFilterSet
    list_display = [
        "key",
        "label_ru",
        "label_en",
        Column("current_value", label=_("Current value"), accessor=lambda fact: fact.current_value),
        Column("review_due_on", label=_("Next review"), sort_key="review_due_on"),
        BooleanColumn("is_overdue", label=_("Past its review date")),
    ]
    list_export = ["key", *exported("label", "unit"), "current_value", "review_due_on"]
    export_filename = "facts"
    search_fields = ["key", "label_ru", "label_en"]
    ordering = ["key"]
    edit_handler = ObjectList(
        [
            "key",
            in_languages("label"),
            in_languages("unit"),
            InlinePanel(
                "values",
                heading=_("Values and their sources"),
                label=_("value"),
                min_num=1,
                panels=[
                    FieldRowPanel(["qualifier", "number"]),
                    in_languages("text"),
                    FieldRowPanel(["as_of", "precision"]),
                    in_languages("note"),
                    in_languages("source"),
                    FieldRowPanel(["source_url", "checked_on"]),
                    "current",
                ],
            ),
            MultiFieldPanel(["owner", "deputy", "review_due_on"], heading=_("Who answers for it")),
            "internal_note",
        ]
    )

    def get_queryset(self, request):
        return Fact.objects.with_values()


class NoticeViewSet(PlainViewSet):
    model = Notice
    icon = "warning"
    list_display = ["text_ru", "text_en", "starts_at", "ends_at", BooleanColumn("is_shown", label=_("On show"))]
    list_export = [*exported("text"), "link", "tone", "starts_at", "ends_at"]
    export_filename = "notices"
    search_fields = ["text_ru", "text_en"]
    ordering = ["-ends_at"]
    edit_handler = ObjectList([in_languages("text"), "link", "tone", FieldRowPanel(["starts_at", "ends_at"])])


class HolidayViewSet(PlainViewSet):
    model = Holiday
    icon = "date"
    list_display = ["day", "name_ru", "name_en", "opens", "closes"]
    list_export = ["day", *exported("name"), "opens", "closes"]
    export_filename = "days-with-other-hours"
    search_fields = ["name_ru", "name_en"]
    ordering = ["-day"]
    edit_handler = ObjectList(["day", in_languages("name"), FieldRowPanel(["opens", "closes"])])


class ImportRunViewSet(PlainViewSet):
    """The log of imports: who, what, when; a file that was only checked is not in it."""

    model = ImportRun
    icon = "upload"
    list_display = [
        "file_name",
        "kind",
        Column("done_at", label=_("Imported"), sort_key="done_at"),
        "user_name",
        "created",
        "updated",
        "unchanged",
        BooleanColumn("live", label=_("Published at once")),
    ]
    list_export = ["file_name", "digest", "kind", "done_at", "user_name", "created", "updated", "unchanged", "live"]
    export_filename = "imports"
    search_fields = ["file_name", "user_name"]
    ordering = ["-done_at"]
    inspect_view_enabled = True

    def get_queryset(self, request):
        return ImportRun.objects.done()


class SharedGroup(SnippetViewSetGroup):
    menu_label = _("Office")
    menu_name = "office"
    menu_icon = "home"
    menu_order = 250
    items = (FactViewSet, NoticeViewSet, ContactViewSet, HolidayViewSet, UnitViewSet, CountryViewSet, ImportRunViewSet)


register_snippet(SharedGroup)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_delete_snippet")
def keep_facts_in_use(request, instances):
    """One by one or many at once: a fact that a page prints is not deleted."""
    used = [fact for fact in instances if isinstance(fact, Fact) and len(fact.uses())]
    if not used:
        return None
    names = ", ".join(fact.key for fact in used)
    messages.error(request, _("Pages print it, so it stays: %(names)s. Where, is told under “Usage”.") % {"names": names})
    return redirect("wagtailsnippets_core_fact:list")


@hooks.register("before_delete_snippet")
def keep_what_is_needed(request, instances):
    return refuse(request, [(record, record.why_not_deleted()) for record in instances if isinstance(record, Record)])


@hooks.register("before_unpublish")
def keep_public_what_is_needed(request, record):
    return refuse(request, [(record, record.why_not_unpublished())] if isinstance(record, Record) else [])


def refuse(request, reasons):
    """Back to the list with what stands against it; None where nothing does."""
    told = {str(reason): record for record, reason in reasons if reason}
    if not told:
        return None
    messages.error(request, " ".join(told))
    meta = next(iter(told.values()))._meta
    return redirect(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:list")


@hooks.register("register_admin_urls")
def import_urls():
    return [
        path("imports/<slug:name>/", imports.Upload.as_view(), name="import_upload"),
        path("imports/<slug:name>/template.xlsx", imports.blank, name="import_template"),
        path("imports/run/<int:pk>/", imports.Run.as_view(), name="import_run"),
    ]


@hooks.register("construct_homepage_panels")
def desk(request, panels):
    panels.append(DeskPanel())


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("core.confirm", _("Confirm"), _("Confirmed as right"))


@hooks.register("register_rich_text_features", order=10)
def links_to_documents(features):
    """After Wagtail's own (order 0): the later registration of a link type counts."""
    features.register_link_type(NotedDocumentLink)


def page_types(model=SitePage):
    """Every page type that can be made."""
    return [found for child in model.__subclasses__() for found in ([] if child._meta.abstract else [child]) + page_types(child)]


def give_forms():
    """Each page type's editing form in three tabs."""
    for model in page_types():
        model.edit_handler = model.tabs()


give_forms()
