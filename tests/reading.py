"""What a visitor reads of an answer."""

import re
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.generation import memory


def statements(client, address):
    """The SQL statements of one visit, the first one apart: content types, and where each record stands, are kept from then on.

    What the test has changed counts as committed, so that the visit asks for the state of the content as any visit does.
    """
    connection.run_on_commit.clear()
    memory.forget()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return [row["sql"] for row in captured]


def main(client, address):
    """The content of the page at an address, as HTML, without what surrounds every page."""
    return client.get(address).content.decode().split("<main")[1].split("</main>")[0]


def words(html):
    """The text of a piece of HTML, blanks folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def sitemap(client):
    """All parts that the index of the sitemap names, one after the other."""
    parts = re.findall(r"<loc>https?://[^/]+(/.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert parts, "an index of parts"
    return "".join(client.get(unescape(part)).content.decode() for part in parts)
