"""Editing screens of the section: partners and agreements under one menu group."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.panels import RelatedPanel, in_languages, title_row
from core.viewsets import RECORD_COLUMNS, PlainViewSet, PrefilledCreateView, RecordViewSet, exported, record_tabs
from partners import choices
from partners.models import Agreement, CooperationForm, Partner, Party


def status_filter(labels):
    return django_filters.ChoiceFilter(field_name="status_now", choices=labels, label=_("Status"))


class PartnerFilterSet(WagtailFilterSet):
    status = status_filter(choices.PartnerStatus.choices)

    class Meta:
        model = Partner
        fields = ["status", "kind", "country", "basis", "live", "is_sample"]


class AgreementFilterSet(WagtailFilterSet):
    status = status_filter(choices.Status.choices)

    class Meta:
        model = Agreement
        fields = ["status", "kind", "lifecycle", "renewal", "coordinator_ours", "live", "is_sample"]


class PartnerViewSet(RecordViewSet):
    model = Partner
    icon = "group"
    filterset_class = PartnerFilterSet
    list_display = [
        "__str__",
        "name_en",
        Column("country", label=_("Country"), accessor="country.name_ru", sort_key="country__name_ru"),
        Column("status_label", label=_("Status")),
        *RECORD_COLUMNS,
    ]
    list_export = exported("name")  # switches the download on; what it holds is said in `partners.columns`
    ordering = ["sort_key_ru"]
    edit_handler = record_tabs(
        title_row("name_ru"),
        in_languages("acronym"),
        FieldRowPanel(["native_name", "native_lang"]),
        InlinePanel("former_names", heading=_("Former names"), label=_("former name"), panels=[in_languages("name"), "until_year"]),
        FieldRowPanel(["kind", "basis"]),
        FieldRowPanel(["country", "region"]),
        in_languages("city"),
        FieldRowPanel(["latitude", "longitude"]),
        in_languages("website"),
        in_languages("summary", _("Summary")),
        RelatedPanel("all_agreements", "add_agreement_url", heading=_("Agreements"), told=("status_label", _("Status")), add_label=_("Add an agreement")),
        FieldRowPanel(["relationship_since", "coordinator_ours"]),
        FieldPanel("our_units"),
        "ror_id",
        InlinePanel("other_ids", heading=_("Other identifiers"), label=_("identifier"), panels=["scheme", "value"]),
        MultiFieldPanel(["logo", "logo_permitted", "logo_permission"], heading=_("Logo")),
        InlinePanel("contacts_theirs", heading=_("Their contacts, never published"), label=_("contact"), panels=["role", "person", "email", "phone"]),
    )

    def get_queryset(self, request):
        return Partner.objects.with_status().with_agreement_count().select_related("country")


class AgreementCreateView(PrefilledCreateView):
    def prefill(self, instance, words):
        """`?partner=7` makes that partner the first party."""
        if partner := Partner.objects.numbered(words.get("partner", "")):
            instance.parties = [Party(partner=partner)]


class AgreementViewSet(RecordViewSet):
    model = Agreement
    icon = "doc-full"
    add_view_class = AgreementCreateView
    filterset_class = AgreementFilterSet
    list_display = [
        "__str__",
        Column("code", label=_("Number"), sort_key="code"),
        Column("partners", label=_("Partners"), accessor=lambda row: "; ".join(map(str, row.partners))),
        Column("status_label", label=_("Status")),
        Column("valid_until", label=_("Valid until"), sort_key="valid_until"),
        *RECORD_COLUMNS,
    ]
    list_export = exported("title")
    ordering = ["-signed_on"]
    edit_handler = record_tabs(
        title_row("title_ru"),
        FieldRowPanel(["kind", "code"]),
        FieldRowPanel(["binding", "parent"]),
        InlinePanel(
            "parties",
            heading=_("Parties"),
            label=_("party"),
            min_num=1,
            panels=["partner", in_languages("unit"), in_languages("signatory"), FieldRowPanel(["signed_on", "reference"])],
        ),
        in_languages("summary", _("Summary")),
        MultiFieldPanel(["our_unit", in_languages("our_signatory")], heading=_("Our side")),
        MultiFieldPanel(
            [
                FieldRowPanel(["signed_on", "signed_precision"]),
                FieldRowPanel(["in_force_from", "valid_until"]),
                "open_ended",
                FieldRowPanel(["renewal", "renewal_months", "notice_months"]),
                "lifecycle",
                FieldRowPanel(["ended_on", "ended_precision"]),
                "end_reason",
            ],
            heading=_("Dates and state"),
        ),
        InlinePanel(
            "conditions",
            heading=_("Conditions of cooperation"),
            label=_("condition"),
            panels=[
                FieldRowPanel(["activity", "direction", "places_per_year"]),
                FieldRowPanel(["first_academic_year", "last_academic_year"]),
                FieldRowPanel(["months_per_year", "days_per_year"]),
                FieldRowPanel(["isced_f", "language_skills"]),
                FieldPanel("eqf_levels"),
                "blended",
                in_languages("sending_unit"),
                in_languages("receiving_unit"),
                in_languages("other_terms"),
            ],
        ),
        InlinePanel("renewals", heading=_("Renewals"), label=_("renewal"), panels=[FieldRowPanel(["renewed_on", "valid_until", "reference"])]),
        FieldPanel("forms"),
        FieldPanel("isced_f"),
        FieldPanel("text_languages"),
        "tuition_waiver",
        FieldRowPanel(["coordinator_ours", "coordinator_theirs"]),
        MultiFieldPanel(["scan", "public_copy"], heading=_("Files")),
    )

    def get_queryset(self, request):
        return Agreement.objects.with_status().with_parties()


class CooperationFormViewSet(PlainViewSet):
    model = CooperationForm
    icon = "list-ul"
    list_display = ["name_ru", "name_en", "code"]
    list_export = ["code", *exported("name")]
    export_filename = "forms-of-cooperation"
    search_fields = ["code", "name_ru", "name_en"]
    ordering = ["pk"]
    edit_handler = MultiFieldPanel(["code", in_languages("name")])


class PartnershipGroup(SnippetViewSetGroup):
    menu_label = _("Partnership")
    menu_name = "partnership"
    menu_icon = "globe"
    menu_order = 200
    items = (PartnerViewSet, AgreementViewSet, CooperationFormViewSet)


register_snippet(PartnershipGroup)
