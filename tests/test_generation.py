"""What is computed from many rows is kept until something changes, and the kept answer is always the one the database gives."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import override

from core import generation
from core.generation import memory
from core.listing import Listing
from core.models import Generation
from masterclasses.registers import EventRegister, LecturerRegister
from mobility.registers import CallRegister
from office.models import Enquiry
from partners.models import Partner
from partners.registers import AgreementRegister, PartnerRegister
from tests.conftest import make_agreement, make_partner
from tests.reading import statements


def listing(register, words=""):
    return Listing(
        register.queryset(), QueryDict(words), name=register.model._meta.label,
        facets=register.facets, sorts=register.sorts, views=register.views, path="/", count_text=str,
    )  # fmt: skip


WORDS = [
    "",
    "view=archive",
    "q=university",
    "q=японии",
    "q=Nagasaki&view=archive",
    "country=JP",
    "country=JP&country=RU&kind=university",
    "region=eastern-asia",
]
WORDS += ["field=0912", "form=student_mobility", "status=not_confirmed", "status=in_force&field=0912", "sort=country", "sort=title&q=a", "sort=ending"]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("register", [PartnerRegister(), AgreementRegister()], ids=["partners", "agreements"])
def test_memory_and_database_leave_the_same_records_in_the_same_order(world, register, words, language):
    with override(language):
        found = listing(register, words)
        assert [row.pk for row in found.rows] == [row.pk for row in found.sorted()]
        assert found.total == found.narrowed().count()


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("register", [PartnerRegister(), AgreementRegister()], ids=["partners", "agreements"])
def test_the_number_beside_an_option_is_what_choosing_it_leaves(world, register, words):
    for field in listing(register, words).fields:
        for option in field["options"]:
            alone = QueryDict(words, mutable=True)
            alone.setlist(field["name"], [option["value"]])
            assert listing(register, alone.urlencode()).narrowed().count() == option["count"], (field["name"], option)


WORDS_OF_EVENTS = ["view=all", "view=past", "view=all&audience=doctor", "view=all&audience=doctor&audience=student&language=en", "interpretation=ru"]
WORDS_OF_EVENTS += ["view=all&year=2024", "view=all&country=JP&q=sato", "view=all&field=0912&sort=title"]
WORDS_OF_CALLS = ["", "view=archive", "who=student", "who=student&who=doctoral", "direction=outgoing&activity=traineeship", "field=0912&q=nagasaki"]
LISTS = [(EventRegister(), words) for words in WORDS_OF_EVENTS] + [(CallRegister(), words) for words in WORDS_OF_CALLS]
LISTS += [(LecturerRegister(), words) for words in ("", "view=visiting", "country=JP&year=2026", "sort=events")]


@pytest.mark.parametrize(("register", "words"), LISTS, ids=lambda value: value if isinstance(value, str) else value.path or "events")
def test_lists_that_the_clock_moves_are_told_as_the_database_tells_them(world, register, words):
    found = listing(register, words)
    assert [row.pk for row in found.rows] == [row.pk for row in found.sorted()]
    for field in found.fields:
        for option in field["options"]:
            alone = QueryDict(words, mutable=True)
            alone.setlist(field["name"], [option["value"]])
            assert listing(register, alone.urlencode()).narrowed().count() == option["count"], (field["name"], option)


# --- the clock -----------------------------------------------------------------------------------
def test_what_the_clock_changes_is_made_anew_at_its_turn_and_not_before(world):
    noon, made = timezone.now(), []

    def ask():
        return memory.now().get("clock", lambda: made.append(timezone.now()) or len(made), until=lambda: noon + timedelta(minutes=5))

    assert (ask(), ask()) == (1, 1)
    with time_machine.travel(noon + timedelta(minutes=5, seconds=-1), tick=False):
        assert ask() == 1
    with time_machine.travel(noon + timedelta(minutes=5), tick=False):
        assert ask() == 2


def test_of_very_many_things_the_last_ones_are_kept(world):
    kept, asked = memory.now(), []
    for number in [*range(generation.RECENT), 0, generation.RECENT, 0, 1]:
        kept.recent(number, lambda number=number: asked.append(number))
    assert asked == [*range(generation.RECENT), generation.RECENT, 1]  # 1 gave way, 0 had been asked for again


def test_one_answer_asks_once_for_the_state_of_the_content_and_sees_what_it_changes_itself(world):
    def answer(request):
        before = generation.token()
        assert generation.token() == before
        generation.replace()
        return before, generation.token()

    before, after = generation.one_state(answer)(None)
    assert before != after == generation.token()


def test_a_page_asks_once_for_the_state_of_the_content(client, world):
    asked = [statement for statement in statements(client, "/en/") if 'FROM "core_generation"' in statement]
    assert len(asked) == 1


def test_a_partner_with_a_draft_beside_its_agreements_keeps_its_fields(world):
    make_agreement("not-yet", world.nagasaki, lifecycle="draft", isced_f=["0913"])
    make_agreement("signed", world.nagasaki, isced_f=["0916"])
    fields = next(field for field in listing(PartnerRegister()).fields if field["name"] == "field")
    found = {option["value"]: option["count"] for option in fields["options"]}
    assert found["0916"] == 1
    assert "0913" not in found


def test_a_saved_deleted_or_related_record_is_seen_at_once(world):
    assert listing(PartnerRegister()).total == 4
    partner = make_partner("osaka", "JP", "Осака", "Osaka")
    assert listing(PartnerRegister()).total == 5
    agreement = make_agreement("osaka-2020", partner, isced_f=["0913"])
    assert listing(AgreementRegister(), "field=0913").total == 1
    agreement.delete()
    partner.delete()
    assert listing(PartnerRegister()).total == 4


def test_the_day_changes_what_is_kept(world, time_machine):
    before = listing(AgreementRegister(), "view=archive").total
    make_agreement("ends-today", world.nagasaki, signed_on=localdate(), valid_until=localdate(), renewal="none")
    assert listing(AgreementRegister(), "view=archive").total == before
    time_machine.move_to("2026-11-23T00:00:01+03:00")
    assert listing(AgreementRegister(), "view=archive").total == before + 1


def test_drafts_and_messages_to_the_office_leave_what_is_kept_alone(world):
    state = generation.token()
    world.nagasaki.save_revision()
    enquiry = Enquiry.objects.first()
    enquiry.save()
    assert generation.token() == state


def stored():
    """What every other connection reads."""
    return Generation.objects.values_list("token", flat=True).first()


def test_a_change_has_a_name_for_everybody_only_when_its_transaction_holds(db, django_capture_on_commit_callbacks):
    before = generation.token()
    assert generation.token() == before == stored(), "asking changes nothing"
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        generation.bump()
        inside = generation.token()
        assert inside != before
        raise ZeroDivisionError
    assert generation.token() == before, "what was undone leaves no trace"
    with django_capture_on_commit_callbacks(execute=True):
        generation.bump()
        own = generation.token()
        generation.bump()
        assert len({before, inside, own, generation.token()}) == 4, "each change has a name of its own"
        assert stored() == before, "nobody else sees it yet"
    assert stored() not in (before, inside, own)


def test_memory_asks_once_for_each_state(db):
    asked = []
    for _twice in range(2):
        memory.now().get("answer", lambda: asked.append(1) or 42)
    assert memory.now().get("answer", lambda: 0) == 42
    assert asked == [1]
    generation.bump()
    assert memory.now().get("answer", lambda: 43) == 43


def test_partners_beside_the_bulk_are_seen_after_a_bump(world):
    assert listing(PartnerRegister(), "kind=hospital").total == 1
    Partner.objects.filter(slug="nagasaki-university").update(kind="hospital")
    generation.bump()
    assert listing(PartnerRegister(), "kind=hospital").total == 2
