"""Calls: open and closed to the second in Minsk, in Python, in SQL, in the list and on the button; what their pages say; calendar and feed."""

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import time_machine
import vobject
from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from icalendar import Calendar
from jsonschema import Draft202012Validator

from core.models import SiteDocument
from mobility.choices import CallState
from mobility.models import Call, CallPaper
from tests.conftest import make_partner, minsk
from tests.mobility_world import both, make_call, make_condition
from tests.reading import main, sitemap, words
from tests.test_events_calendar import Subscriber

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
LIST = "/en/mobility/calls/"
PRACTICE, TERM = f"{LIST}nagasaki-practice/", f"{LIST}term-in-minsk/"

# opens 1 November, closes 15 December 2026, 23:59
MOMENTS = [
    ("2026-10-31 23:59:59", "announced"),
    ("2026-11-01 00:00:00", "open"),
    ("2026-12-01 23:58:59", "open"),
    ("2026-12-01 23:59:00", "closing"),
    ("2026-12-15 23:58:59", "closing"),
    ("2026-12-15 23:59:00", "closed"),
    ("2026-12-15 23:59:01", "closed"),
]
# opens on New Year's Day, closes on New Year's Eve
ACROSS_YEARS = [
    ("2026-12-31 23:59:59", "announced"),
    ("2027-01-01 00:00:00", "open"),
    ("2027-12-17 23:58:59", "open"),
    ("2027-12-17 23:59:00", "closing"),
    ("2027-12-31 23:58:59", "closing"),
    ("2027-12-31 23:59:00", "closed"),
    ("2028-01-01 00:00:00", "closed"),
]


def listed(client, address=LIST):
    page = main(client, address)
    return re.findall(r'<a href="/\w\w/mobility/calls/([\w-]+)/">', page.split('class="rows')[1]) if 'class="rows' in page else []


# --- the state ---------------------------------------------------------------------------------------
def check(call, moment, state):
    now = minsk(moment)
    assert call.state_at(now) == state
    assert Call.objects.with_state(now).get(pk=call.pk).state_now == state
    for other in CallState:
        assert (call in Call.objects.in_state(other, now)) == (other == state), other
    assert (call in Call.objects.current(now)) == (state != "closed")
    assert (call in Call.objects.archive(now)) == (state == "closed")
    assert (call in Call.objects.taking_applications(now)) == (state in ("open", "closing"))


@pytest.mark.parametrize(("moment", "state"), MOMENTS)
def test_a_call_changes_its_state_at_its_second(world, moment, state):
    check(Call.objects.get(slug="nagasaki-practice"), moment, state)


@pytest.mark.parametrize(("moment", "state"), ACROSS_YEARS)
def test_so_it_does_across_the_end_of_a_year(world, moment, state):
    check(make_call("year", opens_at=minsk("2027-01-01 00:00"), closes_at=minsk("2027-12-31 23:59")), moment, state)


@pytest.mark.parametrize(("moment", "state"), [("2026-11-22 12:00:00", "open"), ("2026-12-15 23:59:00", "closed")])
def test_a_call_without_a_beginning_is_open_at_once(world, moment, state):
    check(make_call("at-once", opens_at=None), moment, state)


def test_the_next_turn_is_the_next_opening_or_closing_or_the_day_from_which_it_closes_soon(world):
    calls = Call.objects.public()
    assert calls.next_turn(minsk("2026-11-22 12:00")) == minsk("2026-12-01 23:59")
    assert calls.next_turn(minsk("2026-12-01 23:59")) == minsk("2026-12-15 23:59")
    assert calls.next_turn(minsk("2026-12-15 23:59")) == minsk("2027-04-17 23:59")
    assert calls.next_turn(minsk("2027-05-01 23:59")) is None


