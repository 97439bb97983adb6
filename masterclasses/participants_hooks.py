"""Editing screens of participants and certificates; wagtail_hooks.py puts them under the section's menu."""

import django_filters
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import EditView

from core import exports
from core.viewsets import PlainIndexView, PlainViewSet, within
from masterclasses import certificates, participants, places
from masterclasses.models import Certificate, Event, Registration
from masterclasses.participant_forms import Missed, RegistrationDeskForm


def read_only(*names):
    return [FieldPanel(name, read_only=True) for name in names]


def event_filter():
    return django_filters.ModelChoiceFilter(queryset=lambda request: Event.objects.with_registrations().newest_first(), label=_("Event"))


# --- registrations -------------------------------------------------------------------------------
class RegistrationFilterSet(WagtailFilterSet):
    event = event_filter()
    to_certify = django_filters.BooleanFilter(method="of_to_certify", label=_("Took part, no certificate yet"))

    class Meta:
        model = Registration
        fields = ["event", "standing", "seat", "audience", "to_certify", "may_share", "language", "is_sample"]

    def of_to_certify(self, queryset, name, value):
        return within(queryset, Registration.objects.to_certify(), value)


class RegistrationIndexView(PlainIndexView):
    """With numbers for each event above the list, and a second pair of files that may leave the office."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "numbers": participants.numbers()}

    @property
    def for_partners(self):
        return self.request.GET.get("for") == "partners"

    @property
    def chosen_event(self):
        """The one event to which the list is narrowed: only its partners may get the file."""
        return Event.objects.numbered(self.request.GET.get("event", ""))

    def get(self, request, *args, **kwargs):
        if self.for_partners and self.is_export and not self.chosen_event:
            messages.error(request, gettext("Choose an event in the filters first: its partners may read of its participants only."))
            return redirect(request.path)
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self):
        if not self.chosen_event:
            return super().header_more_buttons
        kinds = {"xlsx": gettext("For partners: XLSX"), "csv": gettext("For partners: CSV")}
        own = [Button(text, url=f"{self.get_export_url(kind)}&for=partners", icon_name="download", priority=110) for kind, text in kinds.items()]
        return [*super().header_more_buttons, *own]

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """The office's file; for partners only those who agreed, and of them name, organisation and country."""
        if self.for_partners:  # the event once more: a filter that makes no sense narrows nothing
            agreed = queryset.shared(self.chosen_event)
            return exports.answer("participants-for-partners", spreadsheet_format, participants.FOR_PARTNERS, agreed, about={})
        return exports.answer("participants", spreadsheet_format, participants.FOR_OFFICE, queryset, about={})


class RegistrationEditView(EditView):
    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except places.Full:
            form.add_error("decision", _("No place is left."))
        except Missed as why:
            form.add_error("decision", str(why))
        except places.Already:
            form.add_error("email", _("This address is registered for this event already."))
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class RegistrationViewSet(PlainViewSet):
    model = Registration
    icon = "group"
    index_view_class = RegistrationIndexView
    index_template_name = "masterclasses/admin/registration_index.html"
    edit_view_class = RegistrationEditView
    filterset_class = RegistrationFilterSet
    list_per_page = 200
    list_display = [
        "shown_name",
        Column("event", label=_("Event"), sort_key="event__begins_at"),
        Column("standing", label=_("State"), accessor="get_standing_display", sort_key="standing"),
        Column("number", label=_("Number on the waiting list")),
        Column("seat", label=_("Takes part"), accessor="get_seat_display", sort_key="seat"),
        Column("audience", label=_("Who"), accessor="get_audience_display", sort_key="audience"),
        "organisation",
        Column("asked_at", label=_("Registered"), sort_key="asked_at"),
        Column(
            "certificate", label=pgettext_lazy("of an event", "Certificate"), accessor=lambda row: str(row.certificate) if hasattr(row, "certificate") else ""
        ),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    list_export = ["pk"]  # switches the download on; what it holds is said in `masterclasses.participants`
    search_fields = ["name_cyrillic", "name_latin", "email", "organisation"]
    ordering = ["-asked_at"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldRowPanel(read_only("event", "standing")), FieldPanel("decision")], heading=_("Registration")),
            MultiFieldPanel([FieldRowPanel(["name_cyrillic", "name_latin"]), FieldRowPanel(["email", "organisation"])], heading=_("To put right")),
            MultiFieldPanel(
                [FieldRowPanel(read_only(*pair)) for pair in (("seat", "audience"), ("country", "language"), ("question", "may_share"), ("asked_at",))],
                heading=_("What the person said"),
            ),
        ],
        base_form_class=RegistrationDeskForm,
    )

    def get_queryset(self, request):
        return Registration.objects.select_related("event", "country", "certificate").with_number()


