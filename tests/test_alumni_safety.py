"""What somebody could try against graduates, and what could bring back who has left."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from alumni import consents, membership, own_page, reminders
from alumni.choices import State
from alumni.models import Graduate, MailedLink, Story
from office import retention
from office.models import OutgoingMail
from tests.alumni_world import make_graduate, make_story
from tests.test_alumni_entry import anna, ask, join, leave, mails, opened, path_in
from tests.training_world import both

PUBLISHED = "Everybody may read my name"


def nobody(name):
    return []


def wrong_in(graduate):
    return dict(graduate.all_problems(nobody))


# --- nobody learns who is known --------------------------------------------------------------------
def test_the_limit_of_a_network_counts_known_and_unknown_addresses_alike(client, world, settings):
    settings.FORM_LIMIT_SENDER = 2
    make_graduate("Known Person", email="known@example.org")
    assert [join(client, email="known@example.org").status_code for _ in range(3)] == [302, 302, 200]


def test_the_limit_of_the_site_counts_them_alike(client, world, settings):
    settings.FORM_LIMIT_ALL = 1
    make_graduate("Known Person", email="known@example.org")
    assert [join(client, email="known@example.org").status_code for _ in range(2)] == [302, 200]


@pytest.mark.parametrize("email", ["known@example.org", "stranger@example.org"])
def test_nobody_can_fill_the_mailbox_of_somebody_else(client, world, email):
    make_graduate("Known Person", email="known@example.org")
    answers = set()
    for number in range(8):
        client.defaults["REMOTE_ADDR"] = f"10.0.0.{number}"
        answers |= {join(client, email=email)["Location"], ask(client, email)["Location"]}
    assert answers == {"/en/alumni/join/?sent=1", "/en/alumni/me/?sent=1"}
    assert len(mails(email)) == 5


# --- somebody joins in another's name --------------------------------------------------------------
def test_the_owner_of_an_address_reads_what_was_ticked_before_it_counts(client, world):
    join(client, publish="on")
    path = path_in(mails()[0])
    page = client.get(path).content.decode()
    assert PUBLISHED in page
    assert "16 or older" in page
    assert "Kavaliova" not in page, "machines that look at addresses in mails learn no name"


def test_what_the_owner_sends_after_a_stranger_stands(client, world):
    join(client, publish="on", represent="on", name_latin="Bad Joke")
    join(client)
    first, second = (path_in(mail) for mail in mails())
    assert PUBLISHED not in client.get(first).content.decode()
    opened(client, second)
    assert (anna().name_latin, anna().publish_on, anna().represent_on) == ("Anna Kavaliova", None, None)


def test_two_who_press_the_button_at_the_same_moment_do_not_both_get_in(client, world):
    _link, token = MailedLink.make(make_graduate("Anna Kavaliova"))
    as_both_see_it = MailedLink.objects.of_token(token)
    opened(client, f"/en/alumni/me/{token}/")
    holder = MailedLink.objects.get().holder
    assert not MailedLink.objects.take(as_both_see_it, "the other one")
    assert MailedLink.objects.get().holder == holder
    assert own_page.is_holder(RequestFactory().get("/"), MailedLink.objects.get()) is False


def test_a_link_does_not_lift_what_the_office_has_restricted(client, world):
    graduate = make_graduate("Anna Kavaliova", state="restricted")
    opened(client, f"/en/alumni/me/{MailedLink.make(graduate)[1]}/")
    assert Graduate.objects.get(pk=graduate.pk).state == "restricted"


# --- what the office may write down ----------------------------------------------------------------
def test_only_graduates_make_entries_of_their_own(world):
    assert "source" in wrong_in(Graduate(name_latin="Ben List"))
    assert "legal_basis" in wrong_in(Graduate(name_latin="Ben List", source="archive"))
    assert wrong_in(Graduate(name_latin="Ben List", source="archive", legal_basis="Order 5")) == {}


@pytest.mark.parametrize("source", ["self", "import", "archive"])
def test_whatever_the_list_says_who_has_left_does_not_come_back(world, source):
    membership.erase(make_graduate("Anna Kavaliova", email="anna@example.org"))
    assert "email" in wrong_in(Graduate(name_latin="Anna K", source=source, legal_basis="Order 5", email=" ANNA@Example.org"))


def test_nothing_is_written_into_the_entry_of_who_has_left(desk, world):
    """A form that was open while the person left."""
    graduate = make_graduate("Anna Kavaliova")
    address = reverse("wagtailsnippets_alumni_graduate:edit", args=[graduate.pk])
    form = desk.get(address).context["form"]
    said = {name: value for name in form.fields if (value := form.initial.get(name)) not in (None, False)}
    membership.erase(graduate)
    assert desk.post(address, said).status_code == 200
    graduate.refresh_from_db()
    assert (graduate.name_latin, graduate.email, graduate.state) == ("", "", "erased")


def test_who_the_office_deletes_is_not_brought_back_by_a_list(desk, world):
    graduate = make_graduate("Anna Kavaliova", email="anna@example.org")
    story = make_story("of-anna", graduate=graduate)
    desk.post(reverse("wagtailsnippets_alumni_graduate:delete", args=[graduate.pk]))
    assert not Graduate.objects.filter(pk=graduate.pk).exists()
    assert consents.has_withdrawn("anna@example.org")
    assert Story.objects.get(pk=story.pk).person_en == ""


# --- leaving ---------------------------------------------------------------------------------------
def test_the_nightly_run_does_not_bring_back_who_leaves_meanwhile(world):
    stale = make_graduate("Anna Kavaliova", confirmed_on=date(2024, 1, 1))
    other = make_graduate("Ben Other", confirmed_on=date(2024, 1, 1))

    def leave_and_put(graduate):
        membership.erase(Graduate.objects.get(pk=other.pk))
        reminders.put(graduate, State.TO_CONFIRM)

    assert reminders.each(Graduate.objects.run_out(date(2026, 11, 22)).order_by("pk"), leave_and_put) == 1
    assert Graduate.objects.get(pk=stale.pk).state == "to_confirm"
    assert (Graduate.objects.get(pk=other.pk).state, Graduate.objects.get(pk=other.pk).email) == ("erased", "")


def test_no_table_holds_a_word_of_who_has_left(client, desk, world):
    """Every row of every table is looked through, after the night that follows."""
    join(client, email="zyxwv@example.org", name_latin="Zyxwvut Person", publish="on")
    path = opened(client, path_in(mails("zyxwv@example.org")[0]))
    graduate = Graduate.objects.get(email="zyxwv@example.org")
    story = make_story("zyxwvut-the-surgeon", graduate=graduate, **both(person=("Зыхвут", "Zyxwvut Person"), text=("Зыхвут", "Zyxwvut works.")))
    story.save_revision().publish()
    desk.get(reverse("wagtailsnippets_alumni_story:edit", args=[story.pk]))
    client.post(path, {"action": "leave", "sure": "yes"})
    OutgoingMail.objects.update(sent_at=timezone.now())
    retention.purge()
    assert mails("zyxwv@example.org") == []
    found = [(model, row) for model in apps.get_models() for row in model._base_manager.values() if re.search("zyxwv|зыхв", repr(row), re.IGNORECASE)]
    assert found == []


def test_the_last_mail_names_nobody_and_goes_once_it_was_sent(client, world):
    graduate = make_graduate("Anna Kavaliova", email="anna@example.org")
    leave(client, f"/en/alumni/me/{MailedLink.make(graduate)[1]}/")
    (last,) = mails()
    assert "Anna" not in last.body
    membership.purge(timezone.now())
    assert mails() == [last], "not sent yet"
    OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(minutes=1))
    membership.purge(timezone.now())
    assert mails() == []