# --- the list ----------------------------------------------------------------------------------------
def test_the_list_shows_what_is_open_the_first_to_close_first(client, world):
    make_call("announced", opens_at=minsk("2026-12-10 00:00"), closes_at=minsk("2026-12-14 23:59"))
    assert listed(client) == ["announced", "nagasaki-practice", "sample-call", "term-in-minsk"]


def test_the_archive_shows_what_closed_last_first(client, world):
    make_call("closed-lately", opens_at=None, closes_at=minsk("2026-11-22 11:59"))
    make_call("closed-long-ago", opens_at=None, closes_at=minsk("2024-11-22 11:59"))
    assert listed(client, f"{LIST}?view=archive") == ["closed-lately", "closed-call", "closed-long-ago"]


def test_a_call_leaves_the_list_at_its_second_though_nothing_is_saved(client, world):
    """The same process, the same day: what is kept in memory turns by the clock."""
    with time_machine.travel(minsk("2026-12-15 23:58:58"), tick=False) as clock:
        assert "nagasaki-practice" in listed(client)
        assert "nagasaki-practice" not in listed(client, f"{LIST}?view=archive")
        assert listed(client, f"{LIST}?state=closing") == ["nagasaki-practice", "sample-call"]
        clock.shift(2)
        assert "nagasaki-practice" not in listed(client)
        assert listed(client, f"{LIST}?view=archive") == ["nagasaki-practice", "sample-call", "closed-call"]
        assert "nagasaki-practice" not in main(client, f"{LIST}?state=closing")


@BOTH
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("direction=incoming", ["term-in-minsk"]),
        ("who=resident", ["for-residents"]),
        ("who=student&who=resident", ["for-residents", "nagasaki-practice", "sample-call", "term-in-minsk"]),
        ("activity=studies", ["term-in-minsk"]),
        ("partner=nagasaki-university", ["nagasaki-practice"]),
        ("field=0911", ["for-residents"]),
        ("funding=grant", ["for-residents"]),
        ("state=closing", ["for-residents"]),
        ("q=Нагасаки", ["for-residents", "nagasaki-practice"]),
        ("q=Sechenov", ["term-in-minsk"]),
        ("direction=outgoing&who=student&activity=traineeship&partner=nagasaki-university&field=0912&funding=waiver&state=open", ["nagasaki-practice"]),
        ("sort=title", ["sample-call", "nagasaki-practice", "for-residents", "term-in-minsk"]),
    ],
)
def test_filters_search_and_order(client, world, lang, query, found):
    title = both(title=("Нагасаки для ординаторов", "For residents in Nagasaki"))
    make_call("for-residents", who=["resident"], isced_f=("0911",), funding="grant", closes_at=minsk("2026-11-30 23:59"), **title)
    told = listed(client, f"/{lang}/mobility/calls/?{query}")
    assert sorted(told) == sorted(found)
    if "sort" not in query:
        assert told == found


@pytest.mark.parametrize(
    "query",
    [
        "direction=up&who=%00&activity=%FF&partner=draft-university&field=9999&funding=x&state=open%27&sort=x&view=x&page=-1",
        "page=99999999999999999999",
        "q=%00%FF&who=" + "&who=".join(str(n) for n in range(60)),
        "q=" + "z" * 2000,
        "state[]=open&state=&state=closed",
    ],
)
def test_forged_filters_are_passed_over(client, world, query):
    for address in (LIST, "/en/mobility/calls.atom", "/en/mobility/calls.ics"):
        assert client.get(f"{address}?{query}").status_code == 200
    assert "Черновик" not in main(client, f"{LIST}?{query}")


def test_an_empty_list_says_what_to_do(client, world):
    assert "Take away a filter" in words(main(client, f"{LIST}?q=zzzz"))


def test_a_row_says_what_one_decides_by(client, world):
    row = words(re.search(r'<tr role="row">(?:(?!</tr>).)*term-in-minsk.*?</tr>', main(client, LIST), re.DOTALL)[0])
    for told in (
        "Sechenov University, Russia",
        "Studies, incoming",
        "Students",
        "4 places",
        "No tuition fee",
        "Open for applications",
        "1 May 2027, 23:59 (Minsk, UTC+3)",
    ):
        assert told in row
    assert "Left: 5 months" in row