# --- several at once -----------------------------------------------------------------------------
class ParticipantsAction(SnippetBulkAction):
    """One thing for several registrations: `act(registrations)` answers for how many it did something."""

    models = [Registration]
    template_name = "masterclasses/admin/bulk_action.html"
    aria_label = ""
    question = ""

    def check_perm(self, registration):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", registration)

    @classmethod
    def get_queryset(cls, model, object_ids):
        return Registration.objects.of_keys(object_ids).select_related("event").order_by("event", "asked_at", "pk")

    def get_all_objects_in_listing_query(self, parent_id):
        """Those that the filters of the list leave, not all there are; none where something was searched for."""
        words = QueryDict(self.next_url.partition("?")[2])
        found = Registration.objects.none() if words.get("q") else Registration.objects.all()
        return RegistrationFilterSet(words, queryset=found, request=self.request).qs.values_list("pk", flat=True)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "question": self.question, "button": self.display_name}

    @classmethod
    def execute_action(cls, objects, **kwargs):
        number = cls.act(objects)
        for registration in objects:
            log(registration, "wagtail.edit", user=kwargs["self"].request.user)
        return number, len(objects) - number

    def get_success_message(self, num_parent_objects, num_child_objects):
        done = ngettext("Done for %(n)d participant.", "Done for %(n)d participants.", num_parent_objects) % {"n": num_parent_objects}
        if not num_child_objects:
            return done
        left = ngettext("%(n)d was left as it is: this does not fit it.", "%(n)d were left as they are: this does not fit them.", num_child_objects)
        messages.warning(self.request, left % {"n": num_child_objects})
        return done


def changed(registrations, function):
    """For how many it changed the standing."""
    return sum(function(registration).standing != registration.standing for registration in registrations)


class AttendAction(ParticipantsAction):
    display_name = _("Took part")
    action_type = "attend"
    aria_label = _("Mark the selected as having taken part")
    question = _("Mark them as having taken part? It holds for those who had a place at an event that has begun.")
    action_priority = 10

    @classmethod
    def act(cls, registrations):
        return changed(registrations, places.attended)


class CertifyAction(ParticipantsAction):
    display_name = _("Issue certificates")
    action_type = "certify"
    aria_label = _("Issue certificates to the selected")
    question = _("Issue certificates? Those who took part and have none yet get one, and a mail that says so.")
    action_priority = 20

    @classmethod
    def act(cls, registrations):
        return certificates.issue(registrations)


class CancelAction(ParticipantsAction):
    display_name = _("Cancel registrations")
    action_type = "cancel"
    aria_label = _("Cancel the selected registrations")
    question = _("Cancel these registrations? Each person gets a mail, their data are deleted, and the places go to those who wait.")
    action_priority = 25
    classes = {"serious"}

    @classmethod
    def act(cls, registrations):
        return changed(registrations, lambda registration: places.cancel(registration, by_office=True))


for action in (AttendAction, CertifyAction, CancelAction):
    hooks.register("register_bulk_action", action)


# --- certificates --------------------------------------------------------------------------------
class CertificateFilterSet(WagtailFilterSet):
    event = event_filter()
    revoked = django_filters.BooleanFilter(field_name="revoked_on", lookup_expr="isnull", exclude=True, label=_("Revoked"))

    class Meta:
        model = Certificate
        fields = ["event", "revoked", "is_sample"]


class CertificateViewSet(PlainViewSet):
    model = Certificate
    icon = "tick"
    filterset_class = CertificateFilterSet
    list_display = [
        "__str__",
        Column("event", label=_("Event"), sort_key="event__begins_at"),
        Column("holder", label=pgettext_lazy("of a person", "name"), accessor=lambda row: row.registration.shown_name if row.registration_id else row.initials),
        Column("issued_on", label=_("Issued on"), sort_key="issued_on"),
        Column("revoked_on", label=_("Revoked on"), sort_key="revoked_on"),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    list_export = ["code", "event", "initials", "issued_on", "revoked_on", "revoked_why", "is_sample"]
    export_filename = "certificates"
    search_fields = ["code", "initials", "registration.name_cyrillic", "registration.name_latin"]
    ordering = ["-issued_on"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(read_only("code", "event", "initials", "issued_on"), heading=pgettext_lazy("of an event", "Certificate")),
            MultiFieldPanel(["revoked_on", "revoked_why"], heading=_("Revoke it")),
        ]
    )

    def get_queryset(self, request):
        return Certificate.objects.select_related("event", "registration")
