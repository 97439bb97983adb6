"""Pages: one tree, every language in the same page (docs/decisions/0001-languages.md)."""

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import StrIndex
from django.template.response import TemplateResponse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import blocks, facts, languages
from core.fields import BodyField
from core.forms import SitePageForm
from core.languages import CODES, DEFAULT, NAMES, active
from core.meta import HOME_DEPTH, page_context, sitemap_entries
from core.models.confirmable import Confirmable
from core.models.multilingual import Multilingual, SearchKeyQuerySet
from core.nav import tree
from core.panels import in_languages, labelled, of_wagtail, title_row
from core.registry import home_parts, page_parts
from core.text import index_text


class SitePageQuerySet(SearchKeyQuerySet, PageQuerySet):
    def open_to_all(self):
        """Without pages that only some may see, or below such; the same as Wagtail's `public()`, but within the one query."""
        start = StrIndex(OuterRef("path"), F("page__path"))
        return self.exclude(Exists(PageViewRestriction.objects.annotate(start=start).filter(start=1)))


class SitePage(Multilingual, Confirmable, Page):
    """Parent of every page type, so that the titles of all pages in all languages stand in one table.

    Wagtail's `title` is the title in the first language; every other language has columns of its own, added below this class.
    """

    is_creatable = False
    fixed_slug = ""  # of a page type that stands once, at an address of its own
    search_group = "pages"  # under which hits of the search box are counted
    outside_tree = False  # many of a kind, such as news: not read with the tree, never in menus
    base_form_class = SitePageForm
    owner_contact = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("responsible"), related_name="+")
    review_due_on = models.DateField(_("next review"), null=True, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True, help_text=_("Never published."))
    search_key = models.TextField(default="", editable=False)

    objects = PageManager.from_queryset(SitePageQuerySet)()
    preview_modes = list(NAMES.items())
    promote_panels = [
        FieldPanel("slug"),
        "show_in_menus",
        of_wagtail("seo_title", _("Title for search engines")),
        of_wagtail("search_description", _("Description for search engines")),
    ]
    settings_panels = ["languages", "owner_contact", "verified_on", "review_due_on", "internal_note", PublishingPanel()]
    body_panels = []
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(f"title_{code}", boost=2) for code in languages.others(DEFAULT)),
        *(index.AutocompleteField(f"title_{code}") for code in languages.others(DEFAULT)),
    ]

    @classmethod
    def tabs(cls):
        """The editing form of a page type: its texts, its address, its publication."""
        return TabbedInterface(
            [
                ObjectList([title_row("title"), in_languages("summary", _("Summary")), *cls.body_panels], heading=_("Content")),
                ObjectList(cls.promote_panels, heading=_("Address and search")),
                ObjectList(cls.settings_panels, heading=_("Publication")),
            ]
        )

    # --- texts -----------------------------------------------------------------------------
    @staticmethod
    def column(name, lang):
        """Wagtail's own columns hold the first language; ours are named after theirs."""
        return name if lang == DEFAULT and name in OWN_OF_WAGTAIL else f"{name}_{lang}"

    def text(self, name, lang=None):
        return getattr(self, self.column(name, lang or active())) or ""

    @property
    def title_text(self):
        """(title, language it is in), as records have it."""
        return next(((title, code) for code in (active(), *languages.others(active())) if (title := self.text("title", code))), ("", active()))

    def texts(self, lang):
        return [self.text("title", lang), self.text("summary", lang), *blocks.texts(getattr(self, "body", None), lang)]

    def complete(self, lang):
        title, summary, *_body = self.texts(lang)
        wants_summary = any(self.text("summary", other) for other in languages.others(lang))
        return bool(title) and (bool(summary) or not wants_summary) and not blocks.missing(getattr(self, "body", None), lang)

    def full_clean(self, *args, **kwargs):
        self.slug = self.fixed_slug or self.slug
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.settle_languages()
            self.search_key = index_text(*self.search_texts())
        return super().save(*args, **kwargs)

    def get_admin_display_title(self):
        return " / ".join([self.draft_title or self.title, *(self.text("title", code) or "—" for code in languages.others(DEFAULT))])

    @classmethod
    def search_kind(cls):
        """What a search result is called."""
        return gettext("page")

    def search_excerpt(self):
        return self.text("summary")

    def search_texts(self):
        return [self.text(name, code) for code in CODES for name in ("title", "summary")]

    def search_path(self):
        """Below the home page, which is the second part of Wagtail's path."""
        return "/".join(self.url_path.split("/")[2:])

    # --- answering a visitor ---------------------------------------------------------------
    def get_context(self, request, *args, **kwargs):
        blocks.prepare(getattr(self, "body", None))
        return {**self.frame_context(request, *args, **kwargs), **page_parts(request, self)}

    def frame_context(self, request, *args, **kwargs):
        """Without what the apps add and the body needs: for lists below this page."""
        return {**super().get_context(request, *args, **kwargs), **page_context(request, self)}

    def refuse_language(self, request):
        """The notice for a language that this page lacks, or None. A preview is never refused."""
        if getattr(request, "is_preview", False) or self.is_shown_in(active()):
            return None
        available = [
            {"lang": code, "name": NAMES[code], "title": self.text("title", code), "href": url} for code, url in tree(request).alternates(self).items()
        ]
        context = {**page_context(request, self), "available": available}
        return TemplateResponse(request, "core/other_language.html", context, status=404)

    def serve(self, request, *args, **kwargs):
        return self.refuse_language(request) or super().serve(request, *args, **kwargs)

    def serve_preview(self, request, mode_name):
        with override(mode_name if mode_name in CODES else DEFAULT):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") and not response.is_rendered else response

    def route(self, request, path_components):
        """The home page finds any page below it in one step, from the tree that was read once."""
        pages = tree(request)
        if path_components and self.pk == pages.root.pk:
            found, rest = pages.deepest(path_components)
            if found:
                page = found.model.objects.filter(pk=found.pk, live=True).first()
                if page:
                    page.some_page_is_private = pages.has_private
                return page.route(request, rest) if page else super().route(request, path_components)
        if not path_components and self.live:
            self.some_page_is_private = pages.has_private
            return RouteResult(self)
        return super().route(request, path_components)

    def get_view_restrictions(self):
        """Saves a query while no page at all is private; the tree that found this page knows."""
        return super().get_view_restrictions() if getattr(self, "some_page_is_private", True) else PageViewRestriction.objects.none()

    def get_sitemap_urls(self, request=None):
        """An entry for each language shown, each with all its alternates."""
        return sitemap_entries(tree(request).alternates(self), self.last_published_at, is_home=self.depth == HOME_DEPTH)


