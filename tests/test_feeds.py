"""The feed of the register of agreements: what happened, once each, under an id that never changes."""

import xml.etree.ElementTree as ElementTree
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from core.feeds import LONGEST
from partners.models import Agreement, Renewal
from tests.conftest import TODAY, make_agreement, minsk
from tests.reading import main
from tests.test_news import ATOM, check_atom, links

FEED = "/en/partnership/agreements.atom"
BOTH = pytest.mark.parametrize("lang", ["ru", "en"])


def read(client, address=FEED):
    answer = client.get(address)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)  # noqa: S314 (our own)


def entries(client, address=FEED):
    """(what happened, to which agreement) of each entry, in the order of the feed."""
    found = read(client, address).findall(f"{ATOM}entry")
    return [(entry.find(f"{ATOM}category").get("term"), links(entry)["alternate"].rstrip("/").rpartition("/")[2]) for entry in found]


def ids(client, address=FEED):
    return [entry.findtext(f"{ATOM}id") for entry in read(client, address).findall(f"{ATOM}entry")]


@pytest.fixture
def happened(world, editor):
    """Something of every kind: published, renewed, corrected, ended."""
    Agreement.objects.filter(pk=world.mobility.pk).update(first_published_at=minsk("2026-11-01 10:00"))
    Agreement.objects.filter(pk=world.invented.pk).update(first_published_at=minsk("2026-11-03 10:00"))
    world.old.renewals = [Renewal(renewed_on=date(2026, 11, 10)), Renewal(renewed_on=date(2027, 1, 1))]
    world.old.save()
    world.mobility.confirm(editor, corrected=True)
    return world


EVERYTHING = [("corrected", "sechenov-2024"), ("renewed", "nagasaki-1996"), ("new", "sample-2025"), ("new", "sechenov-2024"), ("ended", "kaunas-2010")]


@BOTH
def test_what_happened_stands_newest_first_in_a_valid_feed(client, happened, lang):
    address = FEED.replace("/en/", f"/{lang}/")
    root = read(client, address)
    check_atom(root, lang, address)
    assert entries(client, address) == EVERYTHING
    moments = [datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) for entry in root.findall(f"{ATOM}entry")]
    assert moments[1:] == [minsk("2026-11-10 00:00"), minsk("2026-11-03 10:00"), minsk("2026-11-01 10:00"), minsk("2015-05-05 00:00")]
    assert {"ru": "Соглашение sechenov-2024", "en": "Agreement sechenov-2024"}[lang] in root.findtext(f"{ATOM}entry/{ATOM}title")


def test_an_ended_agreement_is_told_the_day_after_its_last(client, world):
    make_agreement("ending", world.sechenov, valid_until=TODAY)
    assert ("ended", "ending") not in entries(client)
    with time_machine.travel("2026-11-23T00:00:01+03:00"):
        assert entries(client)[0] == ("ended", "ending")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"ended_on": date(2026, 10, 1), "valid_until": date(2028, 1, 1)}, "2026-10-02"),
        ({"lifecycle": "terminated", "ended_on": date(2026, 10, 1)}, "2026-10-02"),
        ({"valid_until": date(2026, 10, 1), "renewal": "automatic", "renewal_months": 12}, None),
        ({"lifecycle": "suspended", "valid_until": date(2026, 10, 1)}, None),
        ({"lifecycle": "terminated"}, None),
        ({"open_ended": True}, None),
    ],
)
def test_the_day_on_which_it_ended_is_that_of_its_status(client, world, known, told):
    make_agreement("other", world.sechenov, **known)
    found = {links(entry)["alternate"]: entry.findtext(f"{ATOM}updated") for entry in read(client).findall(f"{ATOM}entry")}
    when = found.get(f"{settings.BASE_URL}/en/partnership/agreements/other/")
    assert (when and when[:10]) == told


def test_nothing_is_told_before_it_happens(client, world):
    """Terminated today, while its term would still run."""
    make_agreement("terminated", world.sechenov, lifecycle="terminated", valid_until=date(2028, 1, 1))
    for entry in read(client).findall(f"{ATOM}entry"):
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) <= timezone.now()


def test_what_is_not_public_happens_in_silence(client, world, editor):
    Agreement.objects.filter(pk=world.secret.pk).update(first_published_at=timezone.now())
    world.secret.confirm(editor, corrected=True)
    make_agreement("hidden", world.sechenov, live=False, first_published_at=timezone.now()).confirm(editor, corrected=True)
    assert entries(client) == [("ended", "kaunas-2010")]


