from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.forms import RecordForm
from core.languages import CODES, active, text_of
from core.models import Record, RecordQuerySet
from masterclasses.models.event import Event
from masterclasses.models.speaker import Speaker


class LecturerQuerySet(RecordQuerySet):
    def with_place(self):
        """With partner and country: what a row prints."""
        return self.select_related("partner__country", "country")

    def for_rows(self):
        return self.with_place()

    def with_event_count(self):
        """Adds `events_total`: public events at which the person speaks."""
        own = Speaker.objects.filter(lecturer=models.OuterRef("pk"), event__in=Event.objects.public()).order_by().values("lecturer")
        number = models.Subquery(own.annotate(n=models.Count("event", distinct=True)).values("n"))
        return self.annotate(events_total=Coalesce(number, 0))

    def everybody(self):
        return self.all()

    def visiting(self, now=None):
        """Those from abroad who have taught in Minsk, at an event that visitors see."""
        return self.filter(pk__in=Speaker.objects.visiting(now).order_by().values("lecturer"))


class Lecturer(Record):
    """A person who teaches at events, across years. Names are typed in both scripts as the person writes them."""

    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("As the person writes it in Cyrillic and in Latin script."))
    native_name = models.CharField(_("name in its own script"), max_length=150, blank=True)
    native_lang = models.CharField(_("language of it"), max_length=8, blank=True, help_text="ja, zh, ar")
    post = models.CharField(_("post and degree"), max_length=250, blank=True)
    affiliation = models.CharField(_("organisation"), max_length=250, blank=True, help_text=_("Where it is no partner of ours."))
    partner = models.ForeignKey("partners.Partner", models.SET_NULL, null=True, blank=True, verbose_name=_("partner"), related_name="lecturers")
    country = models.ForeignKey("core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="lecturers")
    biography = models.TextField(_("about the lecturer"), blank=True)
    photo = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("photograph"), related_name="+")
    photo_permission = models.CharField(
        _("who allowed the photograph, and when"), max_length=200, blank=True, help_text=_("Never published. Without it the photograph is not shown.")
    )
    website = models.URLField(_("site or ORCID"), max_length=300, blank=True)

    address = "masterclasses/lecturers"
    known_by = ("slug", *(f"name_{code}" for code in CODES))
    base_form_class = RecordForm
    objects = LecturerQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"name_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("lecturer"), _("lecturers")

    def search_texts(self):
        return [self.native_name, *(getattr(self, f"{name}_{code}") for name in ("name", "affiliation") for code in CODES)]

    @property
    def shown_partner(self):
        """The partner, if visitors may see it."""
        return self.partner if self.partner_id and self.partner.live else None

    @property
    def organisation(self):
        """(name, language it is in) of where the person works; ("", …) where no source says, or nobody may know."""
        return text_of(self.shown_partner, "name") if self.shown_partner else text_of(self, "affiliation")

    @staticmethod
    def at_public_events():
        """For filters over the events of lecturers."""
        return models.Q(speeches__event__live=True)

    def public_events(self):
        """Where the person speaks, the newest first; part and topic come with each."""
        return list(Event.objects.public().filter(speakers__lecturer=self).distinct().with_speakers().newest_first()) if self.pk else []

    def all_events(self):
        """Drafts too, for the editing form."""
        return Event.objects.filter(speakers__lecturer=self).distinct().newest_first()

    def add_event_url(self):
        return f"{reverse('wagtailsnippets_masterclasses_event:add')}?lecturer={self.pk}"

    def part_in(self, event):
        """[(role, topic with its language)] at an event fetched with its speakers."""
        return [(speaker.get_role_display(), text_of(speaker, "topic")) for speaker in event.speakers.all() if speaker.lecturer_id == self.pk]

    def other_names(self):
        names = [self.native_name, *(getattr(self, f"name_{code}") for code in CODES)]
        return [name for name in dict.fromkeys(names) if name and name != self.title_text[0]]

    @property
    def shown_photo(self):
        return self.photo if self.photo_permission else None

    def search_kind(self):
        return _("lecturer")

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        place = self.country and text_of(self.country, "name")[0]
        return text_of(self, "biography", active())[0] or ", ".join(filter(None, [text_of(self, "post")[0], self.organisation[0], place]))
