"""What a page says about itself: title, description, canonical address, alternates, breadcrumb, structured data, who is responsible."""

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.languages import CODES, IN_LANGUAGE, NAMES, active, text_of
from core.nav import home_url, tree

HOME_DEPTH = 2  # the home page's depth in Wagtail's tree
DESCRIPTION_LENGTH = 200


def absolute(path):
    """The address under the site's one public host."""
    return f"{settings.BASE_URL}{path}"


def alternates(urls, is_home=False):
    """Rows for hreflang, x-default last: `/` for the home page, English elsewhere, the Russian address where there is no English."""
    rows = [{"lang": code, "href": absolute(url)} for code, url in urls.items()]
    if urls:
        default = "/" if is_home else urls.get("en") or next(iter(urls.values()))
        rows.append({"lang": "x-default", "href": absolute(default)})
    return rows


def sitemap_entries(urls, changed, is_home=False):
    """Sitemap rows of one item that stands at `urls` {language: path}."""
    rows = [{"location": row["href"], "lang_code": row["lang"]} for row in alternates(urls, is_home)]
    return [{"location": absolute(url), "lastmod": changed, "alternates": rows} for url in urls.values()]


def describe(*texts):
    """The first text there is, as one plain line."""
    return Truncator(" ".join(strip_tags(next((text for text in texts if text), "")).split())).chars(DESCRIPTION_LENGTH)


def breadcrumb_data(crumbs, url):
    items = [
        {"@type": "ListItem", "position": number, "name": str(crumb["title"]), "item": absolute(crumb["href"] or url)} for number, crumb in enumerate(crumbs, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def tree_crumbs(request, page):
    pages = tree(request)
    lang = active()
    return [{"title": item.titles[lang], "href": pages.url(item, lang)} for item in pages.trail(page, lang)]


def context(request, *, title, description, urls, crumbs, url, kind="website", is_home=False, data=(), stamp=None):
    """The names `meta`, `crumbs` and `stamp` of every template.

    `urls` {language: path} names the languages there are; `url` is this page's own path; `crumbs` end with the page itself.
    """
    request.shown_languages = list(urls)
    crumbs[-1] = {**crumbs[-1], "href": ""}
    meta = {"title": title, "description": description, "kind": kind}
    if not getattr(request, "has_secret_address", False):  # else: who saves or passes on the page passes on no address
        canonical = urls.get(active()) or next(iter(urls.values()), url)
        json_ld = [*([breadcrumb_data(crumbs, url)] if len(crumbs) > 1 else []), *data]
        meta |= {"canonical": absolute(canonical), "alternates": alternates(urls, is_home), "json_ld": json_ld}
    return {"meta": meta, "crumbs": crumbs if len(crumbs) > 1 else [], "stamp": stamp or {}}


def newer_text(item, urls):
    """{language, date, href} of the text in another language that is newer than the one shown, or None."""
    newer = item.newer_text(active())
    return newer and {"in_language": IN_LANGUAGE[newer[0]], "name": NAMES[newer[0]], "date": newer[1], "href": urls.get(newer[0], ""), "lang": newer[0]}


def page_context(request, page):
    pages = tree(request)
    lang = active()
    title = page.text("title") or page.title
    item = pages.item_of(page)
    urls = pages.alternates(page)
    url = pages.url(item, lang) if item else request.path
    names = context(
        request,
        title=page.text("seo_title") or title,
        description=describe(page.text("search_description"), page.text("summary"), title),
        urls=urls,
        crumbs=[*tree_crumbs(request, page), {"title": title, "href": url}],
        url=url,
        is_home=page.depth == HOME_DEPTH,
        stamp=stamp(page.last_published_at, page.verified_on, page.owner_contact, page.review_due_on),
    )
    return {**names, "newer": newer_text(page, urls)}


def leaf_context(request, page, path, title, description=""):
    """For an address below a section page that is no page of the tree: a list or an answer to one question, in every language of that page."""
    pages = tree(request)
    urls = {code: f"{url}{path}" for code, url in pages.alternates(page).items()}
    item, lang = pages.by_path.get(page.path), active()
    base = pages.url(item, lang) if item else f"{home_url(lang)}{page.fixed_slug}/"
    crumbs = [*tree_crumbs(request, page), {"title": page.text("title"), "href": base}, {"title": title, "href": ""}]
    described = describe(description, page.text("summary"), title)
    return context(request, title=title, description=described, urls=urls, crumbs=crumbs, url=f"{base}{path}")


def view_context(request, title, description=""):
    """For pages that are no Wagtail pages (search, settings, errors): they stand in every language."""
    parts = request.path.split("/", 2)
    rest = parts[2] if len(parts) > 2 and parts[1] in CODES else ""
    urls = {code: f"/{code}/{rest}" for code in CODES}
    crumbs = [{"title": _("Home"), "href": home_url(active())}, {"title": title, "href": request.path}]
    return context(request, title=title, description=description or title, urls=urls, crumbs=crumbs, url=request.path)


def record_context(request, page, record, register, data=()):
    """A record's page, below the section page and its register."""
    title, _lang = record.title_text
    urls = {code: record.get_url(code) for code in record.shown_codes}
    crumbs = [*tree_crumbs(request, page), {"title": page.text("title"), "href": register.section_url(request, page)}]
    if register.path:
        crumbs.append({"title": register.title, "href": register.url(request, page)})
    crumbs.append({"title": title, "href": record.url})
    names = context(
        request,
        title=f"{capfirst(record.label_text)}: {title}" if record.label_text else title,
        description=describe(record.meta_description(), title),
        urls=urls,
        crumbs=crumbs,
        url=record.url,
        kind="article",
        data=[] if record.is_sample else data,
        stamp=stamp(record.last_published_at, record.verified_on, record.owner, record.review_due_on),
    )
    return {**names, "newer": newer_text(record, urls)}


def stamp(published, confirmed, contact, review):
    """The line at the foot of a page: when it was updated and confirmed, when it is looked at again, who answers for it."""
    shown = contact and contact.shown(contact)
    return {
        "updated": published and localdate(published),
        "confirmed": confirmed,
        "review": review,
        "responsible": text_of(shown, "role")[0] if shown else "",
        "contact": shown,
    }
