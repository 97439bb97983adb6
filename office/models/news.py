"""News: a page each, read by year, section, country and partner, and as an Atom feed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import PageManager

from core import blocks, registry
from core.fields import BodyField
from core.languages import active
from core.models import SectionPage, SitePage
from core.models.pages import HOME_DEPTH, SitePageQuerySet
from core.nav import tree
from office import newsroom, structured


class NewsPageQuerySet(SitePageQuerySet):
    def published(self):
        """Live, for everybody, and shown in the language of the reader."""
        return self.live().open_to_all().filter(shown__contains=f" {active()} ")

    def all_years(self):
        """The whole archive."""
        return self.all()

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def of_section(self, page):
        """Tagged with a section of the site."""
        return self.filter(sections__path=page.path)

    def closing_soon(self, now=None):
        """With a deadline that is still to come, the nearest first."""
        return self.filter(deadline__gt=now or timezone.now()).order_by("deadline")

    def newest_and_closing(self, number):
        """The newest, and those that close soon: what the home page shows, by one query."""
        newest = self.newest_first().values("pk")[:number]
        return self.filter(models.Q(pk__in=newest) | models.Q(pk__in=self.closing_soon().values("pk")[:number])).newest_first()


class NewsPage(SitePage):
    """One piece of news; its tags lead it to the section, country and partner it speaks of."""

    search_group = "news"
    outside_tree = True
    parent_page_types = ["office.NewsIndexPage"]
    subpage_types = []
    template = "office/news_page.html"
    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    deadline = models.DateTimeField(_("closes"), null=True, blank=True, help_text=_("Minsk time. Until then it stands under “Closes soon” on the home page."))
    sections = ParentalManyToManyField("core.SitePage", blank=True, verbose_name=_("sections"), related_name="news", limit_choices_to={"depth": HOME_DEPTH + 1})
    countries = ParentalManyToManyField("core.Country", blank=True, verbose_name=_("countries"), related_name="news")
    picture = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("picture"), related_name="+")
    source_url = models.URLField(_("public source"), max_length=700, blank=True, help_text=_("The page that says so. Shown to visitors."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    body = BodyField(blocks.BodyBlock(), blank=True, verbose_name=_("text"))

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    class Meta:
        verbose_name, verbose_name_plural = _("piece of news"), _("news")

    @classmethod
    def tabs(cls):
        """Here and not as an attribute: the sections say in their apps.py what news can be about."""
        cls.body_panels = [
            FieldRowPanel(["date", "deadline"]),
            "picture",
            "body",
            FieldPanel("sections"),
            FieldPanel("countries"),
            *(tag.panel for tag in registry.news_tags),
            "source_url",
        ]
        return super().tabs()

    @classmethod
    def search_kind(cls):
        return gettext("news")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["meta"]["json_ld"] += [] if self.is_sample else [structured.news_article(self)]
        return {**context, "tags": newsroom.tags_of(request, self), "closed": self.is_closed}

    def get_sitemap_urls(self, request=None):
        return [] if self.is_sample else super().get_sitemap_urls(request)

    @property
    def is_closed(self):
        return bool(self.deadline and self.deadline <= timezone.now())


class NewsIndexPage(SectionPage):
    """The archive of news."""

    fixed_slug = "news"
    subpage_types = ["office.NewsPage"]

    class Meta:
        verbose_name = _("news archive")

    def route(self, request, path_components):
        """A piece of news is found at once; Wagtail would ask for the page first and then for its type."""
        found = NewsPage.objects.live().child_of(self).filter(slug=path_components[0]).first() if len(path_components) == 1 else None
        if not found:
            return super().route(request, path_components)
        found.some_page_is_private = tree(request).has_private
        return found.route(request, [])

    @path("", name="news_list")
    def news_list(self, request):
        return newsroom.archive(request, self)

    @path("news.atom/", name="news_feed")
    def news_feed(self, request):
        return newsroom.feed(request, self)
