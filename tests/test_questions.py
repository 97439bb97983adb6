"""Questions: what is kept of adults and of people under 16, answers that are ready, and how soon the office says it answers."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from core import addresses
from core.models import Country
from office import demo as office_demo
from office import inbox
from office.choices import Topic
from office.consent import notice
from office.forms import MessageForm
from office.models import Consent, Enquiry, OutgoingMail, ReadyAnswer
from office.speed import DAYS, reply_speed, speed_text, time_text
from office.views import answer_form, form_context
from tests.conftest import minsk

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
PATH = "/en/training/enquiry/"
PERSON = {"name": "Ажар Сериккызы", "email": "azhar@post.example", "consent": "on"}


class Question(MessageForm):
    """A section's form, as small as it can be."""

    country = forms.CharField()
    programme = forms.CharField(required=False)
    start = forms.CharField(required=False)


class Short(MessageForm):
    """Its form for people under 16."""

    minor = True
    field_order = ["text", "email", "consent"]


class Careless(Question):
    """One that asks people under 16 for more than it may."""

    minor = True


def take(form, request):
    """Stores everything that a form has, as a section does."""
    said = form.cleaned_data
    fields = {"country": Country.objects.filter(code=said.get("country", "")).first(), "start": said.get("start", "")}
    about = addresses.find(request, "/en/about/")
    return inbox.receive(
        request, form, Topic.QUESTION, wanted=said.get("programme", ""), about=about, about_title=said.get("programme", ""), about_path="/en/about/", **fields
    )


def ask(rf, form_type, lang="en", **typed):
    """(what the form said as it was shown, the message that came of it)"""
    with translation.override(lang):
        shown, _done = answer_form(rf.get(PATH), form_type, None)
        page = printed(rf, shown)
        request = rf.post(PATH, {"key": shown["key"].value(), "text": "When do classes begin?", **typed})
        form, done = answer_form(request, form_type, lambda form: take(form, request))
        assert done, form.errors
    return page, Enquiry.objects.latest("pk")


def printed(rf, form, minor_href="", **more):
    """The form as a page prints it."""
    names = form_context(rf.get(PATH), form, minor_href)
    names |= {"fields": names["shown_fields"], "hidden": names["hidden_fields"], "trap": form["trap"], "consent": form["consent"], **more}
    return render_to_string("components/message_form.html", names)


# --- what is agreed to and what is kept -------------------------------------------------------------
@BOTH
@pytest.mark.parametrize("form_type", [Question, Short])
def test_the_log_of_consents_holds_word_for_word_what_stood_beside_the_box(rf, world, form_type, lang):
    page, message = ask(rf, form_type, lang, country="UZ", **PERSON)
    beside = re.search(r'name="consent"[^>]*><span>(.*?)</span></label>', page, re.DOTALL)[1]
    assert unescape(beside) == message.consent.text
    assert message.consent.language == lang
    assert {"ru": "Белорусский государственный медицинский университет", "en": "Belarusian State Medical University"}[lang] in message.consent.text
    assert bool(re.search("[а-яё]", message.consent.text)) == (lang == "ru")


def test_for_someone_under_16_a_parent_agrees(rf, world):
    adult, minor = ask(rf, Question, country="UZ", **PERSON)[1], ask(rf, Short, **PERSON)[1]
    assert minor.consent.text.startswith("I am the parent or legal representative of a person under 16 and agree")
    assert "12 months" in minor.consent.text
    assert " name" not in minor.consent.text, "none is used"
    assert adult.consent.text.startswith("I am 16 or older and I agree")
    assert minor.consent.version != adult.consent.version


