"""Editing screens of the section under one menu group: programmes, and the rows that say when, for how much and by which rules."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.models import register_snippet

from core.models import Country
from core.panels import CountriesPanel, RelatedPanel, in_languages, title_row
from core.viewsets import (
    RECORD_COLUMNS,
    ROW_COLUMNS,
    FamilyGroup,
    PrefilledCreateView,
    RecordViewSet,
    RowFilterSet,
    RowIndexView,
    RowViewSet,
    exported,
    record_tabs,
    row_panels,
    within,
)
from training import choices
from training.models import (
    DocumentRule,
    EntryRule,
    ExchangeRate,
    ExtraCost,
    Fee,
    Intake,
    NationalNotice,
    Programme,
    RecognitionStatement,
    Representative,
    Scholarship,
    Step,
    VisaRule,
)
from training.rollover_views import NextYear, may_copy

LEVELS = Column("levels", label=_("Levels"), accessor=lambda row: ", ".join(map(str, row._meta.get_field("levels").labels(row.levels))))
COUNTRY = Column("country", label=_("Country"), sort_key="country__name_ru")
YEAR = Column("academic_year", label=_("Academic year"), sort_key="academic_year")


# --- lists -------------------------------------------------------------------------------------
class LevelledFilterSet(RowFilterSet):
    level = django_filters.ChoiceFilter(method="of_level", choices=choices.Level.choices, label=_("Level"))

    def of_level(self, queryset, name, value):
        return within(queryset, self._meta.model.objects.for_level(value), True)


class YearlyFilterSet(RowFilterSet):
    academic_year = django_filters.AllValuesFilter(label=_("Academic year"))
    coming_drafts = django_filters.BooleanFilter(method="of_coming_drafts", label=_("Draft of a coming year"))

    def of_coming_drafts(self, queryset, name, value):
        return within(queryset, self._meta.model.objects.coming_drafts(), value)


class ProgrammeFilterSet(WagtailFilterSet):
    without_fee = django_filters.BooleanFilter(method="of_without_fee", label=_("Open, without a public fee for this academic year"))
    without_intake = django_filters.BooleanFilter(method="of_without_intake", label=_("Open, without an intake to come"))

    class Meta:
        model = Programme
        fields = ["level", "state", "without_fee", "without_intake", "faculty", "live", "is_sample"]

    def of_without_fee(self, queryset, name, value):
        return within(queryset, Programme.objects.without_fee(), value)

    def of_without_intake(self, queryset, name, value):
        return within(queryset, Programme.objects.without_intake(), value)


class FeeFilterSet(YearlyFilterSet):
    class Meta:
        model = Fee
        fields = ["programme", "academic_year", "language", "applicant_group", "public", "coming_drafts", "overdue", "is_sample"]


class ExtraCostFilterSet(RowFilterSet):
    class Meta:
        model = ExtraCost
        fields = ["kind", "optional", "public", "overdue", "is_sample"]


class ScholarshipFilterSet(LevelledFilterSet, YearlyFilterSet):
    class Meta:
        model = Scholarship
        fields = ["academic_year", "level", "public", "coming_drafts", "overdue", "is_sample"]


class RateFilterSet(RowFilterSet):
    class Meta:
        model = ExchangeRate
        fields = ["base", "quote", "public", "overdue", "is_sample"]


class IntakeFilterSet(YearlyFilterSet):
    state = django_filters.ChoiceFilter(method="of_state", choices=choices.IntakeState.choices, label=_("State"))
    programmes = django_filters.ModelChoiceFilter(queryset=Programme.objects.all(), label=_("Programme"))

    class Meta:
        model = Intake
        fields = ["state", "programmes", "academic_year", "category", "public", "coming_drafts", "overdue", "is_sample"]

    def of_state(self, queryset, name, value):
        return within(queryset, Intake.objects.in_state(value), True)


class PaperFilterSet(LevelledFilterSet, YearlyFilterSet):
    countries = django_filters.ModelChoiceFilter(queryset=Country.objects.all(), label=_("Names the country"))

    class Meta:
        model = DocumentRule
        fields = ["stage", "level", "countries", "reach", "academic_year", "public", "coming_drafts", "overdue", "is_sample"]


class EntryFilterSet(LevelledFilterSet, YearlyFilterSet):
    class Meta:
        model = EntryRule
        fields = ["country", "level", "academic_year", "public", "coming_drafts", "overdue", "is_sample"]


class VisaFilterSet(RowFilterSet):
    class Meta:
        model = VisaRule
        fields = ["country", "needs_invitation", "needs_visa", "public", "overdue", "is_sample"]


class NoticeFilterSet(RowFilterSet):
    countries = django_filters.ModelChoiceFilter(queryset=Country.objects.all(), label=_("Country"))
    running = django_filters.BooleanFilter(method="of_running", label=_("On show"))

    class Meta:
        model = NationalNotice
        fields = ["countries", "running", "public", "overdue", "is_sample"]

    def of_running(self, queryset, name, value):
        return within(queryset, NationalNotice.objects.running(), value)


class RecognitionFilterSet(RowFilterSet):
    recheck = django_filters.BooleanFilter(method="of_recheck", label=_("Past its re-check"))

    class Meta:
        model = RecognitionStatement
        fields = ["status", "recheck", "country", "scope", "programme", "public", "overdue", "is_sample"]

    def of_recheck(self, queryset, name, value):
        return within(queryset, RecognitionStatement.objects.past_recheck(), value)


class RepresentativeFilterSet(RowFilterSet):
    state = django_filters.ChoiceFilter(method="of_state", choices=choices.RepresentativeState.choices, label=_("State"))
    expiring = django_filters.BooleanFilter(method="of_expiring", label=_("Ends soon"))

    class Meta:
        model = Representative
        fields = ["state", "expiring", "country", "in_list", "public", "overdue", "is_sample"]

    def of_state(self, queryset, name, value):
        return within(queryset, Representative.objects.in_state(value), True)

    def of_expiring(self, queryset, name, value):
        return within(queryset, Representative.objects.expiring(), value)


class StepFilterSet(LevelledFilterSet):
    class Meta:
        model = Step
        fields = ["phase", "actor", "level", "public", "overdue", "is_sample"]


class YearlyIndexView(RowIndexView):
    """A list of what holds for one academic year, with the way to the next one."""

    @cached_property
    def header_buttons(self):
        own = [HeaderButton(_("Next academic year"), url=reverse("training_next_year"), icon_name="date")] if may_copy(self.request.user) else []
        return [*super().header_buttons, *own]


# --- programmes --------------------------------------------------------------------------------
class ProgrammeViewSet(RecordViewSet):
    model = Programme
    icon = "doc-full"
    filterset_class = ProgrammeFilterSet
    list_display = [
        "__str__",
        "name_en",
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        Column("languages_taught", label=_("Taught in"), accessor=lambda row: ", ".join(row.languages_taught)),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        *RECORD_COLUMNS,
    ]
    list_export = exported("name")  # switches the download on; what it holds is said in `training.columns`
    ordering = ["sort_key_ru"]
    edit_handler = record_tabs(
        title_row("name_ru"),
        in_languages("short_name"),
        FieldRowPanel(["level", "state"]),
        in_languages("summary", _("Summary")),
        RelatedPanel("all_fees", "add_fee_url", heading=_("Fees"), told=("amount_text", _("Amount")), add_label=_("Add a fee")),
        RelatedPanel("all_intakes", "add_intake_url", heading=_("Intakes"), told=("state_label", _("State")), add_label=_("Add an intake")),
        InlinePanel(
            "variants",
            heading=_("Languages of teaching"),
            label=_("language of teaching"),
            panels=[FieldRowPanel(["language", "entry_level", "own_test"])],
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["duration_months", "teaching_months"]),
                FieldRowPanel(["clinical_months", "internship_months"]),
                FieldRowPanel(["credits", "credit_system"]),
                FieldRowPanel(["mode", "places"]),
            ],
            heading=_("Length and form"),
        ),
        MultiFieldPanel(
            [in_languages("qualification"), FieldRowPanel(["isced_f", "eqf", "national_code"]), "faculty"], heading=_("Diploma and classification")
        ),
        MultiFieldPanel(
            ["whole_course_here", in_languages("joint_delivery"), in_languages("clinical_language"), in_languages("language_classes")],
            heading=_("Where and in which language"),
        ),
        MultiFieldPanel([in_languages("entry_subjects"), in_languages("curriculum"), in_languages("careers")], heading=_("Entry, contents, afterwards")),
    )

    def get_queryset(self, request):
        return Programme.objects.with_variants()


# --- money -------------------------------------------------------------------------------------
class FeeCreateView(PrefilledCreateView):
    def prefill(self, instance, words):
        """`?programme=7`; its language too, where it is taught in one only."""
        if programme := Programme.objects.numbered(words.get("programme", "")):
            instance.programme = programme
            if len(programme.languages_taught) == 1:
                instance.language = programme.languages_taught[0]


class FeeViewSet(RowViewSet):
    model = Fee
    icon = "tag"
    index_view_class = YearlyIndexView
    add_view_class = FeeCreateView
    filterset_class = FeeFilterSet
    list_display = [
        "__str__",
        Column("applicant_group", label=_("For whom"), accessor="get_applicant_group_display", sort_key="applicant_group"),
        Column("amount", label=_("Amount"), accessor="amount_text", sort_key="amount"),
        Column("per", label=_("Due"), accessor="per_text", sort_key="per"),
        Column("valid_through", label=_("Valid through"), sort_key="valid_through"),
        *ROW_COLUMNS,
    ]
    list_export = ["academic_year"]
    search_fields = ["programme.name_ru", "programme.name_en", "academic_year", "order_no"]
    ordering = ["-academic_year", "programme__sort_key_ru", "language"]
    edit_handler = row_panels(
        "programme",
        FieldRowPanel(["academic_year", "language", "applicant_group"]),
        CountriesPanel(),
        FieldRowPanel(["amount", "currency"]),
        FieldRowPanel(["per", "times_a_year"]),
        FieldRowPanel(["valid_from", "valid_through"]),
        in_languages("includes", _("What it includes")),
        in_languages("instalments", _("Payment in parts")),
        MultiFieldPanel([FieldRowPanel(["order_no", "order_date"])], heading=_("Order, never published")),
    )

    def get_queryset(self, request):
        return Fee.objects.select_related("programme")


class ExtraCostViewSet(RowViewSet):
    model = ExtraCost
    icon = "tag"
    filterset_class = ExtraCostFilterSet
    list_display = [
        "__str__",
        Column("note_ru", label=_("Remark")),
        Column("amount_from", label=_("Amount"), accessor="amount_text", sort_key="amount_from"),
        Column("per", label=_("Due"), accessor="get_per_display", sort_key="per"),
        Column("as_of", label=_("As of"), sort_key="as_of"),
        *ROW_COLUMNS,
    ]
    list_export = ["kind"]
    search_fields = ["get_kind_display", "note_ru", "note_en"]
    ordering = ["kind", "amount_from"]
    edit_handler = row_panels(
        FieldRowPanel(["kind", "optional"]),
        FieldRowPanel(["amount_from", "amount_to", "currency"]),
        FieldRowPanel(["per", "times_a_year", "as_of"]),
        in_languages("note", _("Remark")),
    )


class ScholarshipViewSet(RowViewSet):
    model = Scholarship
    icon = "tag"
    index_view_class = YearlyIndexView
    filterset_class = ScholarshipFilterSet
    list_display = [
        "__str__",
        "name_en",
        YEAR,
        LEVELS,
        Column("amount", label=_("Amount"), accessor="amount_text", sort_key="amount"),
        Column("deadline", label=_("Apply by"), sort_key="deadline"),
        *ROW_COLUMNS,
    ]
    list_export = exported("name")
    search_fields = [*exported("name", "funder"), "academic_year"]
    ordering = ["-academic_year", "name_ru"]
    edit_handler = row_panels(
        in_languages("name", pgettext_lazy("of a thing", "Name")),
        in_languages("funder", _("Who pays")),
        FieldRowPanel(["academic_year", "deadline"]),
        FieldPanel("levels"),
        CountriesPanel(),
        FieldRowPanel(["amount", "currency", "per"]),
        in_languages("covers", _("What it covers")),
        in_languages("how", _("How to apply")),
    )


class RateViewSet(RowViewSet):
    model = ExchangeRate
    icon = "tag"
    filterset_class = RateFilterSet
    list_display = ["__str__", Column("as_of", label=_("As of"), sort_key="as_of"), *ROW_COLUMNS]
    list_export = ["base"]
    search_fields = ["base", "quote", "as_of"]
    ordering = ["-as_of", "base"]
    edit_handler = row_panels(FieldRowPanel(["base", "quote"]), FieldRowPanel(["rate", "as_of"]))


# --- dates -------------------------------------------------------------------------------------
class IntakeCreateView(PrefilledCreateView):
    def prefill(self, instance, words):
        """`?programme=7` is admitted to."""
        if programme := Programme.objects.numbered(words.get("programme", "")):
            instance.programmes = [programme]


class IntakeViewSet(RowViewSet):
    model = Intake
    icon = "date"
    index_view_class = YearlyIndexView
    add_view_class = IntakeCreateView
    filterset_class = IntakeFilterSet
    list_display = [
        "__str__",
        Column("programmes", label=_("Programmes"), accessor=lambda row: "; ".join(map(str, row.programmes.all()))),
        Column("category", label=_("For whom"), accessor="get_category_display", sort_key="category"),
        Column("state", label=_("State"), accessor="state_label"),
        Column("application_closes", label=_("Applications until"), sort_key="application_closes"),
        Column("studies_start", label=_("Studies begin"), sort_key="studies_start"),
        *ROW_COLUMNS,
    ]
    list_export = exported("label")
    search_fields = [*exported("label"), "academic_year"]
    ordering = ["-studies_start"]
    edit_handler = row_panels(
        in_languages("label", pgettext_lazy("of a thing", "Name")),
        FieldRowPanel(["academic_year", "category"]),
        FieldPanel("programmes", widget=forms.CheckboxSelectMultiple),
        FieldRowPanel(["application_opens", "application_closes"]),
        FieldRowPanel(["invitation_request_by", "arrive_by"]),
        FieldRowPanel(["interviews_from", "interviews_to"]),
        FieldRowPanel(["studies_start", "apply_url"]),
    )

    def get_queryset(self, request):
        return Intake.objects.with_programmes()


# --- rules -------------------------------------------------------------------------------------
class PaperViewSet(RowViewSet):
    model = DocumentRule
    icon = "copy"
    index_view_class = YearlyIndexView
    filterset_class = PaperFilterSet
    list_display = [
        "__str__",
        "name_en",
        Column("stage", label=_("Asked for"), accessor="get_stage_display", sort_key="stage"),
        LEVELS,
        Column("reach", label=_("For whom"), accessor="get_reach_display", sort_key="reach"),
        YEAR,
        Column("order", label=_("Order"), sort_key="order"),
        *ROW_COLUMNS,
    ]
    list_export = exported("name")
    search_fields = [*exported("name"), "form_code"]
    ordering = ["order", "pk"]
    edit_handler = row_panels(
        in_languages("name", _("Paper")),
        FieldRowPanel(["stage", "order", "academic_year"]),
        FieldPanel("levels"),
        "reach",
        CountriesPanel(),
        FieldRowPanel(["form", "copies"]),
        FieldRowPanel(["translation", "legalisation"]),
        FieldRowPanel(["max_age_months", "form_code"]),
        in_languages("how", _("How to get it")),
    )


class EntryViewSet(RowViewSet):
    model = EntryRule
    icon = "copy"
    index_view_class = YearlyIndexView
    filterset_class = EntryFilterSet
    list_display = ["__str__", "certificate_en", COUNTRY, LEVELS, YEAR, *ROW_COLUMNS]
    list_export = exported("certificate")
    search_fields = [*exported("certificate"), "certificate_native", "country.name_ru", "country.name_en"]
    ordering = ["country__name_ru", "pk"]
    edit_handler = row_panels(
        FieldRowPanel(["country", "academic_year"]),
        FieldPanel("levels"),
        in_languages("certificate", _("Certificate")),
        FieldRowPanel(["certificate_native", "native_lang"]),
        in_languages("minimum", _("Minimum")),
        in_languages("subjects", _("Subjects")),
        in_languages("note", _("Remark")),
    )

    def get_queryset(self, request):
        return EntryRule.objects.select_related("country")


class VisaViewSet(RowViewSet):
    model = VisaRule
    icon = "copy"
    filterset_class = VisaFilterSet
    list_display = [
        "__str__",
        BooleanColumn("needs_invitation", label=_("Invitation"), sort_key="needs_invitation"),
        BooleanColumn("needs_visa", label=_("Visa"), sort_key="needs_visa"),
        Column("days_to_issue", label=_("Working days"), sort_key="days_to_issue"),
        *ROW_COLUMNS,
    ]
    list_export = ["country"]
    search_fields = ["country.name_ru", "country.name_en", "country.code"]
    ordering = ["country__name_ru"]
    edit_handler = row_panels(
        "country",
        FieldRowPanel(["needs_invitation", "needs_visa"]),
        FieldRowPanel(["applies", "in_person"]),
        FieldRowPanel(["invitation_months", "days_to_issue"]),
        in_languages("details", _("What else to know")),
    )

    def get_queryset(self, request):
        return VisaRule.objects.select_related("country")


class NationalNoticeViewSet(RowViewSet):
    model = NationalNotice
    icon = "warning"
    filterset_class = NoticeFilterSet
    list_display = [
        "__str__",
        "title_en",
        Column("countries", label=_("Countries"), accessor=lambda row: ", ".join(country.code for country in row.countries.all())),
        Column("valid_until", label=_("Shown until"), sort_key="valid_until"),
        *ROW_COLUMNS,
    ]
    list_export = exported("title")
    search_fields = exported("title", "text")
    ordering = ["title_ru"]
    edit_handler = row_panels(in_languages("title", _("Title")), in_languages("text", _("Text")), CountriesPanel(), "valid_until")

    def get_queryset(self, request):
        return NationalNotice.objects.prefetch_related("countries")


# --- recognition, steps, representatives -------------------------------------------------------
class RecognitionViewSet(RowViewSet):
    model = RecognitionStatement
    icon = "tick"
    filterset_class = RecognitionFilterSet
    list_display = [
        "__str__",
        "authority_en",
        COUNTRY,
        Column("programme", label=_("Programme"), sort_key="programme__sort_key_ru"),
        Column("status", label=_("Status"), accessor="status_label", sort_key="status"),
        Column("checked_on", label=_("Checked"), sort_key="checked_on"),
        Column("recheck_on", label=_("To be re-checked after")),
        *ROW_COLUMNS,
    ]
    list_export = exported("authority")
    search_fields = [*exported("authority"), "country.name_ru", "country.name_en", "register_id"]
    ordering = ["country__name_ru", "authority_ru"]
    edit_handler = row_panels(
        in_languages("authority", _("Authority")),
        FieldRowPanel(["country", "authority_url"]),
        FieldRowPanel(["scope", "programme"]),
        FieldRowPanel(["status", "register_id"]),
        in_languages("graduate_must", _("What the graduate still has to do")),
        MultiFieldPanel(["evidence_url", "evidence_file", FieldRowPanel(["checked_on", "recheck_after_days"])], heading=_("Evidence")),
        InlinePanel(
            "conditions",
            heading=_("Conditions of the regulator"),
            label=_("condition"),
            panels=[FieldRowPanel(["measure", "threshold"]), in_languages("requirement"), in_languages("our_value"), "met"],
        ),
    )

    def get_queryset(self, request):
        return RecognitionStatement.objects.with_conditions()


class StepViewSet(RowViewSet):
    model = Step
    icon = "list-ol"
    filterset_class = StepFilterSet
    list_display = [
        "__str__",
        "title_en",
        Column("phase", label=_("When"), accessor="get_phase_display", sort_key="phase"),
        Column("actor", label=_("Who"), accessor="get_actor_display", sort_key="actor"),
        LEVELS,
        Column("order", label=_("Order"), sort_key="order"),
        *ROW_COLUMNS,
    ]
    list_export = exported("title")
    search_fields = exported("title", "text")
    ordering = ["order", "pk"]
    edit_handler = row_panels(
        in_languages("title", _("What")),
        FieldRowPanel(["phase", "order", "actor"]),
        in_languages("text", _("Text")),
        in_languages("duration", _("How long it takes")),
        "hours_after_arrival",
        FieldPanel("levels"),
    )


class RepresentativeViewSet(RowViewSet):
    model = Representative
    icon = "user"
    filterset_class = RepresentativeFilterSet
    list_display = [
        "__str__",
        "legal_name_en",
        COUNTRY,
        Column("letter_no", label=_("Letter"), sort_key="letter_no"),
        Column("state", label=_("State"), accessor="state_label"),
        Column("valid_until", label=_("Valid until"), sort_key="valid_until"),
        BooleanColumn("in_list", label=_("In the list"), sort_key="in_list"),
        *ROW_COLUMNS,
    ]
    list_export = exported("legal_name")
    search_fields = [*exported("legal_name", "city"), "letter_no"]
    ordering = ["legal_name_ru"]
    edit_handler = row_panels(
        in_languages("legal_name", _("Legal name")),
        "country",
        in_languages("city"),
        FieldRowPanel(["letter_no", "valid_from", "valid_until"]),
        "withdrawn_on",
        in_languages("services", _("What it may do")),
        "contacts",
        "in_list",
    )

    def get_queryset(self, request):
        return Representative.objects.select_related("country")


class TrainingGroup(FamilyGroup):
    menu_label = _("Training")
    menu_name = "training"
    menu_icon = "clipboard-list"
    menu_order = 210
    families = ((FeeViewSet, ExtraCostViewSet, ScholarshipViewSet, RateViewSet), (PaperViewSet, EntryViewSet, VisaViewSet, NationalNoticeViewSet))
    items = (
        ProgrammeViewSet,
        *families[0],
        IntakeViewSet,
        *families[1],
        RecognitionViewSet,
        StepViewSet,
        RepresentativeViewSet,
    )


register_snippet(TrainingGroup)


@hooks.register("register_admin_urls")
def next_year_urls():
    return [path("training/next-year/", NextYear.as_view(), name="training_next_year")]
