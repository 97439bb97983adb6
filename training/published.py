"""Everything public of the section, read once and kept in memory until something changes (decision 0008): programmes, money, dates, rules.

There are some hundred rows; whoever answers a visitor makes one `Published()` and asks it, so that a page costs one small query.
Sample rows speak of sample programmes only: `real_or_sample` keeps them away from real ones.
"""

from functools import cached_property

from django.utils.timezone import localdate

from core.academic_year import academic_year
from core.generation import memory
from core.languages import active
from core.models import Country
from core.text import sort_text
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
    Scholarship,
    Step,
    VisaRule,
)


class Published:
    """Lists of model instances in the order in which they are printed; nobody may change them."""

    def __init__(self, kept=None):
        self.kept = kept or memory.now()

    def rows(self, queryset):
        return self.kept.get(("training", queryset.model.__name__), lambda: list(queryset))

    @cached_property
    def programmes(self):
        """With their languages, by name in the active one; those that are reached by address only are among them."""
        found = self.rows(Programme.objects.reachable().with_variants())
        return sorted(found, key=lambda programme: (programme.is_sample, getattr(programme, f"sort_key_{active()}"), programme.pk))

    @property
    def open_programmes(self):
        """What a visitor can choose from."""
        return [programme for programme in self.programmes if programme.is_offered]

    @cached_property
    def fees(self):
        return self.rows(Fee.objects.public().prefetch_related("countries").order_by("-academic_year", "programme", "language", "applicant_group", "pk"))

    @cached_property
    def costs(self):
        return self.rows(ExtraCost.objects.public().order_by("optional", "kind", "pk"))

    @cached_property
    def rates(self):
        return [rate for rate in self.rows(ExchangeRate.objects.public().newest_first()) if rate.as_of <= localdate()]

    @cached_property
    def intakes(self):
        return self.rows(Intake.objects.public().with_programmes().coming_first())

    @property
    def intakes_of_open(self):
        """Those of at least one programme that visitors can find and get into."""
        return [intake for intake in self.intakes if any(programme.is_offered for programme in intake.programmes.all())]

    @cached_property
    def documents(self):
        return self.rows(DocumentRule.objects.public().prefetch_related("countries").in_order())

    @cached_property
    def entry_rules(self):
        return self.rows(EntryRule.objects.public().select_related("country").order_by("pk"))

    @cached_property
    def visa_rules(self):
        return self.rows(VisaRule.objects.public().select_related("country").order_by("pk"))

    @cached_property
    def notices(self):
        return self.rows(NationalNotice.objects.public().prefetch_related("countries").order_by("pk"))

    @cached_property
    def statements(self):
        return self.rows(RecognitionStatement.objects.public().with_conditions().order_by("pk"))

    @cached_property
    def scholarships(self):
        return self.rows(Scholarship.objects.public().prefetch_related("countries").soonest_first())

    @cached_property
    def steps(self):
        return self.rows(Step.objects.public().in_order())

    @cached_property
    def countries(self):
        """{ISO 3166-1 code: Country}, by name in the active language."""
        found = self.rows(Country.objects.select_related("officer"))
        return {country.code: country for country in sorted(found, key=lambda country: sort_text(getattr(country, f"name_{active()}")))}

    # --- of one programme ------------------------------------------------------------------
    def fees_of(self, programme):
        """What holds today or will: of this academic year and later ones, not past its last day."""
        return [fee for fee in self.fees if fee.programme_id == programme.pk and fee.is_current]

    def intakes_of(self, programme):
        return [intake for intake in self.intakes if any(other.pk == programme.pk for other in intake.programmes.all())]

    # --- of one country --------------------------------------------------------------------
    def visa_rule(self, country):
        return next((rule for rule in self.visa_rules if rule.country_id == country.pk), None)

    def notices_for(self, country):
        return [notice for notice in self.notices if notice.is_running() and country in notice.countries.all()]

    def entry_rules_for(self, country):
        """Those of every year, of the running one and of those to come."""
        running = academic_year()
        return [rule for rule in self.entry_rules if rule.country_id == country.pk and (not rule.academic_year or rule.academic_year >= running)]


def real_or_sample(rows, programme):
    """Invented rows are shown with an invented programme only, or where no programme is spoken of."""
    return [row for row in rows if not row.is_sample or programme is None or programme.is_sample]