def test_a_form_with_words_of_its_own_logs_those(rf, world):
    class Other(MessageForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["consent"].label = "I agree to this & nothing else."

    page, message = ask(rf, Other, **PERSON)
    assert message.consent.text == "I agree to this & nothing else."
    assert message.consent.text in unescape(page)


def test_a_question_is_kept_with_country_programme_and_beginning_of_studies(rf, world):
    message = ask(rf, Question, country="UZ", programme="General Medicine, in English", start="2027/2028", **PERSON)[1]
    assert message.reference.startswith("Q-")
    assert (message.country.code, message.wanted, message.start, message.is_minor) == ("UZ", "General Medicine, in English", "2027/2028", False)
    assert (message.name, message.email, message.about.slug, message.about_path) == (PERSON["name"], PERSON["email"], "about", "/en/about/")


@pytest.mark.parametrize("form_type", [Short, Careless])
def test_of_someone_under_16_only_the_text_and_the_address_for_the_answer_are_kept(rf, world, form_type):
    """Whatever else is sent along, and whatever else a form asks for."""
    posted = {"country": "KZ", "programme": "Стоматология", "start": "2031/2032", "organisation": "Школа № 7", "wanted": "Педиатрия", **PERSON}
    message = ask(rf, form_type, "ru", **posted)[1]
    assert (message.text, message.email, message.is_minor, message.language) == ("When do classes begin?", PERSON["email"], True, "ru")
    assert (message.name, message.country, message.wanted, message.start, message.organisation) == ("", None, "", "", "")
    assert (message.about, message.about_title, message.about_path) == (None, "", PATH), "the page with the form, and nothing that was asked about"
    stored = str([list(model.objects.values()) for model in (Enquiry, OutgoingMail, Consent)])
    assert message.mails.count() == 2
    for secret in (PERSON["name"], "Стоматология", "2031/2032", "Школа № 7", "Педиатрия"):
        assert secret not in stored
    assert Country.objects.get(code="KZ").pk not in Enquiry.objects.values_list("country", flat=True)


@pytest.mark.parametrize("form_type", [Short, Careless])
def test_the_form_for_people_under_16_asks_for_no_name(rf, world, form_type):
    page = printed(rf, answer_form(rf.get(PATH), form_type, None)[0])
    assert 'name="name"' not in page
    assert 'name="email"' in page


def test_the_same_words_twice_are_one_message_whatever_is_sent_along(rf, world):
    shown, _done = answer_form(rf.get(PATH), Short, None)
    typed = {"key": shown["key"].value(), "text": "When?", **PERSON}
    places = set()
    for more in ({}, {"name": "Somebody"}):
        request = rf.post(PATH, {**typed, **more})
        places.add(answer_form(request, Short, lambda form, request=request: take(form, request))[1]["Location"])
    assert len(places) == 1


def test_a_question_about_nothing_in_particular_is_said_to_be_about_nothing(rf, world, desk):
    """The page with the form is kept as where it came from."""
    message = ask(rf, Short, **PERSON)[1]
    mail = message.mails.get(to=PERSON["email"])
    assert "It is about" not in mail.body
    assert PATH not in mail.body
    facts = desk.get(edit(message)).content.decode().split('class="enquiry-facts"')[1].split("</dl>")[0]
    assert f'<a href="{PATH}">{PATH}</a>' in facts
    assert gettext("Sent from") in facts
    assert gettext("About") not in facts
    about = ask(rf, Question, country="UZ", programme="General Medicine", **PERSON)[1]
    assert "It is about: General Medicine" in about.mails.get(to=PERSON["email"]).body


# --- what is said before ------------------------------------------------------------------------------
def under_16(rows):
    return rows[-1][1]


def test_readers_under_16_are_led_to_their_own_form(rf, world):
    with translation.override("en"):
        form = answer_form(rf.get(PATH), Question, None)[0]
        page = printed(rf, form, '/en/training/enquiry/?under16=1&x="')
        assert '<a href="/en/training/enquiry/?under16=1&amp;x=&quot;">short form</a>' in page
        assert "short form" not in printed(rf, form)
        assert under_16(notice("University", "")) == "Please let a parent write for you."
        assert under_16(notice("University", "", nameless=True)) == "Please leave name and mail empty, or let a parent write for you."


def test_the_short_form_says_what_is_kept_and_who_ticks_the_box(rf, world):
    with translation.override("en"):
        rows = dict(form_context(rf.get(PATH), answer_form(rf.get(PATH), Short, None)[0])["privacy"])
    assert "no name, no country" in rows["Which data"]
    assert "parent or legal representative" in rows["Under 16"]
    assert rows["Who keeps the data"] == "Belarusian State Medical University"


def test_beside_the_promise_stands_how_soon_answers_came_where_a_page_says_so(rf, client, world):
    form = answer_form(rf.get(PATH), Question, None)[0]
    assert '<span class="promise">Half &lt; 2 days.</span>' in printed(rf, form, speed_text="Half < 2 days.")
    assert printed(rf, form).count('class="promise"') == 1
    assert client.get("/en/report/").content.decode().count('class="promise"') == 1


# --- what the office sees -------------------------------------------------------------------------------
def edit(message):
    return reverse("wagtailsnippets_office_enquiry:edit", args=[message.pk])


def make(topic="question", **fields):
    known = {"language": "en", "text": "When?", "name": "Ana Sousa", "email": "ana@post.example"}
    return Enquiry.objects.create(topic=topic, **{**known, **fields})


def listed(desk, query):
    page = desk.get(reverse("wagtailsnippets_office_enquiry:list") + f"?{query}").content.decode()
    return {int(pk) for pk in re.findall(r'href="/admin/snippets/office/enquiry/edit/(\d+)/', page)}, page


def test_the_screens_show_beginning_of_studies_what_is_wanted_and_who_is_under_16(desk, world):
    adult = make(start="2027/2028", wanted="General Medicine, in English")
    minor = make(name="", is_minor=True)
    page = desk.get(edit(adult)).content.decode()
    assert "2027/2028" in page
    assert "General Medicine, in English" in page
    only = gettext("Only the text and an address for the answer are kept.")
    assert only not in page
    assert only in desk.get(edit(minor)).content.decode()
    found, page = listed(desk, "topic=question")
    assert found == {adult.pk, minor.pk}
    assert "2027/2028" in page


def test_the_export_of_questions_holds_them_too(desk, world):
    make(start="2027/2028", wanted="General Medicine, in English")
    make(name="", is_minor=True, text="Кратко")
    answer = desk.get(reverse("wagtailsnippets_office_enquiry:list") + "?topic=question&export=csv")
    header, *rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert len(header.split(",")) == 22
    adult = next(row for row in rows if "2027/2028" in row)
    minor = next(row for row in rows if "Кратко" in row)
    assert '"General Medicine, in English",2027/2028,False' in adult.replace("нет", "False").replace("no", "False")
    assert "True" in minor.replace("да", "True").replace("yes", "True")


# --- answers that are ready --------------------------------------------------------------------------------
FEES = {"ru": "Плата указана на {site}/ru/training/fees/", "en": "Fees stand at {site}/en/training/fees/"}


@pytest.fixture(autouse=True)
def nothing_ready(db):
    """Only the ready answers of the test."""
    ReadyAnswer.objects.all().delete()


def make_ready(title, topics=(), **texts):
    fields = {f"text_{code}": text for code, text in texts.items()}
    return ReadyAnswer.objects.create(title_ru=title, title_en=f"{title}, English", topics=list(topics), **fields)


def work(desk, message, **changes):
    fields = {"assignee": message.assignee_id or "", "state": message.state, "outcome": message.outcome, "ready": "", "answer": "", "note": ""}
    answer = desk.post(edit(message), {**fields, **changes})
    message.refresh_from_db()
    return answer


def warned(answer):
    """Whether the page says that something could not be saved, and whether it says that nothing has been saved yet."""
    said = [(message.level_tag, str(message)) for message in answer.context["messages"]]
    return [tag for tag, _text in said], [text for _tag, text in said]


def offered(desk, message):
    return [label for _value, label in desk.get(edit(message)).context["form"]["ready"].field.choices][1:]


def test_a_message_is_offered_the_ready_answers_for_its_topic_and_those_for_any(desk, world):
    make_ready("Плата", ["question"], **FEES)
    make_ready("Любое", en="x")
    make_ready("Отчёт", ["report"], en="x")
    make_ready("Два", ["report", "proposal"], en="x")
    assert offered(desk, make()) == ["Любое", "Плата"]
    assert offered(desk, world.message) == ["Два", "Любое", "Отчёт"]
    assert ReadyAnswer(topics=["report"]).topics_text == "сообщение об ошибке"


@BOTH
def test_a_ready_answer_is_put_into_the_field_in_the_senders_language_and_nothing_is_sent(desk, editor, world, lang, settings):
    """Whatever language the editor reads."""
    message, ready = make(language=lang, state="assigned"), make_ready("Плата", **FEES)
    mails = OutgoingMail.objects.count()
    answer = work(desk, message, ready=str(ready.pk))
    page = unescape(answer.content.decode())
    form = answer.context["form"]
    text = FEES[lang].replace("{site}", settings.BASE_URL)
    assert answer.status_code == 200
    assert form["answer"].value() == text
    assert re.search(rf'<textarea[^>]*name="answer"[^>]*>\s*{re.escape(text)}</textarea>', page)
    assert form["ready"].value() == "", "what stands in the field is what counts from now on"
    assert gettext("The ready answer is in the field below: look through it and save.") in page
    tags, texts = warned(answer)
    assert tags == ["warning"], "no complaint"
    assert gettext("Nothing is saved or sent yet: look through the ready answer and save.") in texts[0]
    assert (message.state, message.first_reply_at, message.notes.count(), OutgoingMail.objects.count()) == ("assigned", None, 0, mails)


def test_nothing_that_was_typed_is_lost_when_a_ready_answer_is_filled_in(desk, world):
    message, ready = make(assignee=world.reception), make_ready("Плата", **FEES)
    answer = work(desk, message, ready=str(ready.pk), note="Звонила мать.", assignee=str(world.asia.pk), state="waiting")
    form = answer.context["form"]
    assert (form["note"].value(), form["assignee"].value(), form["state"].value()) == ("Звонила мать.", str(world.asia.pk), "waiting")
    assert "Звонила мать." in answer.content.decode()
    assert (message.assignee, message.state, message.notes.count()) == (world.reception, "new", 0)


def test_what_was_looked_through_is_what_is_sent(desk, world):
    message, ready = make(), make_ready("Плата", **FEES)
    filled = work(desk, message, ready=str(ready.pk)).context["form"]["answer"].value()
    assert work(desk, message, answer=f"{filled}\n\nYours.", note="Готово.").status_code == 302
    (mail,) = message.mails.all()
    assert f"{filled}\n\nYours." in mail.body.replace("\r\n", "\n")
    assert "Dear Ana Sousa," in mail.body
    assert (message.state, bool(message.first_reply_at)) == ("answered", True)
    assert {note.sent for note in message.notes.all()} == {True, False}


def test_an_answer_that_was_typed_goes_before_a_ready_one(desk, world):
    message, ready = make(), make_ready("Плата", **FEES)
    assert work(desk, message, ready=str(ready.pk), answer="On 1 September.").status_code == 302
    assert "On 1 September." in message.mails.get().body
    assert "Fees" not in message.mails.get().body


def test_blanks_are_no_answer(desk, world):
    ready = make_ready("Плата", en="Soon.")
    assert work(desk, make(), ready=str(ready.pk), answer=" \n ").context["form"]["answer"].value() == "Soon."


def test_a_ready_answer_that_is_filled_in_and_then_emptied_sends_nothing(desk, world):
    message, ready = make(), make_ready("Плата", en="Soon.")
    form = work(desk, message, ready=str(ready.pk)).context["form"]
    assert work(desk, message, ready=form["ready"].value(), answer="").status_code == 302
    assert (message.state, message.mails.count()) == ("new", 0)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Dear {name}!", "Dear Ana Sousa!"),
        ("{reference}, {reference}", "{known}, {known}"),
        ("“{programme}”", "“Dentistry {name}”"),
        ("{Name} {name } {} {{name}} {other} {0} %(name)s {name!r}", "{Name} {name } {} {Ana Sousa} {other} {0} %(name)s {name!r}"),
        ("<b>{name}</b>", "<b>Ana Sousa</b>"),
        ("No braces.", "No braces."),
    ],
)
def test_what_is_known_is_filled_in_and_everything_else_stays_as_it_was_written(world, text, filled):
    """What is filled in is not looked through again."""
    message = make(about_title="Dentistry {name}")
    assert make_ready("Любое", en=text).text_for(message) == filled.replace("{known}", message.reference)


