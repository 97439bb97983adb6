"""Editing screens of the inbox: messages, ready answers, outgoing mail, the log of consents."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSetGroup

from core.panels import in_languages
from core.viewsets import PlainViewSet, exported, within
from office.forms import EnquiryDeskForm
from office.models import Consent, Enquiry, OutgoingMail, ReadyAnswer


class SentPanel(Panel):
    """What was sent and what happened since; nothing here is a field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/admin/enquiry.html"

        def get_context_data(self, parent_context=None):
            enquiry = self.instance
            about = enquiry.about
            return {
                **super().get_context_data(parent_context),
                "enquiry": enquiry,
                "about_edit_url": AdminURLFinder(self.request.user).get_edit_url(about) if about else "",
                "notes": enquiry.notes.select_related("author"),
                "mails": enquiry.mails.all(),
            }


class EnquiryFilterSet(WagtailFilterSet):
    mine = django_filters.BooleanFilter(method="of_mine", label=_("For me"))
    late = django_filters.BooleanFilter(method="of_late", label=_("Late"))
    unassigned = django_filters.BooleanFilter(method="of_unassigned", label=_("Nobody has taken it"))

    class Meta:
        model = Enquiry
        fields = ["mine", "late", "unassigned", "state", "topic", "assignee", "country", "language"]

    def of_mine(self, queryset, name, value):
        return within(queryset, Enquiry.objects.for_user(self.request.user), value)

    def of_late(self, queryset, name, value):
        return within(queryset, Enquiry.objects.late(), value)

    def of_unassigned(self, queryset, name, value):
        return within(queryset, Enquiry.objects.unassigned(), value)


class EnquiryEditView(EditView):
    def is_valid(self, form):
        """A ready answer that was filled in is no mistake: the form says so instead of complaining."""
        valid = super().is_valid(form)
        if form.is_filled_in and list(form.errors) == ["ready"]:
            self.produced_error_message = None
            messages.warning(self.request, _("Nothing is saved or sent yet: look through the ready answer and save."))
        return valid


class EnquiryViewSet(PlainViewSet):
    model = Enquiry
    icon = "mail"
    edit_view_class = EnquiryEditView
    filterset_class = EnquiryFilterSet
    list_display = [
        "reference",
        Column("topic", label=_("Topic"), accessor="get_topic_display", sort_key="topic"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("sender", label=_("Sender")),
        BooleanColumn("is_minor", label=pgettext_lazy("sender", "Under 16")),
        Column("about_title", label=_("About")),
        Column("start", label=_("Beginning of studies"), sort_key="start"),
        Column("assignee", label=_("Goes to")),
        Column("received_at", label=_("Received"), sort_key="received_at"),
        Column("days_left", label=_("Days left"), sort_key="due_on"),
        BooleanColumn("is_late", label=_("Late")),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    list_export = [
        "reference", "topic", "state", "outcome", "name", "email", "country", "organisation", "wanted", "start", "is_minor", "language", "text",
        "about_title", "about_path", "assignee", "received_at", "due_on", "first_reply_at", "closed_at", "retention_until", "is_sample",
    ]  # fmt: skip
    export_filename = "messages"
    search_fields = ["reference", "name", "email", "organisation", "about_title"]
    ordering = ["-received_at"]
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            SentPanel(heading=_("Message")),
            MultiFieldPanel(["assignee", "state", "outcome"], heading=_("What happens to it")),
            FieldPanel("ready"),
            FieldPanel("answer"),
            FieldPanel("note"),
        ],
        base_form_class=EnquiryDeskForm,
    )

    def get_queryset(self, request):
        return Enquiry.objects.select_related("assignee", "country")


class ReadyAnswerViewSet(PlainViewSet):
    model = ReadyAnswer
    icon = "openquote"
    list_display = [
        "title_ru",
        "title_en",
        Column("topics_text", label=_("Topics")),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    list_filter = ["is_sample"]
    list_export = [*exported("title", "text"), "topics_text", "is_sample"]
    export_filename = "ready-answers"
    search_fields = exported("title", "text")
    ordering = ["title_ru"]
    edit_handler = ObjectList([in_languages("title"), in_languages("text"), FieldPanel("topics")])


class OutgoingMailViewSet(PlainViewSet):
    model = OutgoingMail
    icon = "upload"
    list_display = [
        "to",
        "subject",
        Column("created_at", label=_("Written"), sort_key="created_at"),
        Column("sent_at", label=_("Sent"), sort_key="sent_at"),
        "attempts",
        BooleanColumn("given_up", label=_("Given up")),
    ]
    list_filter = ["given_up", "language"]
    list_export = ["to", "subject", "language", "created_at", "sent_at", "attempts", "last_error", "given_up"]
    export_filename = "outgoing-mail"
    search_fields = ["to", "subject"]
    ordering = ["-created_at"]
    edit_handler = ObjectList(
        [
            *(
                FieldPanel(name, read_only=True)
                for name in ("to", "reply_to", "subject", "body", "created_at", "sent_at", "attempts", "not_before", "last_error")
            ),
            "given_up",
        ]
    )


class ConsentViewSet(PlainViewSet):
    model = Consent
    icon = "tick"
    list_display = ["at", "purpose", "given", "language", "method", "evidence", "version"]
    list_filter = ["purpose", "given", "language", "method"]
    list_export = ["at", "subject_key", "purpose", "given", "text", "version", "language", "method", "valid_until", "evidence"]
    export_filename = "consents"
    search_fields = ["evidence", "subject_key"]
    ordering = ["-at"]
    inspect_view_enabled = True


class InboxGroup(SnippetViewSetGroup):
    menu_label = _("Inbox")
    menu_name = "inbox"
    menu_icon = "mail"
    menu_order = 150
    items = (EnquiryViewSet, ReadyAnswerViewSet, OutgoingMailViewSet, ConsentViewSet)


register_snippet(InboxGroup)
