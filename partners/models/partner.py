from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, CharField, Count, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.search import index

from core.languages import CODES, text_of
from core.models import Record, RecordQuerySet
from core.models.parts import Part
from office import newsroom
from partners.choices import Basis, PartnerKind, PartnerStatus, Status
from partners.forms import PartnerForm
from partners.models.agreement import Agreement

ROR = RegexValidator(r"^https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$", _("A ROR identifier looks like https://ror.org/00p8b0t20."))


LISTED = [Basis.AGREEMENT, Basis.LISTED, Basis.MOBILITY, Basis.DEPARTMENT]


def number_of(agreements):
    """How many of these agreements a partner has, as an expression."""
    own = agreements.filter(parties__partner=OuterRef("pk")).order_by().values("parties__partner")
    return Coalesce(Subquery(own.annotate(n=Count("pk", distinct=True)).values("n")), 0)


class PartnerQuerySet(RecordQuerySet):
    def with_status(self, today=None):
        """Adds `status_now`, the partner's computed status."""
        of_partner = Agreement.objects.public().with_status(today).filter(parties__partner=OuterRef("pk"))
        in_force = Exists(of_partner.filter(status_now__in=[Status.IN_FORCE, Status.EXPIRING]))
        unconfirmed = Exists(of_partner.filter(status_now=Status.NOT_CONFIRMED))
        in_preparation = Exists(of_partner.filter(status_now=Status.IN_PREPARATION))
        status = Case(
            When(in_force, then=Value(PartnerStatus.CURRENT.value)),
            When(unconfirmed, then=Value(PartnerStatus.NOT_CONFIRMED.value)),
            When(in_preparation, then=Value(PartnerStatus.PROSPECTIVE.value)),
            When(Exists(of_partner), then=Value(PartnerStatus.PAST.value)),
            When(basis__in=LISTED, then=Value(PartnerStatus.LISTED.value)),
            default=Value(PartnerStatus.PROSPECTIVE.value),
            output_field=CharField(),
        )
        return self.annotate(status_now=status)

    def for_search(self):
        return self.for_rows().prefetch_related("former_names")

    def for_rows(self):
        return self.select_related("country")

    def with_parts(self):
        """With names, identifiers, our units and the hours of the coordinator: one more query for each."""
        return self.prefetch_related("former_names", "other_ids", "our_units", "coordinator_ours__hours")

    def with_agreement_count(self):
        """Adds `agreements_total`: the partner's public agreements, ended ones included."""
        return self.annotate(agreements_total=number_of(Agreement.objects.public()))

    def current(self):
        """All but those with whom everything has ended."""
        return self.exclude(status_now=PartnerStatus.PAST)

    def archive(self):
        return self.filter(status_now=PartnerStatus.PAST)

    def places(self, agreements):
        """(pk, country, latitude, longitude, how many of these agreements) of each, as the map needs it."""
        return self.order_by().annotate(number=number_of(agreements)).values_list("pk", "country_id", "latitude", "longitude", "number")

    def of_country(self, code):
        return self.filter(country__code=code)


class Partner(Record):
    """An organisation that the university works with."""

    name = models.CharField(_("name"), max_length=255, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    native_name = models.CharField(_("name in its own language"), max_length=255, blank=True)
    native_lang = models.CharField(_("language of that name"), max_length=12, blank=True, help_text=_("BCP 47: ja, zh, pl"))
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind.choices)
    ror_id = models.URLField(_("ROR identifier"), unique=True, null=True, blank=True, validators=[ROR], help_text="https://ror.org/00p8b0t20")
    country = models.ForeignKey("core.Country", models.PROTECT, verbose_name=_("country"), related_name="partners")
    region = models.CharField(_("ISO 3166-2 code of the region"), max_length=6, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    website = models.URLField(_("site"), max_length=300, blank=True)
    logo = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("logo"), related_name="+")
    logo_permitted = models.BooleanField(_("we may show the logo"), default=False)
    logo_permission = models.CharField(_("who allowed it, when"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    relationship_since = models.PositiveSmallIntegerField(
        _("cooperation since"), null=True, blank=True, validators=[MinValueValidator(1921), MaxValueValidator(2100)]
    )
    basis = models.CharField(_("how the link is known"), max_length=12, choices=Basis.choices, default=Basis.AGREEMENT)
    our_units = ParentalManyToManyField("core.Unit", blank=True, verbose_name=_("our faculties and departments"))
    coordinator_ours = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("our coordinator"), related_name="partners")

    address = "partnership/partners"
    known_by = ("slug", "ror_id", "native_name", *(f"{name}_{code}" for name in ("name", "acronym", "former_names__name") for code in CODES))
    base_form_class = PartnerForm
    objects = PartnerQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"name_{code}") for code in CODES] + [index.AutocompleteField("acronym_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("partner"), _("partners")

    def search_texts(self):
        own = [getattr(self, f"{name}_{code}") for code in CODES for name in ("name", "acronym", "city")]
        return [*own, self.native_name, *(getattr(former, f"name_{code}") for former in self.former_names.all() for code in CODES)]

    @property
    def status(self):
        """Computed by the query that fetched the record, else by one of its own."""
        if not hasattr(self, "status_now"):
            self.status_now = Partner.objects.with_status().values_list("status_now", flat=True).get(pk=self.pk) if self.pk else PartnerStatus.PROSPECTIVE
        return self.status_now

    @property
    def status_label(self):
        return PartnerStatus(self.status).label

    def public_agreements(self):
        """What the partner's page lists, newest first."""
        if not self.pk:
            return Agreement.objects.none()
        return Agreement.objects.public().with_status().filter(parties__partner=self).distinct().newest_first()

    def recent_news(self):
        """The newest news about this partner, as lists print it."""
        return newsroom.rows(newsroom.model().objects.filter(partner_tags__partner=self).newest_first(), newsroom.IN_SECTION) if self.pk else []

    # --- the editing form's list of agreements ----------------------------------------------
    def all_agreements(self):
        return Agreement.objects.with_status().filter(parties__partner=self).distinct().newest_first()

    def add_agreement_url(self):
        return f"{reverse('wagtailsnippets_partners_agreement:add')}?partner={self.pk}"

    # --- what lists and previews ask ---------------------------------------------------------
    def search_kind(self):
        return self.get_kind_display()

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        """The summary, else kind, city and country."""
        facts = [self.get_kind_display(), text_of(self, "city")[0], text_of(self.country, "name")[0]]
        return text_of(self, "summary")[0] or ", ".join(filter(None, facts))


class FormerName(Part):
    """A name the partner once had; found by the search."""

    partner = ParentalKey(Partner, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("former name"), max_length=255)
    until_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)


class OtherId(Part):
    """The partner in another register."""

    class Scheme(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        ISNI = "isni", "ISNI"
        SCHAC = "schac", "Erasmus / SCHAC"
        WDOMS = "wdoms", "World Directory of Medical Schools"

    partner = ParentalKey(Partner, on_delete=models.CASCADE, related_name="other_ids")
    scheme = models.CharField(_("register"), max_length=10, choices=Scheme.choices)
    value = models.CharField(_("identifier"), max_length=100)


class TheirContact(Part):
    """Whom we write to at the partner; never published."""

    partner = ParentalKey(Partner, on_delete=models.CASCADE, related_name="contacts_theirs")
    role = models.CharField(_("role"), max_length=150)
    person = models.CharField(_("person"), max_length=150, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