OWN_OF_WAGTAIL = ("title", "seo_title", "search_description")
for _code in CODES:
    SitePage.add_to_class(f"summary_{_code}", models.TextField(labelled(_("summary"), _code), blank=True, default=""))
for _code in languages.others(DEFAULT):
    SitePage.add_to_class(f"title_{_code}", models.CharField(_("title"), max_length=255, blank=True, default=""))
    SitePage.add_to_class(f"seo_title_{_code}", models.CharField(_("title for search engines"), max_length=255, blank=True, default=""))
    SitePage.add_to_class(f"search_description_{_code}", models.TextField(_("description for search engines"), blank=True, default=""))


class HomePage(SitePage):
    """The first page: what the office is for, its figures from the facts register, its sections, what is new."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "core/home_page.html"
    opening = BodyField(blocks.OpeningBlock(max_num=6), blank=True, verbose_name=_("figures of the opening"))
    body = BodyField(blocks.BodyBlock(), blank=True, verbose_name=_("text"))
    body_panels = ["opening", "body"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **home_parts(request), "figures": self.figures(), "sections": self.sections(request)}

    def figures(self):
        """The chosen facts that have a current value; two queries."""
        chosen = [child.value for child in self.opening if child.value]
        models.prefetch_related_objects(chosen, "values")
        return [facts.figure(fact) for fact in chosen if fact.current_value]

    def sections(self, request):
        """A teaser for every page of the menu."""
        pages, lang = tree(request), active()
        return [{"title": item.titles[lang], "summary": item.summaries[lang], "href": pages.url(item, lang)} for item in pages.menu(lang)]


class StandardPage(SitePage):
    """A page of text."""

    template = "core/standard_page.html"
    body = BodyField(blocks.BodyBlock(), blank=True, verbose_name=_("text"))
    body_panels = ["body"]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name, verbose_name_plural = _("page of text"), _("pages of text")


class SectionPage(RoutablePageMixin, SitePage):
    """Parent of the section pages: stands once under the home page, at a fixed address, and answers for its registers."""

    is_creatable = False
    max_count = 1
    parent_page_types = ["core.HomePage"]
    subpage_types = ["core.StandardPage"]
    show_in_menus_default = True
    registers = {}  # name: Register
    body = BodyField(blocks.BodyBlock(), blank=True, verbose_name=_("text"))
    body_panels = ["body"]
    promote_panels = SitePage.promote_panels[1:]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs):
        """Each register's records learn which page draws them."""
        super().__init_subclass__(**kwargs)
        for register in cls.registers.values():
            register.model.shown_by = (cls, register)

    def route(self, request, path_components):
        return RoutablePageMixin.route(self, request, path_components)

    def serve(self, request, view=None, args=None, kwargs=None):
        """Records answer in every language; only the page's own lists need the page in that language."""
        is_record = bool(kwargs and "slug" in kwargs)
        refused = None if is_record else self.refuse_language(request)
        return refused or RoutablePageMixin.serve(self, request, view, args, kwargs)

    def serve_preview(self, request, mode_name):
        with override(mode_name if mode_name in CODES else DEFAULT):
            response = RoutablePageMixin.serve_preview(self, request, mode_name)
            return response if response.is_rendered else response.render()

    def get_sitemap_urls(self, request=None):
        """The page and its registers."""
        rows = super().get_sitemap_urls(request)
        for register in self.registers.values():
            rows += register.sitemap(self)
        return rows
