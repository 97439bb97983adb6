"""Stories of graduates. Shown only while the person agrees, or as far as a public source tells the same."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.days import deadline
from core.forms import RecordForm
from core.languages import CODES, active, text_of
from core.models import Record, RecordQuerySet
from core.models.rows import IN_FUTURE


class StoryQuerySet(RecordQuerySet):
    def public(self, today=None):
        """Live, and the person still agrees, or a public source tells it."""
        today = today or localdate()
        agreed = Q(consent_on__lte=today) & (Q(consent_until=None) | Q(consent_until__gte=today))
        return self.published().filter(agreed | Q(from_source=True), withdrawn_on=None)

    def for_rows(self):
        return self.select_related("country", "specialty", "photo")

    def newest_first(self):
        return self.order_by("is_sample", models.F("first_published_at").desc(nulls_last=True), "pk")

    def without_consent(self, today=None):
        """Live, but nobody agrees, or no longer."""
        return self.published().exclude(pk__in=self.public(today).values("pk"))

    def ended(self, day):
        """To which the person agreed once, but no longer since before a day."""
        return self.filter(Q(withdrawn_on__lt=day) | Q(consent_until__lt=day, from_source=False))


class Story(Record):
    """What became of one graduate."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    person = models.CharField(_("name of the graduate"), max_length=150, blank=True, help_text=_("As the person wishes to be named."))
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    text = models.TextField(_("story"), blank=True)
    quote = models.TextField(_("in their own words"), max_length=400, blank=True)
    post = models.CharField(_("post and place of work"), max_length=250, blank=True)
    country = models.ForeignKey("core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="+")
    graduation_year = models.PositiveSmallIntegerField(_("graduated in"), null=True, blank=True)
    specialty = models.ForeignKey("core.FieldOfStudy", models.PROTECT, null=True, blank=True, verbose_name=_("field (ISCED-F)"), related_name="+")
    photo = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("photograph"), related_name="+")
    photo_permission = models.CharField(
        _("who allowed the photograph, and when"), max_length=200, blank=True, help_text=_("Never published. Without it the photograph is not shown.")
    )
    graduate = models.ForeignKey(
        "alumni.Graduate",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("entry of the graduate"),
        related_name="stories",
        help_text=_("Never published."),
    )
    from_source = models.BooleanField(_("tells only what the public source says"), default=False)
    consent_on = models.DateField(_("agreed to publication on"), null=True, blank=True)
    consent_until = models.DateField(_("the consent holds until"), null=True, blank=True, help_text=_("Empty: until it is withdrawn."))
    consent_evidence = models.CharField(_("where the consent is kept"), max_length=200, blank=True, help_text=_("Never published."))
    withdrawn_on = models.DateField(_("consent withdrawn on"), null=True, blank=True)

    address = "alumni/stories"
    name_field = "title"
    known_by = ("slug",)
    base_form_class = RecordForm
    objects = StoryQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"title_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("story of a graduate"), _("stories of graduates")

    def __str__(self):
        """Neither name nor address, which is often made of it: it becomes the label of log entries, which outlive a withdrawal."""
        return f"№ {self.pk}"

    def search_texts(self):
        return [getattr(self, f"{name}_{code}") for name in ("title", "person") for code in CODES]

    def clean(self):
        super().clean()
        wrong = {name: IN_FUTURE for name in ("consent_on", "withdrawn_on") if getattr(self, name) and getattr(self, name) > localdate()}
        if self.consent_on and not self.consent_evidence and not self.is_sample:
            wrong["consent_evidence"] = _("Where is the consent kept?")
        if self.from_source and not self.source_url:
            wrong["source_url"] = _("Which source?")
        if wrong:
            raise ValidationError(wrong)

    @property
    def public_until(self):
        """The last moment on which it is shown."""
        return deadline(self.consent_until) if self.consent_until and not self.from_source else None

    @property
    def shown_photo(self):
        return self.photo if self.photo_permission else None

    def search_kind(self):
        return _("story of a graduate")

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        return text_of(self, "summary", active())[0] or text_of(self, "post")[0]
