"""What every section tells `core`, in its `apps.py`: core itself knows no section.

registry.searchable(Partner, _("Partners"))      its records are found by the search box; `follows`: {model: lookup} of what else an entry tells
registry.found_pages(pages_that_match)           a function(query) -> hits of pages that are neither in the tree nor records
registry.home_part(counted_figures)              a function(request) -> dict of names for the home page
registry.page_part(news_of_page)                 a function(request, page) -> dict of names for any page of the tree
registry.record_part(people_of_record)           a function(record) -> lists for the record's own page: title, rows (title with its language, href, note, sample)
registry.closing(intakes_that_close)             a function() -> rows for "Closes soon" on the home page: title, href, deadline, sample
registry.desk(tasks)                             a function(user) -> list of core.desk.Task for the editor's start page
registry.reminder("agreements", remind)          a function() that writes the mails due today and answers about how many: `manage.py remind`
registry.purge("registrations", purge)           a function(now) that deletes personal data past its term, answers how much: `manage.py purge`
registry.background(send_in_background)          a function() that starts a thread in every process that serves the site
registry.news_tag(panel, links, facet)           what a news item can be about: see NewsTag
registry.sample_model(Partner)                   its sample rows are removed by `manage.py demo --remove`, in this order
registry.demo_loader(load)                       loads the section's part of demo/: a function(folder, contacts)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

searchables = []
sample_models = []
demo_loaders = []
desks = []
news_tags = []
background_work = []
closings = []
reminders = []
purges = []
page_finders = []
_home_parts = []
_page_parts = []
_record_parts = []


@dataclass(frozen=True)
class NewsTag:
    """A kind of record that news can be about: the panel that chooses it, the links it prints, the filter it gives."""

    panel: Any  # of the editing form
    links: Callable  # function(news page) -> [{"title", "href"}]
    facet: Any = None  # core.listing.Facet over news pages
    load: Callable = lambda page, row: None  # function(news page, row of demo/*/news.csv), before the page is saved


def searchable(model, label, follows=None):
    """`follows`: {other model: lookup from the record to it}: when one of those changes, what is found of the record does too."""
    searchables.append((model, label, follows or {}))


def found_pages(function):
    page_finders.append(function)


def sample_model(*models):
    sample_models.extend(models)


def demo_loader(function, first=False):
    """`first`: rows of other sections point at what it loads."""
    demo_loaders.insert(0 if first else len(demo_loaders), function)


def home_part(function):
    _home_parts.append(function)


def page_part(function):
    _page_parts.append(function)


def record_part(function):
    _record_parts.append(function)


def closing(function):
    closings.append(function)


def desk(function):
    desks.append(function)


def reminder(label, function):
    reminders.append((label, function))


def purge(label, function):
    purges.append((label, function))


def background(function):
    background_work.append(function)


def news_tag(*tag, **options):
    news_tags.append(NewsTag(*tag, **options))


def page_parts(request, page):
    """Everything the apps put on a page of the tree."""
    return gathered(_page_parts, request, page)


def record_parts(record):
    """The lists that sections put on the page of a record of another."""
    return [found for function in _record_parts for found in function(record)]


def home_parts(request):
    """Everything the sections put on the home page."""
    return gathered(_home_parts, request)


def gathered(functions, *arguments):
    """What each function answers, in one dict."""
    return {name: value for function in functions for name, value in function(*arguments).items()}
