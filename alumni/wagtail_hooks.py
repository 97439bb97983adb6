"""Editing screens of the section under one menu group: graduates, stories, officers, services."""

import django_filters
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from alumni import columns
from alumni.desk_form import GraduateForm
from alumni.models import Graduate, Officer, Service, Story
from core import exports
from core.models import Country
from core.panels import in_languages, title_row
from core.viewsets import RECORD_COLUMNS, ROW_COLUMNS, RecordViewSet, RowFilterSet, RowIndexView, RowViewSet, exported, record_tabs, row_panels, within


def question(label):
    """A filter named like the question it asks of the queryset."""
    return django_filters.BooleanFilter(method="of_question", label=label)


class Asking:
    def of_question(self, queryset, name, value):
        return within(queryset, getattr(self._meta.model.objects, name)(), value)


def read_only(*names):
    return [FieldPanel(name, read_only=True) for name in names]


# --- graduates ---------------------------------------------------------------------------------
class GraduateFilterSet(Asking, RowFilterSet):
    to_check = question(_("Wants to be in the directory, not looked at yet"))

    class Meta:
        model = Graduate
        fields = ["to_check", "state", "source", "country", "graduation_year", "public", "is_sample"]


class GraduateIndexView(RowIndexView):
    """With a second file, which goes to the representative of one country."""

    @property
    def chosen_country(self):
        """The one country to which the list is narrowed."""
        return Country.objects.numbered(self.request.GET.get("country", ""))

    @property
    def for_representative(self):
        return self.request.GET.get("for") == "representative"

    def get(self, request, *args, **kwargs):
        if self.for_representative and self.is_export and not self.chosen_country:
            messages.error(request, gettext("Choose a country in the filters first: its representative may read of its graduates only."))
            return redirect(request.path)
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self):
        if not self.chosen_country:
            return super().header_more_buttons
        kinds = {"xlsx": gettext("For the representative: XLSX"), "csv": gettext("For the representative: CSV")}
        own = [Button(text, url=f"{self.get_export_url(kind)}&for=representative", icon_name="download", priority=110) for kind, text in kinds.items()]
        return [*super().header_more_buttons, *own]

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if self.for_representative:
            found = queryset.to_pass_on(self.chosen_country).select_related("specialty")
            return exports.answer("graduates-for-representative", spreadsheet_format, columns.FOR_REPRESENTATIVE, found, about={})
        return super().as_spreadsheet(queryset, spreadsheet_format)