def test_what_is_not_known_of_a_message_stays_in_braces_for_staff_to_see(world):
    message = make(name="", is_minor=True)
    assert make_ready("Любое", en="{name}: {programme}").text_for(message) == "{name}: {programme}"


@pytest.mark.parametrize("text", [None, ""])
def test_a_text_that_is_missing_in_the_senders_language_is_said_to_be_missing(desk, world, text):
    message, ready = make(language="en"), make_ready("Плата", ru=FEES["ru"], en=text)
    answer = work(desk, message, ready=str(ready.pk), note="Набрано")
    form = answer.context["form"]
    assert form.errors["ready"] == [gettext("This ready answer has no text %(language)s.") % {"language": gettext("in English")}]
    assert (form["answer"].value(), form["ready"].value(), form["note"].value()) == ("", str(ready.pk), "Набрано")
    assert warned(answer)[0] == ["error"]
    assert message.notes.count() == 0


def test_who_left_no_address_gets_no_ready_answer_either(desk, world):
    message, ready = make(email=""), make_ready("Плата", **FEES)
    form = work(desk, message, ready=str(ready.pk)).context["form"]
    assert form.errors["ready"] == [gettext("The sender left no mail address.")]
    assert form["answer"].value() == ""


@pytest.mark.parametrize("chosen", ["999999", "x", "-1", "9" * 30, "\x00"])
def test_a_ready_answer_that_there_is_not_is_refused(desk, world, chosen):
    message = make()
    assert "ready" in work(desk, message, ready=chosen).context["form"].errors
    assert message.state == "new"