def test_a_partner_that_visitors_do_not_see_is_named_nowhere(client, world):
    secret = make_partner("secret", "JP", "Тайный", "Secret University", live=False)
    make_call("of-secret", secret, agreement=None)
    for address in (
        LIST,
        f"{LIST}of-secret/",
        f"{LIST}?partner=secret",
        "/en/mobility/",
        "/en/search/?q=Secret",
        "/en/mobility/calls.ics",
        "/en/mobility/calls.atom",
    ):
        assert "Secret University" not in client.get(address).content.decode(), address


# --- the page ----------------------------------------------------------------------------------------
@pytest.fixture
def full(world):
    """With everything filled in."""
    condition = make_condition(world.mobility, direction="outgoing")
    longer = both(
        programme_name=("Сакура", "Sakura"), covers=("Перелёт.\nЖильё.", "Flight.\nHousing."), other_eligibility=("Балл 8.", "Mark 8."),
        description=("Про клинику.\n\nПро город.", "About the clinic.\n\nAbout the town."), result_note=("Отобраны трое.", "Three chosen."),
    )  # fmt: skip
    call = make_call(
        "full", world.nagasaki, agreement=world.mobility, condition=condition, contact=world.asia, who=["student", "teacher"], eqf_levels=["7"],
        language_skills="en B2; ja", nomination_by=minsk("2026-12-20 18:00"), result_by=minsk("2027-01-10 12:00"), funding="grant",
        grant_amount=Decimal(1250), grant_currency="EUR", apply_url="https://apply.example/", source_url="https://www.bsmu.by/calls", **longer,
    )  # fmt: skip
    form = SiteDocument.objects.create(title="Form", file="documents/form.pdf", file_size=2048)
    call.papers = [CallPaper(kind="cv", template=form, **both(name=("форма Europass", "Europass form"))), CallPaper(kind="motivation_letter")]
    call.save()
    return call


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            [
                "Clinical practice in Nagasaki", "Three weeks in the clinic.", "Nagasaki University", "Where Japan", "Sakura", "Students, teaching staff",
                "1 February 2027 – 21 February 2027", "three weeks", "Grant, 1,250 EUR", "Flight. Housing.", "English B2, Japanese", "4–6", "0912 Medicine", "Mark 8.",
                "20 December 2026, 18:00 (Minsk, UTC+3)", "10 January 2027, 12:00", "CV: Europass form", "Form to fill in", "PDF, 2 KB", "Motivation letter",
                "Send the papers to the office.", "About the town.", "Coordinator for Asia", "www.bsmu.by", "4 a year, from the conditions of the agreement: Agreement sechenov-2024",
            ],
        ),
        (
            "ru",
            ["Клиническая практика в Нагасаки", "Три недели в клинике.", "Университет Нагасаки", "Сакура", "Перелёт. Жильё.", "Балл 8.", "форма Europass", "Про город."],
        ),
    ],
)  # fmt: skip
def test_the_page_tells_all_that_is_known(client, full, lang, told):
    page = words(main(client, f"/{lang}/mobility/calls/full/"))
    for text in told:
        assert text in page, text
    assert "Three chosen" not in page, "the result is told when the call is closed"
    assert "not published" not in page


def test_the_page_leads_to_partner_agreement_form_and_calendar(client, full):
    page = main(client, f"{LIST}full/")
    for href in ("partnership/partners/nagasaki-university/", "partnership/agreements/sechenov-2024/", "mobility/calls/full/dates.ics"):
        assert f'href="/en/{href}"' in page
    assert 'href="/en/mobility/calls/?partner=nagasaki-university"' in page