# --- ids -------------------------------------------------------------------------------------------------
def test_a_correction_is_exactly_one_new_entry_whose_id_stays(client, world, editor):
    before = ids(client)
    world.mobility.confirm(editor, corrected=True)
    after = ids(client)
    assert len(after) == len(before) + 1
    assert set(before) < set(after)
    with time_machine.travel("2026-11-25T12:00:00+03:00"):
        assert ids(client) == after, "on another day too"
    assert ids(client, FEED.replace("/en/", "/ru/")) == after, "in the other language too"
    assert str(world.mobility.public_id) in after[0]


def test_a_confirmation_without_correction_is_no_news(client, world, editor):
    before = ids(client)
    world.mobility.confirm(editor)
    assert ids(client) == before


def test_the_next_correction_has_an_id_of_its_own(client, world, editor):
    world.mobility.confirm(editor, corrected=True)
    first = ids(client)[0]
    with time_machine.travel("2026-11-30T12:00:00+03:00"):
        Agreement.objects.get(pk=world.mobility.pk).confirm(editor, corrected=True)
        assert ids(client)[0] != first


def test_a_new_address_or_title_changes_no_id(client, happened):
    before = ids(client)
    record = Agreement.objects.get(pk=happened.mobility.pk)
    record.slug, record.title_en = "another", "Another title"
    record.save()
    assert ids(client) == before
    assert entries(client)[0] == ("corrected", "another")


def test_no_two_entries_share_an_id_however_much_happens(client, happened, editor):
    for number in range(12):
        record = make_agreement(f"more-{number}", happened.sechenov, first_published_at=timezone.now(), valid_until=TODAY - timedelta(days=number + 1))
        record.renewals = [Renewal(renewed_on=TODAY - timedelta(days=days)) for days in range(8)]
        record.save()
        record.confirm(editor, corrected=True)
    found = ids(client)
    assert len(found) == len(set(found)) == LONGEST


# --- the same filters as the register ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("country=RU", [("corrected", "sechenov-2024"), ("new", "sechenov-2024")]),
        ("country=JP", [("renewed", "nagasaki-1996")]),
        ("country=JP&country=LT", [("renewed", "nagasaki-1996"), ("ended", "kaunas-2010")]),
        ("status=ended", [("ended", "kaunas-2010")]),
        ("form=student_mobility", [("corrected", "sechenov-2024"), ("new", "sample-2025"), ("new", "sechenov-2024")]),
        ("field=0912&q=Сеченов", [("corrected", "sechenov-2024"), ("new", "sechenov-2024")]),
        ("q=нетакого", []),
        ("country=ZZ", EVERYTHING),
        ("view=archive&sort=title&page=7", EVERYTHING),
    ],
)
def test_the_feed_is_narrowed_as_the_register_is(client, happened, words, found):
    assert entries(client, f"{FEED}?{words}") == found


@pytest.mark.parametrize(
    ("list_words", "feed_words"),
    [("", ""), ("?country=RU", "?country=RU"), ("?view=archive", ""), ("?country=RU&sort=title&view=archive&page=1", "?country=RU"), ("?q=x", "?q=x")],
)
def test_the_list_offers_the_feed_of_its_filters(client, happened, list_words, feed_words):
    assert f'href="{FEED}{feed_words}"' in main(client, f"/en/partnership/agreements/{list_words}").replace("&amp;", "&")
    check_atom(read(client, FEED + feed_words), "en", FEED + feed_words)


def test_an_empty_feed_is_valid(client, happened):
    address = f"{FEED}?status=suspended&country=LT"
    root = read(client, address)
    check_atom(root, "en", address)
    assert root.findall(f"{ATOM}entry") == []


def test_samples_are_marked(client, happened):
    marked = {
        links(entry)["alternate"].rstrip("/").rpartition("/")[2]: "sample" in [category.get("term") for category in entry.findall(f"{ATOM}category")]
        for entry in read(client).findall(f"{ATOM}entry")
    }
    assert {slug for slug, sample in marked.items() if sample} == {"sample-2025"}


# --- who has it already ---------------------------------------------------------------------------------------
def test_a_reader_that_has_the_feed_is_not_sent_it_again(client, world, editor):
    tag = client.get(FEED)["ETag"]
    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 304
    world.mobility.confirm(editor, corrected=True)
    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 200


def test_a_second_correction_on_the_same_day_reaches_who_has_the_first(client, world, editor):
    world.mobility.confirm(editor, corrected=True)
    first = client.get(FEED)
    with time_machine.travel("2026-11-22T18:00:00+03:00"):
        Agreement.objects.get(pk=world.mobility.pk).confirm(editor, corrected=True)
        second = client.get(FEED, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert second.content != first.content


def test_a_feed_needs_no_cookie(client, world):
    answer = client.get(FEED)
    assert not answer.cookies
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("path", ["/en/partnership/none.atom", "/en/none/news.atom", "/en/about/news.atom", "/en/partnership/agreements.atom/x"])
def test_no_other_address_is_a_feed(client, world, path):
    assert client.get(path).status_code == 404