def test_a_ready_answer_for_another_topic_is_refused(desk, world):
    ready = make_ready("Отчёт", ["report"], **FEES)
    assert "ready" in work(desk, make(), ready=str(ready.pk)).context["form"].errors


def test_a_mistake_elsewhere_in_the_form_is_still_said_to_be_one(desk, world):
    message, ready = make(), make_ready("Плата", en="Soon.")
    answer = work(desk, message, ready=str(ready.pk), outcome="corrected")
    assert set(answer.context["form"].errors) == {"ready", "outcome"}
    assert answer.context["form"]["answer"].value() == "Soon."
    assert warned(answer)[0] == ["error"]


def test_a_ready_answer_needs_a_text_in_one_language_at_least(desk, world):
    with pytest.raises(ValidationError):
        ReadyAnswer(title_ru="Пусто", title_en="Empty").full_clean()
    address = reverse("wagtailsnippets_office_readyanswer:add")
    titles = {"title_ru": "Новый", "title_en": "New", "topics": ["question"]}
    assert "text_ru" in desk.post(address, {**titles, "text_ru": "", "text_en": ""}).context["form"].errors
    assert desk.post(address, {**titles, "text_ru": "", "text_en": "Text"}).status_code == 302
    assert (ReadyAnswer.objects.get().topics, ReadyAnswer.objects.get().text_en) == (["question"], "Text")