@BOTH
def test_with_the_minimum_it_says_what_is_not_known(client, world, lang):
    nothing = dict.fromkeys(("year_from", "year_to", "period_from", "period_to", "opens_at"))
    empty = both(summary=("", ""), length=("", ""), how_to_apply=("", ""))
    make_call("least", isced_f=(), papers=(), who=[], language_skills="", funding="", **nothing, **empty)
    page = main(client, f"/{lang}/mobility/calls/least/")
    assert page.count('class="unknown"') == 5
    assert 'class="button"' not in page.split("<article")[1].split("</article>")[0], "nobody knows how to apply"


def test_a_call_known_in_russian_only_says_so_in_english(client, world):
    call = make_call("russian", languages="ru", **both(title=("Только по-русски", "")))
    page = client.get(f"{LIST}russian/").content.decode()
    assert '<span lang="ru" class="other-language">Только по-русски</span>' in page
    assert f'rel="canonical" href="http://127.0.0.1:8000{call.get_url("ru")}"' in page or 'rel="canonical"' in page


@pytest.mark.parametrize(
    ("moment", "state", "says", "button", "leads"),
    [
        (
            "2026-10-31 23:59:59",
            "announced",
            "Applications open on 1 November 2026, 00:00 (Minsk, UTC+3) Applications until: 15 December 2026, 23:59 (Minsk, UTC+3)",
            "",
            "",
        ),
        ("2026-11-22 12:00:00", "open", "Open until 15 December 2026, 23:59 (Minsk, UTC+3)", "Apply", "#how"),
        ("2026-12-15 23:58:59", "closing", "Left: 0 minutes", "Apply", "#how"),
        ("2026-12-15 23:59:00", "closed", "Applications closed on 15 December 2026, 23:59 (Minsk, UTC+3)", "Other calls", "/en/mobility/calls/"),
    ],
)
def test_the_button_follows_the_clock(client, world, moment, state, says, button, leads):
    with time_machine.travel(minsk(moment), tick=False):
        apply = re.search(r'<div class="applying (\w+)">(.*?)</div>', main(client, PRACTICE), re.DOTALL)
    assert apply[1] == state
    assert says in words(apply[2]).replace("\xa0", " ")
    assert re.findall(r'<a class="button(?: quiet)?" href="([^"]+)">([^<]+)</a>', apply[2]) == ([(leads, button)] if button else [])


def test_an_address_for_applications_is_where_the_button_leads(client, full):
    assert '<a class="button" href="https://apply.example/">Apply</a>' in main(client, f"{LIST}full/")


@BOTH
def test_a_closed_call_keeps_its_page_and_tells_the_result(client, full, lang):
    with time_machine.travel(minsk("2027-02-01 12:00"), tick=False):
        page = words(main(client, f"/{lang}/mobility/calls/full/"))
        assert {"ru": "Отобраны трое.", "en": "Three chosen."}[lang] in page
        assert "dates.ics" not in main(client, f"/{lang}/mobility/calls/full/")
        assert client.get(f"/{lang}/mobility/calls/full/dates.ics").status_code == 404


def test_a_number_of_the_call_goes_before_that_of_the_agreement(client, full):
    full.places = 2
    full.save()
    page = words(main(client, f"{LIST}full/"))
    assert "Places 2 Funding" in page
    assert "from the conditions" not in page


def test_an_agreement_that_visitors_do_not_see_is_neither_named_nor_counted_from(client, full, world):
    world.mobility.lifecycle = "draft"
    world.mobility.save()
    page = words(main(client, f"{LIST}full/"))
    assert "from the conditions of the agreement" not in page
    assert "sechenov-2024" not in page
    assert "4 places" not in words(main(client, LIST))


def test_places_of_an_agreement_count_in_its_academic_years_only(world):
    condition = make_condition(world.mobility, first_academic_year="2023/2024", last_academic_year="2025/2026")
    call = make_call("later", world.sechenov, agreement=world.mobility, condition=condition)
    assert call.places_shown == (None, False)
    call.period_from = date(2026, 3, 1)
    assert call.places_shown == (4, True)


