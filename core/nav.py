"""The live pages, read once for a request: menu, breadcrumb, language switch, and the way to a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction, Site

from core.languages import CODES, DEFAULT, active


@dataclass(slots=True, frozen=True)
class Item:
    """A live page as menus know it."""

    pk: int
    path: str
    depth: int
    url_path: str
    shown: tuple
    in_menu: bool
    model: type
    titles: dict
    summaries: dict


class Tree:
    """Two queries: the site with its first page, and all live pages below it but for leaves (news)."""

    def __init__(self, request):
        pages = apps.get_model("core", "SitePage")
        self.site = Site.find_for_request(request) or Site.objects.select_related("root_page").get(is_default_site=True)
        self.root = self.site.root_page
        self.cut = len(self.root.url_path)
        titles = [pages.column("title", code) for code in CODES]
        columns = ["pk", "path", "depth", "url_path", "shown", "show_in_menus", "content_type_id", *titles, *(f"summary_{code}" for code in CODES)]
        asides = {"private": Exists(PageViewRestriction.objects.all()), "notices": Exists(apps.get_model("core", "Notice").objects.shown())}
        found = pages.objects.live().annotate(**asides).filter(path__startswith=self.root.path).exclude(content_type__in=leaves())
        rows = list(found.order_by("path").values_list("private", "notices", *columns))
        self.has_private, self.has_notices = any(row[0] for row in rows), any(row[1] for row in rows)
        self.items = [self.item(*row[2:]) for row in rows]
        self.by_path = {item.path: item for item in self.items}
        self.by_url = {item.url_path: item for item in self.items}

    @staticmethod
    def item(pk, path, depth, url_path, shown, in_menu, content_type_id, *texts):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        titles, summaries = dict(zip(CODES, texts, strict=False)), dict(zip(CODES, texts[len(CODES) :], strict=True))
        return Item(pk, path, depth, url_path, tuple(shown.split()), in_menu, model, titles, summaries)

    def deepest(self, components):
        """(the page furthest down the way, the parts of the way that are left)."""
        for length in range(len(components), 0, -1):
            if item := self.by_url.get(f"{self.root.url_path}{'/'.join(components[:length])}/"):
                return item, components[length:]
        return None, components

    def url(self, item, lang):
        with override(lang):
            return reverse("wagtail_serve", args=[item.url_path[self.cut :]])

    def trail(self, page, lang):
        """The pages above this one, from the home page down, that are shown in the language."""
        steps = range(len(self.root.path), len(page.path), 4)
        found = (self.by_path.get(page.path[:step]) for step in steps)
        return [item for item in found if item and lang in item.shown]

    def menu(self, lang):
        return [item for item in self.items if item.in_menu and item.depth == self.root.depth + 1 and lang in item.shown]

    def item_of(self, page):
        """The page as menus know it, None while it is not live; leaves are made up for the occasion."""
        if page.path in self.by_path or not (page.outside_tree and page.live):
            return self.by_path.get(page.path)
        texts = [page.text(name, code) for name in ("title", "summary") for code in CODES]
        return self.item(page.pk, page.path, page.depth, page.url_path, page.shown, False, page.content_type_id, *texts)

    def alternates(self, page):
        """{language: address} for the languages in which the page is shown."""
        item = self.item_of(page)
        return {code: self.url(item, code) for code in (item.shown if item else ())}


def leaves():
    """Content types of the pages that are not read with the tree."""
    models = [model for model in apps.get_models() if getattr(model, "outside_tree", False)]
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]


def tree(request):
    """The request's own tree, read when first needed."""
    if not hasattr(request, "page_tree"):
        request.page_tree = Tree(request)
    return request.page_tree


def address_below(section, path="", lang=None, **words):
    """Of a page below a section page, in the active language unless another is named: address_below("mobility", "calls/", direction="incoming")."""
    query = urlencode({name: value for name, value in words.items() if value})
    return f"{home_url(lang or active())}{section}/{path}{f'?{query}' if query else ''}"


def home_url(lang=DEFAULT):
    with override(lang):
        return reverse("wagtail_serve", args=[""])
