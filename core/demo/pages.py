"""The editorial pages: demo/sourced/pages.csv, a line for each block."""

from django.apps import apps
from wagtail.models import Page, Site

from core.demo.files import rows
from core.languages import CODES, DEFAULT
from core.models import Fact, HomePage, SitePage, StandardPage
from core.text import several

PARENTS = {"propose": "partnership"}  # of the pages that do not stand right below the home page
MENU = ["department", "partnership", "masterclasses", "training", "mobility", "honorary", "alumni", "rankings"]


def load_pages():
    texts = {}
    for row in sorted(rows("sourced", "pages"), key=lambda row: int(row["order"])):
        texts.setdefault(row["page"], []).append(row)
    root = Page.get_first_root_node()
    Page.objects.child_of(root).filter(slug="home").delete()  # Wagtail's own greeting page, and the site that shows it
    root = Page.get_first_root_node()
    first = make_page(HomePage, "home", texts["home"])
    root.add_child(instance=first)
    first.save_revision().publish()
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": first, "hostname": "localhost", "site_name": "BSMU International"})
    fixed = {model.fixed_slug: model for model in apps.get_models() if getattr(model, "fixed_slug", "")}
    for slug in [*MENU, *(slug for slug in texts if slug not in ("home", *MENU))]:
        page = make_page(fixed.get(slug, StandardPage), slug, texts[slug], in_menu=slug in MENU)
        parent = SitePage.objects.get(slug=PARENTS[slug]) if slug in PARENTS else HomePage.objects.get()
        parent.add_child(instance=page)
        page.save_revision().publish()


def make_page(model, slug, lines, in_menu=False):
    said = {line["block"]: line for line in lines if line["block"] in ("title", "summary")}
    fields = {SitePage.column(name, code): said[name][code] for name in said for code in CODES}
    page = model(slug=slug, show_in_menus=in_menu, draft_title=said["title"][DEFAULT], **fields)
    page.body = body_of(page, [line for line in lines if line["block"] not in (*said, "opening")])
    for line in lines:
        if line["block"] == "opening":
            stream = page._meta.get_field("opening").stream_block
            page.opening = stream.to_python([{"type": "fact", "value": pk} for pk in fact_numbers(line[DEFAULT])])
    return page


def body_of(page, lines):
    """The body that lines of a file describe: a kind of block and its texts, or the keys of the facts it shows."""
    rows = [figures(line) if line["block"] in ("figures", "history") else pair(line) for line in lines]
    return page._meta.get_field("body").stream_block.to_python(rows)


def pair(line):
    return {"type": line["block"], "value": {**{code: line[code] for code in CODES}, "later": False}}


def figures(line):
    return {"type": "figures", "value": {"facts": fact_numbers(line[DEFAULT]), "history": line["block"] == "history"}}


def fact_numbers(text):
    numbers = dict(Fact.objects.values_list("key", "pk"))
    return [numbers[key] for key in several(text)]
