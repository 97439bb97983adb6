"""Editing screens of the section under one menu group: events and those who speak at them; participants have a file of their own."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from core.panels import RelatedPanel, in_languages, ticked, title_row
from core.viewsets import RECORD_COLUMNS, CodesFilter, FamilyGroup, PrefilledCreateView, RecordViewSet, exported, record_tabs, within
from masterclasses.choices import Audience
from masterclasses.copying import NextEventView
from masterclasses.models import Event, Lecturer, Speaker
from masterclasses.panels import PartnersPanel
from masterclasses.participants_hooks import CertificateViewSet, RegistrationViewSet

WHEN = [("upcoming", pgettext_lazy("events", "Upcoming")), ("past", pgettext_lazy("events", "Past"))]


class EventFilterSet(WagtailFilterSet):
    when = django_filters.ChoiceFilter(method="of_when", choices=WHEN, label=_("When"))
    audience = CodesFilter(choices=Audience.choices, label=_("For whom"))
    without_contact = django_filters.BooleanFilter(method="of_question", label=_("To come, nobody to ask"))
    soon_unconfirmed = django_filters.BooleanFilter(method="of_question", label=_("Soon, not confirmed"))
    still_expected = django_filters.BooleanFilter(method="of_question", label=_("Over, not marked as held"))
    without_report = django_filters.BooleanFilter(method="of_question", label=_("Over, without a report"))

    class Meta:
        model = Event
        fields = [
            "when", "kind", "state", "registering", "audience", "organiser", "without_contact", "soon_unconfirmed", "still_expected", "without_report",
            "live", "is_sample",
        ]  # fmt: skip

    def of_when(self, queryset, name, value):
        return within(queryset, getattr(Event.objects, value)(), True)

    def of_question(self, queryset, name, value):
        """Each is named like the question it asks of the queryset."""
        return within(queryset, getattr(Event.objects, name)(), value)


class EventCreateView(PrefilledCreateView):
    def prefill(self, instance, words):
        """`?lecturer=7` speaks."""
        if lecturer := Lecturer.objects.numbered(words.get("lecturer", "")):
            instance.speakers = [Speaker(lecturer=lecturer)]


WHAT = MultiFieldPanel(
    [
        FieldRowPanel(["kind", "state"]),
        in_languages("summary"),
        in_languages("description"),
        FieldPanel("audience"),
        FieldPanel("isced_f"),
        in_languages("topics"),
        in_languages("series"),
    ],
    heading=_("What and for whom"),
)
TIME = MultiFieldPanel(
    [FieldRowPanel(["starts_on", "starts_time"]), FieldRowPanel(["ends_on", "ends_time"]), FieldRowPanel(["precision", "zone"])], heading=_("When")
)
PLACE = MultiFieldPanel(
    [
        FieldRowPanel(["mode", "step_free"]),
        "away",
        in_languages("venue"),
        in_languages("room"),
        in_languages("address_line"),
        FieldRowPanel(["join_link", "link_visibility"]),
    ],
    heading=_("Where"),
)
SPEAKERS = InlinePanel(
    "speakers",
    heading=_("Speakers"),
    label=_("speaker"),
    panels=[FieldRowPanel(["lecturer", "role"]), in_languages("topic"), in_languages("affiliation")],
)
PROGRAMME = InlinePanel(
    "sessions",
    heading=pgettext_lazy("of an event", "Programme"),
    label=_("session"),
    panels=[FieldRowPanel(["day", "starts", "ends"]), in_languages("title"), "lecturer", in_languages("others"), in_languages("room")],
)
REGISTRATION = MultiFieldPanel(
    [
        FieldRowPanel(["registering", "register_url"]),
        FieldRowPanel(["registration_opens", "registration_closes"]),
        FieldRowPanel(["capacity_on_site", "capacity_online"]),
        FieldRowPanel(["waiting_list", "retention_until"]),
        FieldRowPanel(["is_free", "fee_amount", "fee_currency"]),
    ],
    heading=_("Registration and price"),
)
AFTERWARDS = [
    InlinePanel(
        "materials",
        heading=_("Materials and recordings"),
        label=_("material"),
        panels=[in_languages("title"), FieldRowPanel(["kind", "language"]), "document", "url", FieldPanel("captions"), "publish_on"],
    ),
    in_languages("report", pgettext_lazy("after an event", "Report")),
    InlinePanel("pictures", heading=_("Pictures"), label=_("picture"), panels=["image", in_languages("caption")]),
]


class EventViewSet(RecordViewSet):
    model = Event
    icon = "date"
    add_view_class = EventCreateView
    copy_view_class = NextEventView
    filterset_class = EventFilterSet
    list_display = [
        "__str__",
        Column("begins_at", label=_("When"), accessor="first_day_text", sort_key="begins_at"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("teachers", label=_("Speakers"), accessor=lambda event: ", ".join(str(speaker.lecturer) for speaker in event.teachers)),
        *RECORD_COLUMNS,
    ]
    list_export = exported("title")  # switches the download on; what it holds is said in `masterclasses.columns`
    ordering = ["-begins_at"]
    edit_handler = record_tabs(
        title_row("title_ru"),
        in_languages("subtitle"),
        WHAT,
        TIME,
        PLACE,
        MultiFieldPanel([ticked(name) for name in ("working_languages", "interpretation", "captions")], heading=_("Languages")),
        SPEAKERS,
        PROGRAMME,
        MultiFieldPanel([PartnersPanel(), FieldRowPanel(["organiser", "contact"])], heading=_("Partners and organiser")),
        REGISTRATION,
        MultiFieldPanel(["certifying", in_languages("credit_hours")], heading=pgettext_lazy("of an event", "Certificate")),
        *AFTERWARDS,
    )

    def get_queryset(self, request):
        return Event.objects.with_speakers()


class LecturerFilterSet(WagtailFilterSet):
    visiting = django_filters.BooleanFilter(method="of_visiting", label=_("Came from abroad to teach"))

    class Meta:
        model = Lecturer
        fields = ["country", "visiting", "live", "is_sample"]

    def of_visiting(self, queryset, name, value):
        return within(queryset, Lecturer.objects.visiting(), value)


class LecturerViewSet(RecordViewSet):
    model = Lecturer
    icon = "user"
    filterset_class = LecturerFilterSet
    list_display = [
        "__str__",
        "name_en",
        Column("organisation", label=_("Organisation"), accessor=lambda lecturer: lecturer.organisation[0]),
        Column("country", label=_("Country"), sort_key="country__name_ru"),
        Column("events_total", label=_("Public events"), sort_key="events_total"),
        *RECORD_COLUMNS,
    ]
    list_export = exported("name")
    ordering = ["sort_key_ru"]
    edit_handler = record_tabs(
        title_row("name_ru"),
        FieldRowPanel(["native_name", "native_lang"]),
        in_languages("post"),
        MultiFieldPanel(["partner", in_languages("affiliation"), "country"], heading=_("Where from")),
        in_languages("biography", _("About the lecturer")),
        "website",
        MultiFieldPanel(["photo", "photo_permission"], heading=_("Photograph")),
        RelatedPanel("all_events", "add_event_url", heading=_("Events"), told=("when_text", _("When")), add_label=_("Add an event")),
    )

    def get_queryset(self, request):
        return Lecturer.objects.with_place().with_event_count()


class MasterclassesGroup(FamilyGroup):
    menu_label = _("Masterclasses")
    menu_name = "masterclasses"
    menu_icon = "calendar"
    menu_order = 205
    families = ()
    items = (EventViewSet, LecturerViewSet, RegistrationViewSet, CertificateViewSet)


register_snippet(MasterclassesGroup)