class GraduateViewSet(RowViewSet):
    """What a person agreed to, and who sees what, is changed by that person only."""

    model = Graduate
    icon = "group"
    index_view_class = GraduateIndexView
    filterset_class = GraduateFilterSet
    list_display = [
        "__str__",
        Column("name_latin", label=_("Name"), accessor=lambda row: row.name_latin or row.name_cyrillic, sort_key="name_latin"),
        Column("country", label=_("Country"), sort_key="country__name_ru"),
        Column("graduation_year", label=_("Graduated in"), sort_key="graduation_year"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("publish_on", label=_("Agreed to the directory"), sort_key="publish_on"),
        BooleanColumn("public", label=_("Looked at"), sort_key="public"),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    list_export = ["pk"]  # switches the download on; what it holds is said in `alumni.columns`
    search_fields = ["name_cyrillic", "name_latin", "name_then", "email", "city", "employer"]
    ordering = ["-created_at"]
    edit_handler = row_panels(
        MultiFieldPanel(
            [
                FieldRowPanel(read_only("state", "confirmed_on", "confirm_by")),
                FieldPanel("decision"),
                FieldRowPanel(read_only("contact_on", "publish_on", "represent_on")),
            ],
            heading=_("What the person agreed to"),
        ),
        MultiFieldPanel([FieldRowPanel(["name_cyrillic", "name_latin"]), FieldRowPanel(["name_then", "email", "phone"])], heading=_("Person")),
        MultiFieldPanel(
            [FieldRowPanel(["faculty", "specialty"]), FieldRowPanel(["entry_year", "graduation_year", "study_language"]), "citizenship_then"],
            heading=_("Studies"),
        ),
        MultiFieldPanel([FieldRowPanel(["country", "city"]), FieldRowPanel(["position", "employer"]), "biography", "link"], heading=_("Today")),
        MultiFieldPanel([FieldRowPanel(["source", "language"]), "legal_basis"], heading=_("Where the entry comes from")),
    )
    edit_handler.base_form_class = GraduateForm

    def get_queryset(self, request):
        return Graduate.objects.select_related("country")


# --- stories -----------------------------------------------------------------------------------
class StoryFilterSet(Asking, WagtailFilterSet):
    without_consent = question(_("To be shown, without consent"))

    class Meta:
        model = Story
        fields = ["without_consent", "country", "live", "is_sample"]


class StoryViewSet(RecordViewSet):
    model = Story
    icon = "openquote"
    filterset_class = StoryFilterSet
    list_display = [
        "__str__",
        Column("title_ru", label=_("Title"), accessor=lambda row: row.title_text[0], sort_key="sort_key_ru"),
        Column("country", label=_("Country")),
        Column("consent_on", label=_("Agreed on"), sort_key="consent_on"),
        *RECORD_COLUMNS,
    ]
    list_export = ["slug"]
    ordering = ["-pk"]
    edit_handler = record_tabs(
        title_row("title_ru"),
        in_languages("person", _("Name of the graduate")),
        in_languages("post", _("Post and place of work")),
        FieldRowPanel(["country", "graduation_year", "specialty"]),
        in_languages("summary", _("Summary")),
        in_languages("text", _("Story")),
        in_languages("quote", _("In their own words")),
        MultiFieldPanel(["photo", "photo_permission"], heading=_("Photograph")),
        MultiFieldPanel(
            [FieldRowPanel(["consent_on", "consent_until", "withdrawn_on"]), "consent_evidence", "from_source", "graduate"],
            heading=_("Consent of the graduate"),
        ),
    )

    def get_queryset(self, request):
        return Story.objects.for_rows()


# --- officers and services -----------------------------------------------------------------------
class OfficerFilterSet(Asking, RowFilterSet):
    over = question(_("Term is over"))

    class Meta:
        model = Officer
        fields = ["role", "country", "over", "public", "overdue", "is_sample"]


class OfficerViewSet(RowViewSet):
    model = Officer
    icon = "user"
    filterset_class = OfficerFilterSet
    list_display = [
        "__str__",
        Column("name_ru", label=_("Name"), accessor=lambda row: row.name_ru or row.name_en),
        Column("role", label=_("Office held"), accessor="get_role_display", sort_key="role"),
        Column("country", label=_("Country")),
        Column("until", label=_("Until"), sort_key="until"),
        *ROW_COLUMNS,
    ]
    list_export = ["role"]
    search_fields = [*exported("name", "about"), "get_role_display", "email"]
    ordering = ["role", "pk"]
    edit_handler = row_panels(
        FieldRowPanel(["role", "country"]),
        in_languages("name", _("Name")),
        in_languages("about", _("Who it is")),
        FieldRowPanel(["email", "since", "until"]),
        MultiFieldPanel(["consent_on", "consent_evidence"], heading=_("Consent to be named")),
    )

    def get_queryset(self, request):
        return Officer.objects.with_country()


class ServiceFilterSet(RowFilterSet):
    class Meta:
        model = Service
        fields = ["kind", "public", "overdue", "is_sample"]


class ServiceViewSet(RowViewSet):
    model = Service
    icon = "help"
    filterset_class = ServiceFilterSet
    list_display = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("days", label=_("Working days"), sort_key="days"),
        *ROW_COLUMNS,
    ]
    list_export = exported("name")
    search_fields = [*exported("name", "who", "what_to_send", "how"), "get_kind_display"]
    ordering = ["kind", "pk"]
    edit_handler = row_panels(
        FieldPanel("kind"),
        in_languages("name", _("Name")),
        in_languages("who", _("Who may ask")),
        in_languages("what_to_send", _("What to send")),
        in_languages("how", _("How to ask")),
        FieldRowPanel(["days", "contact"]),
        in_languages("price", _("What it costs")),
    )

    def get_queryset(self, request):
        return Service.objects.with_contact()


class AlumniGroup(SnippetViewSetGroup):
    menu_label = _("Graduates")
    menu_name = "alumni"
    menu_icon = "group"
    menu_order = 235
    items = (GraduateViewSet, StoryViewSet, OfficerViewSet, ServiceViewSet)


register_snippet(AlumniGroup)