def test_ready_answers_are_searched_and_exported_in_both_languages(desk, world):
    make_ready("Плата за обучение", ["question"], **FEES)
    make_ready("Виза", en="x")
    address = reverse("wagtailsnippets_office_readyanswer:list")
    for query in ("плату", "fees", "обучения"):
        page = desk.get(f"{address}?q={query}").content.decode()
        assert "Плата за обучение" in page, query
        assert "Виза" not in page, query
    lines = b"".join(desk.get(f"{address}?export=csv").streaming_content).decode("utf-8-sig")
    for text in ("Плата за обучение", "Плата за обучение, English", *FEES.values()):
        assert text in lines


# --- how soon ------------------------------------------------------------------------------------------------
NOW = minsk("2026-11-22 12:00")


def answered(*hours, at=NOW - timedelta(days=1), **fields):
    """Questions that waited so many hours for an answer that came at one moment."""
    known = {"topic": "question", "language": "en", "text": "When?", "state": "answered", "first_reply_at": at}
    number = Enquiry.objects.count()
    return Enquiry.objects.bulk_create(
        Enquiry(**{**known, **fields}, reference=f"Q-{number + count:08}", received_at=at - timedelta(hours=wait)) for count, wait in enumerate(hours)
    )


def test_nine_answers_say_nothing_and_ten_say_their_median(world):
    answered(*[5] * 9)
    assert reply_speed(NOW) is None
    assert speed_text(NOW) == ""
    answered(5)
    assert reply_speed(NOW) == (10, timedelta(hours=5))


@pytest.mark.parametrize(
    ("hours", "middle"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000], 6),
        ([1, 2, 3, 4, 5, 7, 8, 9, 10, 1000], 6),
        ([1000, 1, 10, 2, 9, 3, 8, 4, 7, 5], 6),
        ([30] * 10, 30),
    ],
)
def test_half_of_the_answers_came_sooner_than_the_median(world, hours, middle):
    answered(*hours)
    assert reply_speed(NOW) == (len(hours), timedelta(hours=middle))


@pytest.mark.parametrize(
    "fields",
    [{"is_sample": True}, {"state": "spam"}, {"topic": "report"}, {"topic": "proposal"}, {"first_reply_at": None}],
    ids=lambda fields: next(iter(fields)),
)
def test_only_real_questions_that_were_answered_count(world, fields):
    answered(*[5] * 9)
    answered(5, **fields)
    assert reply_speed(NOW) is None


