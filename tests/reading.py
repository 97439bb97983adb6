"""What a visitor reads of an answer."""

import re
from html import unescape


def main(client, address):
    """The content of the page at an address, as HTML, without what surrounds every page."""
    return client.get(address).content.decode().split("<main")[1].split("</main>")[0]


def words(html):
    """The text of a piece of HTML, blanks folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
