"""The walk: every public address, feed, file, search result, sitemap and block of structured data, as a stranger. No graduate who did not consent, no internal field."""

import html
import json
import re
import zipfile
from collections import deque
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from alumni.models import Graduate
from core.models import Contact, SitePage
from masterclasses.models import Registration
from tests.alumni_world import SECRETS, make_graduate, make_listed

START = [
    f"/{lang}/{path}"
    for lang in ("ru", "en")
    for path in ("", "alumni/", "alumni/directory/", "alumni/countries/", "search/?q=hidden", "news/", "training/", "mobility/")
]
FILES = [
    f"/{lang}/{path}"
    for lang in ("ru", "en")
    for path in (
        "alumni/directory.csv", "alumni/directory.xlsx", "alumni/directory.json", "alumni/stories.csv", "alumni/stories.json", "alumni/stories.xlsx",
        "alumni/directory-schema.json", "alumni/stories-schema.json", "rankings/rankings.json", "rankings/organisations.json", "honorary/honorary.json",
        "masterclasses/events.json", "masterclasses/lecturers.json", "masterclasses/events.ics", "masterclasses/events.atom", "mobility/calls.json",
        "mobility/calls.atom", "mobility/calls.ics", "partnership/partners.json", "partnership/agreements.json", "partnership/agreements.atom", "news/news.atom",
        "mobility/fact-sheet.json", "mobility/agreements-ewp.json",
    )
]  # fmt: skip
MAPS = ["/sitemap.xml", "/robots.txt"]
SEARCHES = ["Lina Hidden", "Лина Тайная", "lina@secret.example", "Hidden Clinic", "Unseen Clinic", "Archived Clinic", "Somewhere", "Old Name", "961"]
MOST = 900  # addresses: far more than the world has


def text_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    text = content.decode("utf-8", "replace")
    unescaped = html.unescape(text)
    return f"{text}\n{unescaped}\n{re.sub(r'<[^>]+>', ' ', unescaped)}\n{decoded(unescaped)}"


def decoded(text):
    """JSON inside a page may write letters as \\u0041."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def links_in(text):
    found = re.findall(r'(?:href|src)="([^"#]+)"', text) + re.findall(r"<loc>([^<]+)</loc>", text) + re.findall(r'"(?:url|page|schema|href)": ?"([^"]+)"', text)
    base = urlsplit(settings.BASE_URL)
    for link in map(html.unescape, found):
        parts = urlsplit(link)
        if parts.netloc in ("", base.netloc) and parts.path.startswith("/") and not parts.path.startswith(("/static/", "/admin/", "/media/")):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def walk(client, start):
    """{address: text} of everything that a stranger reaches from here."""
    waiting, seen = deque(start), {}
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        if address in seen or ("?" in address and address not in start):  # what filters leave is on the whole list too
            continue
        answer = client.get(address, follow=True)
        assert answer.status_code < 500, address
        seen[address] = text_of(answer)
        waiting += [link for link in links_in(seen[address]) if link not in seen]
    return seen


@pytest.fixture
def told(client, world):
    """Everything public, once."""
    make_listed("Open Person", shown=("country", "employer"), employer="Open Clinic", phone="+961-777", name_then="Maiden Secret", internal_note="Called twice")
    make_graduate("Restricted One", state="restricted", publish_on=None, employer="Restricted Clinic")
    Graduate.objects.filter(name_latin="Restricted One").update(source="archive", legal_basis="Secret order 5")
    return walk(client, [*START, *FILES, *MAPS, *(f"/{lang}/search/?q={words}" for lang in ("ru", "en") for words in SEARCHES)])


def test_no_graduate_who_did_not_consent_is_anywhere(told):
    assert 300 < len(told) < MOST, "everything was reached, and nothing was left out"
    assert {"/en/alumni/directory/", "/en/alumni/stories/a-clinic/", "/ru/alumni/directory.xlsx", "/en/search/?q=Lina Hidden", "/sitemap.xml"} <= set(told)
    searched = {f"q={words}" for words in SEARCHES}
    secrets = [
        *SECRETS,
        "Waits Unseen",
        "Unseen Clinic",
        "Gone Archived",
        "Archived Clinic",
        "Restricted One",
        "Restricted Clinic",
        "Somebody Withdrawn",
        "Withdrawn story",
    ]
    for address, text in told.items():
        if any(words in address for words in searched):
            text = without_the_query(text)
        found = [secret for secret in secrets if secret in text]
        assert not found, f"{address}: {found}"


def without_the_query(text):
    """A search page repeats what was typed: in its field, its title, its addresses."""
    for words in SEARCHES:
        text = text.replace(words, "")
    return text


def test_of_those_who_consented_only_what_they_opened_is_anywhere(told):
    everything = "\n".join(told.values())
    assert "Open Person" in everything
    assert "Open Clinic" in everything
    for secret in (
        "+961-777",
        "+961-000",
        "Maiden Secret",
        "Called twice",
        "open.person@example.org",
        "sam.public@example.org",
        "Secret order 5",
        "Cedar Clinic",
    ):
        assert secret not in everything, secret


def test_no_internal_field_of_anything_is_in_a_file(told):
    internal = {
        "internal_note",
        "consent_evidence",
        "photo_permission",
        "logo_permission",
        "legal_basis",
        "diploma_no",
        "review_due_on",
        "sender_key",
        "public_key",
    }
    for address, text in told.items():
        if address.endswith(".json") and not address.endswith("-schema.json"):
            assert not internal & set(re.findall(r'"(\w+)":', text)), address


def test_no_participant_and_no_hidden_contact_is_anywhere(told, world):
    people = [value for row in Registration.objects.all() for value in (row.name_latin, row.name_cyrillic, row.email) if value]
    hidden = [contact.email for contact in Contact.objects.filter(public=False)]
    assert people
    assert hidden
    for address, text in told.items():
        found = [value for value in [*people, *hidden] if value in text]
        assert not found, f"{address}: {found}"


def test_structured_data_and_sitemaps_lead_to_no_entry(told):
    for address, text in told.items():
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            if "alumniOf" in block:
                assert "/alumni/" in address
                json.loads(html.unescape(block))
    assert not any(re.search(r"/alumni/me/[\w-]{8,}", text) for text in told.values())
    assert SitePage.objects.filter(slug="alumni").exists()