@pytest.mark.parametrize("state", ["answered", "closed", "waiting", "assigned", "new"])
def test_what_happened_after_the_first_answer_changes_nothing(world, state):
    answered(*[5] * 10, state=state)
    assert reply_speed(NOW) == (10, timedelta(hours=5))


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (NOW - timedelta(days=DAYS, seconds=1), False),
        (NOW - timedelta(days=DAYS), True),
        (NOW - timedelta(days=DAYS) + timedelta(seconds=1), True),
        (NOW, True),
        (NOW + timedelta(seconds=1), False),
    ],
)
def test_an_answer_counts_for_ninety_days(world, at, counts):
    answered(*[5] * 9)
    answered(5, at=at)
    assert bool(reply_speed(NOW)) == counts


def test_the_moment_of_asking_is_now(world):
    answered(*[5] * 10, at=timezone.now() - timedelta(minutes=1))
    assert reply_speed()[0] == 10
    assert speed_text() == speed_text(timezone.now())


def test_the_median_costs_one_query_of_two_columns(world):
    answered(*[5] * 30)
    with CaptureQueriesContext(connection) as captured:
        reply_speed(NOW)
    (query,) = captured
    selected = query["sql"].partition(" FROM ")[0]
    assert re.findall(r'"office_enquiry"\."(\w+)"', selected) == ["received_at", "first_reply_at"]


@pytest.mark.parametrize(
    ("wait", "ru", "en"),
    [
        (timedelta(0), "1 час", "1 hour"),
        (timedelta(minutes=5), "1 час", "1 hour"),
        (timedelta(hours=1), "1 час", "1 hour"),
        (timedelta(hours=1, seconds=1), "2 часа", "2 hours"),
        (timedelta(hours=2), "2 часа", "2 hours"),
        (timedelta(hours=5), "5 часов", "5 hours"),
        (timedelta(hours=11), "11 часов", "11 hours"),
        (timedelta(hours=21), "21 час", "21 hours"),
        (timedelta(hours=47, minutes=1), "48 часов", "48 hours"),
        (timedelta(hours=48), "2 дня", "2 days"),
        (timedelta(hours=48, seconds=1), "3 дня", "3 days"),
        (timedelta(days=5), "5 дней", "5 days"),
        (timedelta(days=11), "11 дней", "11 days"),
        (timedelta(days=20, hours=1), "21 день", "21 days"),
    ],
)
def test_a_time_is_rounded_up_and_said_in_hours_up_to_two_days(wait, ru, en):
    assert time_text(wait) == ru
    with translation.override("en"):
        assert time_text(wait) == en


@pytest.mark.parametrize(("number", "questions"), [(10, "10 вопросов"), (11, "11 вопросов"), (21, "21 вопрос"), (22, "22 вопроса"), (25, "25 вопросов")])
def test_the_sentence_agrees_with_its_numbers(world, number, questions):
    answered(*[47.5] * number)
    assert speed_text(NOW) == f"За последние 90 дней мы ответили на {questions}, и половина ответов пришла не позже чем через 48 часов."
    with translation.override("en"):
        assert speed_text(NOW) == f"Half of the {number} questions answered in the last 90 days had a reply within 48 hours."


# --- the demonstration -----------------------------------------------------------------------------------------
ROW = {
    "topic": "question", "about": "", "name": "Sample Applicant", "email": "sample@post.example", "country": "LK", "organisation": "", "wanted": "in English",
    "start": "2027/2028", "language": "en", "text": "When?", "days_ago": "2", "state": "new",
}  # fmt: skip


@pytest.mark.parametrize("about", ["training/programmes/no-such-programme/", "training/enquiry/", "nowhere/", ""])
def test_a_sample_question_may_be_about_what_is_not_there(world, about):
    message = office_demo.make_enquiry({**ROW, "about": about}, {"LK": Country.objects.get(code="LK")})
    assert (message.about, message.about_title, message.wanted, message.start) == (None, "", "in English", "2027/2028")
    assert message.assignee == world.reception
    assert message.is_sample


def test_a_sample_question_about_a_record_names_it(world):
    message = office_demo.make_enquiry({**ROW, "about": "partnership/agreements/nagasaki-1996/"}, {})
    assert (message.about, message.about_title) == (world.old, "Agreement nagasaki-1996")
    assert message.assignee == world.reception, "nobody answers for the record"


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 11, 1), "2027/2028"), (date(2026, 11, 22), "2027/2028"), (date(2027, 9, 1), "2027/2028"), (date(2029, 3, 1), "2029/2030")]
)
def test_the_beginning_of_studies_of_a_sample_question_moves_with_its_dates(time_machine, today, year):
    time_machine.move_to(minsk(f"{today} 12:00"))
    assert office_demo.moved_year("2027/2028") == year
    assert office_demo.moved_year("") == ""
