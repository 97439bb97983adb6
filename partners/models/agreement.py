from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import StrIndex
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.search import index

from core.choices import Precision
from core.fields import ChoicesField
from core.files import private_storage
from core.languages import CODES, active, text_of
from core.models import Contact, Record, RecordQuerySet
from core.models.contacts import SPOKEN
from core.models.country import NamedQuerySet
from core.models.parts import Part
from core.text import query_prefixes
from partners.choices import KIND_EXPLAINED, AgreementKind, Lifecycle, RenewalRule, Status, Waiver
from partners.conditions import places_text
from partners.forms import AgreementForm
from partners.status import current_end, status_expression, status_of

FEW = 3  # fields of study named in a row of a list


NO_END = _("An agreement without an end date has no “valid until”.")
END_FIRST = _("“Valid until” is before “in force from”.")


class CooperationForm(models.Model):
    """What an agreement allows: student mobility, joint research ... A fixed vocabulary, loaded by a migration."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)

    known_by = ("code", "name_ru", "name_en")
    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("form of cooperation"), _("forms of cooperation")
        ordering = ["pk"]

    def __str__(self):
        return self.name_ru or self.code


class AgreementQuerySet(RecordQuerySet):
    def public(self):
        """Published, and past the stage of a draft agreement."""
        return self.published().exclude(lifecycle=Lifecycle.DRAFT)

    def with_status(self, today=None):
        """Adds `status_now`, the computed status."""
        return self.annotate(status_now=status_expression(today))

    def for_search(self):
        return self.with_parties()

    def with_parties(self):
        """Fetches the parties with their partners and countries: one more query for any number of rows."""
        parties = Party.objects.select_related("partner__country").order_by("sort_order", "pk")
        return self.prefetch_related(Prefetch("parties", parties))

    def with_terms(self):
        """Fetches conditions and fields, as rows of a list print them: two more queries for any number of rows."""
        return self.prefetch_related("conditions", "isced_f")

    def with_renewals(self):
        """One row for each renewal (`renewed_on`, `renewed_until`), one for an agreement without any: no further query."""
        return self.annotate(renewed_on=F("renewals__renewed_on"), renewed_until=F("renewals__valid_until"))

    def current(self):
        return self.exclude(status_now__in=[Status.ENDED, Status.SUSPENDED])

    def archive(self):
        return self.filter(status_now__in=[Status.ENDED, Status.SUSPENDED])

    def in_force(self):
        return self.with_status().filter(status_now__in=[Status.IN_FORCE, Status.EXPIRING])

    def two_sided(self):
        """With one partner only, whom visitors may see."""
        parties = Party.objects.filter(agreement=OuterRef("pk")).order_by()
        number = parties.values("agreement").annotate(n=Count("pk")).values("n")
        return self.alias(parties_number=Subquery(number)).filter(Exists(parties.filter(partner__live=True)), parties_number=1)

    def with_conditions(self):
        """Those that lay down how many people come and go."""
        return self.filter(conditions__isnull=False).distinct()

    def newest_first(self):
        return self.order_by(F("signed_on").desc(nulls_last=True), "pk")

    def matching(self, query):
        """The words may be split between the agreement and the names of its partners."""
        found = self
        for prefix in query_prefixes(query):
            of_partner = Party.objects.alias(at=StrIndex("partner__search_key", models.Value(f" {prefix}"))).filter(at__gt=0, partner__live=True)
            found = found.filter(Q(pk__in=self.model.objects.all().has_word(prefix).values("pk")) | Q(pk__in=of_partner.values("agreement")))
        return found

    def search_keys(self):
        of_partners = defaultdict(str)
        for agreement, key in Party.objects.filter(partner__live=True).values_list("agreement", "partner__search_key"):
            of_partners[agreement] += key
        return ((pk, own + of_partners[pk]) for pk, own in super().search_keys())

    def has_word(self, prefix):
        return self.alias(at=StrIndex("search_key", models.Value(f" {prefix}"))).filter(at__gt=0)


class Agreement(Record):
    """A paper signed, or being prepared, with one or several partners."""

    code = models.CharField(_("number"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=AgreementKind.choices)
    binding = models.BooleanField(_("binding"), null=True, blank=True, help_text=_("A memorandum binds neither side."))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("protocol to"), related_name="protocols")
    title = models.CharField(_("title"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    our_unit = models.ForeignKey("core.Unit", models.SET_NULL, null=True, blank=True, verbose_name=_("our faculty or department"), related_name="+")
    our_signatory = models.CharField(_("who signed for us: name and post"), max_length=250, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, help_text=_("The first signing only."))
    signed_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("The last day in force."))
    open_ended = models.BooleanField(_("without an end date"), default=False)
    renewal = models.CharField(_("renewal"), max_length=12, choices=RenewalRule.choices, blank=True)
    renewal_months = models.PositiveSmallIntegerField(_("renewed for, months"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice, months"), null=True, blank=True)
    lifecycle = models.CharField(_("state"), max_length=11, choices=Lifecycle.choices, default=Lifecycle.SIGNED)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    end_reason = models.TextField(_("why it ended"), blank=True, help_text=_("Never published."))
    forms = ParentalManyToManyField(CooperationForm, blank=True, verbose_name=_("forms of cooperation"), related_name="agreements")
    isced_f = ParentalManyToManyField("core.FieldOfStudy", blank=True, verbose_name=_("fields (ISCED-F)"), related_name="agreements")
    text_languages = ChoicesField(_("languages of the text"), codes=SPOKEN)
    tuition_waiver = models.CharField(_("tuition waiver"), max_length=7, choices=Waiver.choices, blank=True)
    coordinator_ours = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("our coordinator"), related_name="agreements")
    coordinator_theirs = models.TextField(_("their coordinator"), blank=True, help_text=_("Never published."))
    scan = models.FileField(
        _("scan of the signed paper"),
        upload_to="partners/agreement/%Y/",
        storage=private_storage,
        blank=True,
        help_text=_("Signatures are personal data: the scan is never published."),
    )
    public_copy = models.ForeignKey("core.SiteDocument", models.SET_NULL, null=True, blank=True, verbose_name=_("copy for the public"), related_name="+")

    address = "partnership/agreements"
    name_field = "title"
    known_by = ("slug", "code", *(f"title_{code}" for code in CODES))
    base_form_class = AgreementForm
    objects = AgreementQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"title_{code}") for code in CODES] + [index.AutocompleteField("code")]

    class Meta:
        verbose_name, verbose_name_plural = _("agreement"), _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=~Q(open_ended=True, valid_until__isnull=False),
                name="open_ended_has_no_end",
                violation_error_message=NO_END,
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(in_force_from__isnull=True) | Q(valid_until__gte=F("in_force_from")),
                name="ends_after_it_begins",
                violation_error_message=END_FIRST,
            ),
        ]

    def clean(self):
        """What the database refuses is said here, at the field."""
        super().clean()
        if self.open_ended and self.valid_until:
            raise ValidationError({"valid_until": NO_END})
        if self.valid_until and self.in_force_from and self.valid_until < self.in_force_from:
            raise ValidationError({"valid_until": END_FIRST})
        if self.kind == AgreementKind.MEMORANDUM and self.binding:
            raise ValidationError({"binding": _("A memorandum is not binding.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("An agreement is no protocol to itself.")})
        if self.renewal == RenewalRule.AUTOMATIC and self.valid_until and not self.renewal_months:
            raise ValidationError({"renewal_months": _("For how many months is it renewed?")})

    def search_texts(self):
        return [self.code, *(getattr(self, f"{name}_{code}") for code in CODES for name in ("title", "summary"))]

    def search_also(self):
        return [
            name
            for partner in self.partners
            if partner.live
            for code in CODES
            for name in (getattr(partner, f"name_{code}"), getattr(partner, f"acronym_{code}"))
        ]

    # --- what is computed ------------------------------------------------------------------
    @property
    def status(self):
        return getattr(self, "status_now", None) or status_of(self)

    @property
    def status_label(self):
        return Status(self.status).label

    @property
    def kind_explained(self):
        return KIND_EXPLAINED[AgreementKind(self.kind)]

    @property
    def partners(self):
        return [party.partner for party in self.parties.all()]

    @property
    def contact(self):
        """Our coordinator, if visitors may see one."""
        return Contact.shown(self.coordinator_ours)

    @property
    def places_text(self):
        """How many people may go and come in a year, as one phrase; '' when the agreement does not say."""
        return places_text(self.conditions.all())

    @property
    def fields_text(self):
        """The names of its first fields of study, and how many more there are; '' when none is known."""
        names = [text_of(field, "name")[0] for field in self.isced_f.all()]
        shown = "; ".join(names[:FEW])
        return gettext("%(names)s and %(n)d more") % {"names": shown, "n": len(names) - FEW} if names[FEW:] else shown

    def public_protocols(self):
        """The protocols to this agreement, newest first."""
        return Agreement.objects.public().filter(parent=self).newest_first() if self.pk else Agreement.objects.none()

    @property
    def partner_names(self):
        """For lists and exports of the editing screens."""
        return "; ".join(map(str, self.partners))

    @property
    def validity_text(self):
        """Until when, as one phrase: an end date, a renewal rule, no end, or '' when no source says."""
        end = current_end(self)
        if self.open_ended and not self.ended_on:
            return gettext("no end date")
        if not end:
            return gettext("renewed automatically") if self.renewal == RenewalRule.AUTOMATIC else ""
        precision = self.ended_precision if end == self.ended_on else Precision.DAY
        shown = Precision(precision).shown(end)
        if self.renewal == RenewalRule.AUTOMATIC and not self.ended_on:
            return gettext("until %(date)s, then renewed automatically") % {"date": shown}
        return gettext("until %(date)s") % {"date": shown}

    def search_kind(self):
        return self.get_kind_display()

    def search_excerpt(self):
        return text_of(self, "summary")[0] or str(self.kind_explained)

    def meta_description(self):
        names = "; ".join(text_of(partner, "name", active())[0] for partner in self.partners)
        return text_of(self, "summary")[0] or f"{self.get_kind_display().capitalize()}. {names}"


class Party(Part):
    """One side of an agreement other than ours."""

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    partner = models.ForeignKey("partners.Partner", models.PROTECT, verbose_name=_("partner"), related_name="parties")
    unit = models.CharField(_("their unit"), max_length=200, blank=True)
    signatory = models.CharField(_("who signed: name and post"), max_length=250, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    reference = models.CharField(_("their number"), max_length=60, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("party"), _("parties")


class Renewal(Part):
    """A renewal that has taken place."""

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="renewals")
    renewed_on = models.DateField(_("renewed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    reference = models.CharField(_("document"), max_length=120, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("renewal"), _("renewals")
