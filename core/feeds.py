"""Atom feeds (RFC 4287), once for all sections.

An entry's id never changes and is never used twice: a `tag:` URI (RFC 4151) under one fixed authority, made of what happened, to whom and when.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import quote_etag

from core.languages import active, text_of
from core.meta import absolute
from core.models.office import OfficeDetails

LONGEST = 50  # entries of one feed


@dataclass(frozen=True)
class Entry:
    """One thing that happened: `name` says what and to whom ("agreement/4f…/ended"), `on` when; both are part of its id."""

    name: str
    on: date | datetime
    title: str
    href: str  # path
    summary: str = ""
    categories: tuple = ()

    @property
    def moment(self):
        """A day without time is its beginning in Minsk."""
        if isinstance(self.on, datetime):
            return self.on
        return timezone.make_aware(datetime.combine(self.on, time()))

    @property
    def uri(self):
        return f"tag:{settings.TAG_AUTHORITY}:{self.name}/{timezone.localtime(self.moment):%Y-%m-%d}"


def atom(request, *, title, subtitle, page_href, entries):
    """The newest entries as a feed of the office in the active language; `page_href` is the page that shows the same."""
    author = text_of(OfficeDetails.load(request), "name")[0]
    newest = sorted(entries, key=lambda entry: (entry.moment, entry.uri), reverse=True)[:LONGEST]
    feed = Atom1Feed(
        title=" · ".join(filter(None, [title, author])),
        link=absolute(page_href),
        description=subtitle,
        language=active(),
        author_name=author,
        feed_url=absolute(request.get_full_path()),
        feed_guid=f"tag:{settings.TAG_AUTHORITY}:{request.get_full_path().strip('/')}",
    )
    for entry in newest:
        feed.add_item(
            title=entry.title,
            link=absolute(entry.href),
            description=escape(entry.summary) or None,  # the element says type="html"
            unique_id=entry.uri,
            pubdate=entry.moment,
            updateddate=entry.moment,
            categories=entry.categories,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["ETag"] = quote_etag(
        hashlib.sha256("".join(f"{entry.uri}{entry.moment}{entry.title}{entry.summary}" for entry in newest).encode()).hexdigest()[:32]
    )
    return get_conditional_response(request, etag=response["ETag"], response=response)