def test_a_draft_and_nonsense_answer_404(client, world):
    for slug in ("draft-call", "nonsense", "x" * 300):
        for tail in ("", "dates.ics"):
            assert client.get(f"{LIST}{slug}/{tail}").status_code == 404


@BOTH
def test_a_former_address_leads_on(client, world, lang):
    call = Call.objects.get(slug="nagasaki-practice")
    call.slug = "nagasaki"
    call.save()
    answer = client.get(f"/{lang}/mobility/calls/nagasaki-practice/")
    assert (answer.status_code, answer["Location"]) == (301, f"/{lang}/mobility/calls/nagasaki/")


@BOTH
def test_a_preview_draws_the_page_in_its_language(rf, full, lang):
    full.title_ru, full.title_en = "Новое имя", "New name"
    request = full.make_preview_request(preview_mode=lang)
    assert request.status_code == 200
    assert {"ru": "Новое имя", "en": "New name"}[lang] in request.content.decode()


@pytest.mark.parametrize(("fields", "wrong"), [({"opens_at": minsk("2026-12-16 00:00")}, "closes_at"), ({"result_by": minsk("2026-12-01 00:00")}, "result_by")])
def test_dates_that_contradict_each_other_are_refused(world, fields, wrong):
    call = Call.objects.get(slug="nagasaki-practice")
    for name, value in fields.items():
        setattr(call, name, value)
    with pytest.raises(ValidationError) as refused:
        call.clean()
    assert wrong in refused.value.message_dict


def test_a_name_cannot_leave_its_place(client, world):
    make_call("sly", **both(title=("<script>alert(1)</script>", "</script><script>alert(1)</script>"), how_to_apply=("<b>x</b>", "<b>x</b>")))
    for address in (LIST, f"{LIST}sly/", "/en/mobility/", "/en/mobility/calls.atom"):
        assert "<script>alert" not in client.get(address).content.decode()
    assert "<b>x</b>" not in main(client, f"{LIST}sly/")


# --- what machines read ------------------------------------------------------------------------------
def structured(client, address):
    page = client.get(address).content.decode()
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)]
    return {block["@type"]: block for block in blocks}


def test_structured_data_says_what_the_page_says(client, full):
    found = structured(client, f"{LIST}full/")
    programme = found["EducationalOccupationalProgram"]
    assert programme["applicationDeadline"] == "2026-12-15"
    assert programme["startDate"] == "2027-02-01"
    assert programme["maximumEnrollment"] == 4
    assert programme["provider"] == {"@type": "CollegeOrUniversity", "name": "Nagasaki University"}
    assert found["MonetaryGrant"]["amount"] == {"@type": "MonetaryAmount", "value": "1250", "currency": "EUR"}
    assert "MonetaryGrant" not in structured(client, PRACTICE)
    assert "EducationalOccupationalProgram" not in structured(client, f"{LIST}sample-call/")


def test_the_sitemap_names_calls_but_no_sample_and_no_draft(client, world):
    found = sitemap(client)
    for address in ("calls/", "calls/nagasaki-practice/", "calls/closed-call/", "numbers/", "reports/"):
        assert f"/ru/mobility/{address}</loc>" in found, address
    assert "sample-call" not in found
    assert "draft-call" not in found


def test_calls_are_found_by_the_site_search_in_either_script(client, world):
    for query in ("practice Nagasaki", "Нагасаки практика", "praktika"):
        assert f'href="{PRACTICE}"' in main(client, f"/en/search/?q={query}"), query
    assert "draft-call" not in main(client, "/en/search/?q=Draft")


def test_the_files_have_what_the_list_shows_and_fit_their_schema(client, full):
    data = json.loads(b"".join(client.get(f"{LIST[:-1]}.json?direction=outgoing&who=teacher").streaming_content))
    assert [record["address"] for record in data["records"]] == [f"http://127.0.0.1:8000{LIST}full/"]
    record = data["records"][0]
    assert record["places"] == 4, "from the agreement"
    assert record["closes_at"].startswith("2026-12-15T23:59")
    assert record["result_note_en"] == "", "told when it is closed"
    Draft202012Validator(client.get("/en/mobility/calls-schema.json").json()).validate(data)
    table = list(csv.reader(io.StringIO(b"".join(client.get(f"{LIST[:-1]}.csv?view=archive").streaming_content).decode("utf-8-sig"))))
    assert [row[1] for row in table[1:]] == ["Last year’s call"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{LIST[:-1]}.xlsx").streaming_content)))
    assert book.active.max_row == 1 + len(listed(client))
    assert 'href="/en/mobility/calls.xlsx?who=teacher"' in main(client, f"{LIST}?who=teacher")


# --- the calendar ------------------------------------------------------------------------------------
def moments(client, address):
    """{uid: moment} as two parsers read it."""
    text = client.get(address).content.decode()
    one = {str(event["UID"]): event["DTSTART"].dt for event in Calendar.from_ical(text).walk("VEVENT")}
    other = {event.uid.value: event.dtstart.value for event in vobject.readOne(text).contents.get("vevent", [])}
    assert one == other
    return one


@BOTH
def test_each_deadline_is_an_entry_with_the_same_identity_in_every_language(client, full, lang):
    found = moments(client, f"/{lang}/mobility/calls/full/dates.ics")
    assert found == {
        f"call-{full.public_id}-closes@bsmu.by": minsk("2026-12-15 23:59"),
        f"call-{full.public_id}-nominations@bsmu.by": minsk("2026-12-20 18:00"),
        f"call-{full.public_id}-results@bsmu.by": minsk("2027-01-10 12:00"),
    }
    assert "DTSTART;TZID=Europe/Minsk:20261215T235900" in client.get(f"/{lang}/mobility/calls/full/dates.ics").content.decode()


def test_the_feed_narrows_as_the_list_does(client, full):
    practice, term = (Call.objects.get(slug=slug).public_id for slug in ("nagasaki-practice", "term-in-minsk"))
    everything = moments(client, "/en/mobility/calls.ics")
    assert {f"call-{key}-closes@bsmu.by" for key in (full.public_id, practice, term)} <= set(everything)
    assert set(moments(client, "/en/mobility/calls.ics?direction=incoming")) == {f"call-{term}-closes@bsmu.by"}
    assert not moments(client, "/en/mobility/calls.ics?q=zzzz")
    assert "Calls · Direction: Incoming" in client.get("/en/mobility/calls.ics?direction=incoming").content.decode()


def test_a_call_stays_in_the_calendar_until_its_last_date(client, full):
    name = f"call-{full.public_id}-closes@bsmu.by"
    with time_machine.travel(minsk("2027-01-10 11:59:59"), tick=False):
        assert name in moments(client, "/en/mobility/calls.ics"), "results are still to come"
    with time_machine.travel(minsk("2027-01-10 12:00:00"), tick=False):
        assert name not in moments(client, "/en/mobility/calls.ics")
        assert "full" in listed(client, f"{LIST}?view=archive")


def test_a_subscriber_follows_a_deadline_that_moves(client, world):
    call = Call.objects.get(slug="nagasaki-practice")
    subscriber = Subscriber(client, "/en/mobility/calls.ics")
    subscriber.fetch()

    def kept():
        entry = subscriber.kept[f"call-{call.public_id}-closes@bsmu.by"]
        return entry["DTSTART"].dt, int(entry["SEQUENCE"]), str(entry["STATUS"])

    assert kept() == (minsk("2026-12-15 23:59"), 0, "CONFIRMED")
    call.closes_at = minsk("2026-12-20 23:59")
    call.save()
    subscriber.fetch()
    assert kept() == (minsk("2026-12-20 23:59"), 1, "CONFIRMED")
    call.summary_en = "Three or four weeks."
    call.save()
    subscriber.fetch()
    assert kept()[1] == 1, "a text is no other date"
    call.live = False
    call.save()
    subscriber.fetch()
    assert f"call-{call.public_id}-closes@bsmu.by" not in subscriber.last


def test_what_a_draft_changes_counts_once_it_is_public(world):
    call = Call.objects.get(slug="draft-call")
    call.closes_at = minsk("2027-01-20 23:59")
    call.save()
    assert (call.sequence, call.changed_at) == (0, None)


# --- the feed ------------------------------------------------------------------------------------------
def told(client, words=""):
    root = ElementTree.fromstring(client.get(f"/en/mobility/calls.atom{words}").content)
    atom = "{http://www.w3.org/2005/Atom}"
    return [(entry.find(f"{atom}title").text, datetime.fromisoformat(entry.find(f"{atom}updated").text)) for entry in root.findall(f"{atom}entry")]


def test_the_feed_tells_what_happened_to_a_call_and_when(client, world):
    practice = "Clinical practice in Nagasaki"
    call = Call.objects.get(slug="nagasaki-practice")
    call.closes_at = minsk("2026-12-20 23:59")
    with time_machine.travel(minsk("2026-11-25 10:00"), tick=False):
        call.save()
    with time_machine.travel(minsk("2026-12-21 12:00"), tick=False):
        found = [row for row in told(client) if row[0].endswith(practice)]
    published = call.first_published_at
    assert found == [
        (f"Closed: {practice}", minsk("2026-12-20 23:59")),
        (f"Closes soon: {practice}", minsk("2026-12-06 23:59")),
        (f"New dates: {practice}", minsk("2026-11-25 10:00")),
        (f"New call: {practice}", published),
    ]


def test_a_call_that_opens_later_is_told_of_when_it_opens(client, world):
    make_call("later", opens_at=minsk("2026-12-01 09:00"), closes_at=minsk("2026-12-10 23:59"), **both(title=("Позже", "Later")))
    with time_machine.travel(minsk("2026-12-11 12:00"), tick=False):
        found = [title for title, _on in told(client) if title.endswith("Later")]
    assert found == ["Closed: Later", "Open for applications: Later", "New call: Later"], "it was within a fortnight of its end before it opened"


def test_the_feed_narrows_and_tells_of_no_draft(client, world):
    assert {title for title, _on in told(client, "?direction=incoming")} == {"New call: A term in Minsk"}
    assert not [title for title, _on in told(client) if "Draft" in title]


# --- elsewhere -----------------------------------------------------------------------------------------
def test_what_closes_within_a_fortnight_stands_on_the_home_page(client, world):
    with time_machine.travel(minsk("2026-12-01 23:58:59"), tick=False):
        assert "Clinical practice" not in words(main(client, "/en/"))
    with time_machine.travel(minsk("2026-12-01 23:59:00"), tick=False):
        page = main(client, "/en/")
        assert "Clinical practice in Nagasaki" in words(page)
        assert 'datetime="2026-12-15T23:59:00+03:00"' in page
    with time_machine.travel(minsk("2026-12-15 23:59:00"), tick=False):
        assert "Clinical practice" not in words(main(client, "/en/"))


@pytest.mark.parametrize(("lang", "line"), [("ru", "1 марта 2026 г."), ("en", "1 March 2026")])
def test_a_closed_call_is_part_of_its_partners_story(client, world, lang, line):
    page = main(client, f"/{lang}/partnership/partners/nagasaki-university/")
    told = page.split('class="story')[1].split("</section>")[0]
    assert f'href="/{lang}/mobility/calls/closed-call/"' in told
    assert line in words(told)
    assert "nagasaki-practice" not in told, "it is not over"
    assert date(2026, 3, 1).isoformat() in told
