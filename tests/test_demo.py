"""The demonstration content: fills an empty database once, counts nothing that is invented, and goes away on demand."""

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from alumni import demo as alumni
from core import demo, desk
from core.languages import text_of
from core.models import Contact, Country, Fact, FactValue, Holiday, HomePage, Notice, OfficeDetails, SitePage, Unit
from honorary.models import Award
from masterclasses import demo as masterclasses
from masterclasses.models import Certificate, Event, Lecturer, Material, Registration, Session, Speaker
from mobility import demo as mobility
from mobility.choices import CallState
from mobility.models import Call, CallPaper, ExchangeReport, FactSheet, MobilityFlow
from office.models import Consent, Enquiry, NewsPage, OutgoingMail, ReadyAnswer
from partners.choices import AgreementKind
from partners.models import Agreement, Partner
from rankings import demo as rankings
from tests.reading import sitemap
from training import demo as training
from training.choices import IntakeState
from training.models import DocumentRule, Fee, Intake, LanguageVariant, Programme, RecognitionStatement, RegulatorCondition, Representative, VisaRule

# Sourced and sample rows of each kind.
ROWS = {
    "Programme": (35, 8),
    "Step": (10, 0),
    "NationalNotice": (2, 0),
    "VisaRule": (24, 0),
    "EntryRule": (15, 0),
    "DocumentRule": (20, 8),
    "Fee": (0, 22),
    "ExtraCost": (0, 8),
    "ExchangeRate": (0, 3),
    "Intake": (0, 12),
    "Scholarship": (0, 2),
    "Representative": (0, 4),
    "RecognitionStatement": (14, 5),
    "Lecturer": (24, 14),
    "Event": (30, 20),
    "Registration": (0, 13),
    "Certificate": (0, 1),
    "Call": (0, 12),
    "FactSheet": (0, 2),
    "ExchangeReport": (0, 4),
    "MobilityFlow": (9, 0),
    "Award": (1, 11),
    "RankingResult": (5, 14),
    "Ranking": (6, 2),
    "Affiliation": (8, 4),
    "Story": (0, 4),
    "Graduate": (0, 62),
    "Officer": (0, 5),
    "Service": (5, 4),
}
MODELS = [*masterclasses.MODELS, *mobility.MODELS, Award, *rankings.MODELS, *alumni.MODELS, *training.MODELS]  # in the order in which they are removed


def empty_database():
    """As it is after migrating."""
    for page in Page.objects.filter(depth=2):
        page.delete()
    for model in (*MODELS, Agreement, Partner, Enquiry, Consent, ReadyAnswer, Contact, Unit, Fact, Notice, Holiday):
        demo.delete_all(list(model._base_manager.all()))


@pytest.fixture(scope="module")
def password_file(tmp_path_factory):
    path, demo.editor.PASSWORD_FILE = demo.editor.PASSWORD_FILE, tmp_path_factory.mktemp("demo") / "demo-editor"
    yield
    demo.editor.PASSWORD_FILE = path


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, password_file):
    """The demonstration content, loaded once for this file in a transaction that is undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel("2026-11-22T12:00:00+03:00"), translation.override("ru"):
            empty_database()
            call_command("demo")
        yield demo.editor.PASSWORD_FILE.read_text()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db):
    """What was loaded; each test's own changes are undone, the file's too."""
    demo.editor.PASSWORD_FILE.touch(mode=0o600)
    demo.editor.PASSWORD_FILE.write_text(loaded_once)


def everything():
    return {
        model: list(model._base_manager.order_by("pk").values_list("pk", "updated_at" if hasattr(model, "updated_at") else "pk"))
        for model in (
            Partner,
            Agreement,
            Contact,
            Unit,
            SitePage,
            Fact,
            FactValue,
            Enquiry,
            Consent,
            ReadyAnswer,
            *MODELS,
            LanguageVariant,
            RegulatorCondition,
            Speaker,
            Session,
            Material,
            CallPaper,
        )
    }


def counted():
    return {model.__name__: tuple(model.objects.filter(is_sample=sample).count() for sample in (False, True)) for model in MODELS}


def test_it_is_large_enough_to_show_the_site(loaded):
    assert Partner.objects.count() >= 60
    assert Partner.objects.values("country").distinct().count() >= 25
    assert Agreement.objects.count() == 120
    assert Partner.objects.real().count() == 37
    assert Agreement.objects.real().count() == 21
    assert (Fact.objects.count(), FactValue.objects.count()) == (38, 59)
    assert (NewsPage.objects.filter(is_sample=False).count(), NewsPage.objects.filter(is_sample=True).count()) == (9, 6)
    assert Contact.objects.public().count() == 9
    assert ReadyAnswer.objects.filter(is_sample=True).count() == 6
    assert counted() == ROWS


def test_every_fact_has_one_current_value_and_every_text_prints_facts_that_there_are(loaded, client):
    for fact in Fact.objects.with_values():
        assert len([value for value in fact.values.all() if value.current]) == 1, fact.key
    for lang in ("ru", "en"):
        for page in SitePage.objects.live():
            html = client.get(f"/{lang}/{page.url_path.removeprefix('/home/')}").content.decode().split("<main")[1].split("</main>")[0]
            assert "[[" not in html, page.slug
            assert f'class="unknown">{("no figure known" if lang == "en" else "число неизвестно")}' not in html, page.slug


def test_the_home_page_opens_with_four_facts_and_what_closes_soon(loaded, client):
    for lang in ("ru", "en"):
        context = client.get(f"/{lang}/").context
        assert len(context["figures"]) == 4
        assert all(figure["source"] for figure in context["figures"])
        assert 1 <= len(context["closing"]) <= 4
        assert len(context["news"]) == 4


def test_the_editor_finds_letters_overdue_facts_and_agreements_that_end(loaded, client):
    client.force_login(get_user_model().objects.get(username="editor"))
    tasks = desk.tasks(get_user_model().objects.get(username="editor"))
    lists = {task.href.partition("?")[0].rstrip("/").rpartition("/")[2]: task.count for task in tasks}
    assert set(lists) >= {"enquiry", "fact", "agreement"}
    assert all(lists.values())
    assert Enquiry.objects.late().exists()
    assert all(message.assignee and message.consent and message.due_on for message in Enquiry.objects.all())
    for message in Enquiry.objects.all():
        assert client.get(reverse("wagtailsnippets_office_enquiry:edit", args=[message.pk])).status_code == 200


def test_a_letter_is_about_a_record_and_lies_with_who_answers_for_it(loaded):
    report = Enquiry.objects.get(about_path="/en/partnership/agreements/sample-chengdu-exchange-2024/")
    assert report.about.slug == "sample-chengdu-exchange-2024"
    assert report.assignee.email == "asia@bsmu.example"
    proposal = Enquiry.objects.get(country__code="UZ")
    assert proposal.assignee.email == "cis@bsmu.example"
    question = Enquiry.objects.get(country__code="TM")
    assert (question.about.slug, question.about_title) == ("sample-general-medicine", "Лечебное дело (образец)")
    assert proposal.wanted in {str(label) for _code, label in AgreementKind.choices}, "a name, as from the form"


def test_every_country_has_an_officer(loaded):
    assert not Country.objects.filter(officer=None).exists()


def test_a_second_load_changes_nothing(loaded):
    before = everything()
    call_command("demo")
    assert everything() == before


def test_every_sourced_row_names_its_source_and_no_sample_hangs_on_a_real_partner(loaded):
    assert not Partner.objects.real().filter(source_url="").exists()
    assert not Agreement.objects.real().filter(source_url="").exists()
    assert not Agreement.objects.filter(is_sample=True, parties__partner__is_sample=False).exists()
    assert not Agreement.objects.filter(is_sample=False, parties__partner__is_sample=True).exists()


def test_every_status_occurs(loaded):
    found = set(Agreement.objects.with_status().values_list("status_now", flat=True))
    assert found == {"in_preparation", "in_force", "expiring", "not_confirmed", "suspended", "ended"}
    found = set(Partner.objects.with_status().values_list("status_now", flat=True))
    assert {"current", "not_confirmed", "listed", "prospective"} <= found


def test_what_no_source_confirms_is_not_called_in_force(loaded):
    assert set(Agreement.objects.real().with_status().values_list("status_now", flat=True)) == {"not_confirmed"}


def test_every_state_of_an_intake_and_a_representative_occurs(loaded):
    assert {state for state in IntakeState if Intake.objects.in_state(state).exists()} == set(IntakeState)
    assert {row.state for row in Representative.objects.all()} == {"valid", "expired", "withdrawn"}
    assert RecognitionStatement.objects.past_recheck().filter(is_sample=True).count() == 1


def test_no_sample_of_training_hangs_on_a_real_programme(loaded):
    assert not Fee.objects.filter(programme__is_sample=False).exists()
    assert not Intake.objects.filter(programmes__is_sample=False).exists()
    assert not RecognitionStatement.objects.filter(is_sample=True, programme__is_sample=False).exists()
    for model in (Programme, DocumentRule, VisaRule):
        assert not model.objects.filter(is_sample=False, source_url="").exists()
        assert not model.objects.filter(is_sample=False).exclude(owner=None).exists()


def test_studies_begin_in_the_academic_year_that_the_intake_names(loaded):
    for intake in Intake.objects.all():
        first = intake.studies_start.year if intake.studies_start.month >= 9 else intake.studies_start.year - 1
        assert intake.academic_year == f"{first}/{first + 1}", intake
    assert {intake.start_key for intake in Intake.objects.filter(programmes__slug="sample-general-medicine", academic_year="2027/2028")} == {"2027-09"}


@pytest.mark.parametrize(
    ("today", "year", "opens", "closing"),
    [
        ("2026-11-01", "2027/2028", "2027-02-01", "2026-11-11"),
        ("2027-08-31", "2027/2028", "2027-02-01", "2027-09-10"),
        ("2027-09-01", "2028/2029", "2028-02-01", "2027-09-11"),
    ],
)
def test_autumn_stays_autumn_whenever_the_samples_are_loaded(loaded, today, year, opens, closing):
    for model in training.MODELS:
        model.objects.filter(is_sample=True).delete()
    with time_machine.travel(f"{today}T12:00:00+03:00"):
        training.load("sample", {})
        autumn = Intake.objects.filter(label_en="Autumn intake (sample)", category="visa").order_by("studies_start").last()
        assert (autumn.academic_year, str(autumn.application_opens)) == (year, opens)
        assert autumn.studies_start.month == 9
        assert str(Intake.objects.in_state("closing").first().application_closes) == closing
        assert set(Fee.objects.values_list("academic_year", flat=True)) == {f"{int(year[:4]) - 1}/{year[:4]}", year}


def test_a_row_that_breaks_a_rule_of_the_editing_form_is_not_loaded(loaded, monkeypatch):
    broken = {"base": "USD", "quote": "USD", "rate": "1", "as_of": "2026-10-01"}
    monkeypatch.setattr(training, "rows", lambda folder, name: [dict(broken)] if name == "rates" else [])
    with pytest.raises(ValueError, match="ExchangeRate"):
        training.load("sample", {})


def test_every_event_is_real_with_a_source_or_a_sample_with_samples(loaded):
    assert not Event.objects.real().filter(source_url="").exists()
    assert not Lecturer.objects.real().filter(source_url="").exists()
    assert not Event.objects.real().exclude(owner=None, organiser=None, contact=None).exists()
    assert not Event.objects.filter(is_sample=True, partners__is_sample=False).exists()
    assert not Event.objects.filter(is_sample=False, partners__is_sample=True).exists()
    assert not Lecturer.objects.filter(is_sample=True, partner__is_sample=False).exists()
    assert not Registration.objects.filter(event__is_sample=False).exists()
    for speaker in Speaker.objects.select_related("event", "lecturer"):
        assert speaker.event.is_sample == speaker.lecturer.is_sample, speaker


def test_real_events_are_over_and_samples_are_still_to_come(loaded):
    assert Event.objects.count() == 50
    assert not Event.objects.real().upcoming().exists()
    assert Event.objects.upcoming().count() == 12
    assert Event.objects.newest_first().last().begins_at is None, "the one without a year"
    assert {row.name_en for row in Lecturer.objects.real().visiting()} == {"Fumio Yamamoto", "Kyoichi Ono"}


def test_a_day_is_told_as_exactly_as_the_source_knows_it(loaded):
    told = {event.slug: event.when_text for event in Event.objects.real()}
    assert told["school-of-surgeon-2023"] == "2 февраля 2023 г."
    assert told["akita-lectures-2017"] == "23–25 октября 2017 г."
    assert told["dental-forum-implantology-2024"] == "2024"
    assert told["yevdokimov-talks"] == ""
    assert told["fergana-visit-2021"].casefold() == "октябрь 2021 г."


def test_every_event_lecturer_and_call_obeys_its_editing_form(loaded):
    for record in [*Event.objects.all(), *Lecturer.objects.all(), *Call.objects.all()]:
        record.full_clean()
    for row in [*MobilityFlow.objects.all(), *ExchangeReport.objects.all(), *FactSheet.objects.all()]:
        assert row.all_problems(lambda name, row=row: list(getattr(row, name).all())) == [], row


def test_every_state_of_a_call_occurs_and_places_come_from_the_agreement(loaded):
    assert {state for state in CallState if Call.objects.in_state(state).exists()} == set(CallState)
    assert not Call.objects.filter(partner__is_sample=False).exists()
    assert Call.objects.get(slug="sample-chengdu-studies").places_shown == (8, True)
    assert Call.objects.get(slug="sample-daegu-research").places_shown == (2, False)


def test_a_number_of_people_is_a_fact_with_its_source(loaded):
    for flow in MobilityFlow.objects.with_numbers():
        assert flow.value.number > 0, flow
        assert flow.value.source_url == flow.source_url, flow


def test_a_full_workshop_has_a_waiting_list_and_one_participant_a_certificate(loaded):
    full = Event.objects.get(slug="sample-laparoscopy-masterclass")
    assert full.registrations.taking("on_site").count() == full.capacity_on_site
    assert [row.position for row in full.registrations.waiting()] == [1, 2]
    certificate = Certificate.objects.valid().get()
    assert (certificate.event.slug, certificate.initials) == ("sample-ultrasound-masterclass", "Е. П. / A. P.")


def test_the_running_academic_year_and_the_last_have_a_fact_sheet(loaded):
    assert [sheet.academic_year for sheet in FactSheet.objects.newest_first()] == ["2026/2027", "2025/2026"]


def test_every_event_lecturer_and_call_is_marked_exactly_where_it_is_invented(loaded, client):
    for record in [*Event.objects.all(), *Lecturer.objects.all(), *Call.objects.all()]:
        for lang in ("ru", "en"):
            page = client.get(record.get_url(lang))
            assert page.status_code == 200, record.slug
            html = page.content.decode().split("<main")[1]
            assert ('class="sample"' in html.split("</h1>")[0]) == record.is_sample, record.slug
            assert not record.source_url or record.source_url.replace("&", "&amp;") in html, record.slug


def test_a_name_without_cyrillic_is_shown_in_latin(loaded):
    salekh = Lecturer.objects.get(slug="amro-salekh")
    assert (salekh.shown_codes, text_of(salekh, "name", "ru")) == (["en"], ("Amro Salekh", "en"))


def test_every_page_of_a_programme_opens_in_both_languages(loaded, client):
    for lang in ("ru", "en"):
        for programme in Programme.objects.all():
            page = client.get(programme.get_url(lang))
            assert page.status_code == 200, programme.slug
            assert ('class="sample"' in page.content.decode().split("<main")[1].split("</h1>")[0]) == programme.is_sample, programme.slug


def test_every_page_and_record_opens_in_both_languages(loaded, client):
    for lang in ("ru", "en"):
        for page in SitePage.objects.live():
            assert client.get(f"/{lang}/{page.url_path.removeprefix('/home/')}").status_code == 200
        for record in [*Partner.objects.all(), *Agreement.objects.all()]:
            assert client.get(record.get_url(lang)).status_code == 200


def test_sample_rows_are_marked_on_the_page_and_left_out_of_sitemap_and_counters(loaded, client):
    listed = sitemap(client)
    sample, real = Partner.objects.filter(is_sample=True).first(), Partner.objects.real().first()
    assert sample.slug not in listed
    assert f"/{real.slug}/" in listed
    for lang in ("ru", "en"):
        page = client.get(sample.get_url(lang)).content.decode()
        assert 'class="sample"' in page
        assert "sample_banner" in page
        assert 'class="sample"' not in client.get(real.get_url(lang)).content.decode().split("<main")[1].split("</h1>")[0]
    context = client.get("/en/").context
    assert [figure["value"] for figure in context["counts"]] == [37, Partner.objects.real().values("country").distinct().count(), 21]


def test_sample_news_are_marked_and_left_out_of_the_sitemap(loaded, client):
    listed = sitemap(client)
    for page in NewsPage.objects.all():
        html = client.get(f"/en/news/{page.slug}/").content.decode()
        assert ('class="sample"' in html.split("<main")[1].split("</h1>")[0]) == page.is_sample, page.slug
        assert (f"/news/{page.slug}/" in listed) != page.is_sample, page.slug


def test_removing_takes_every_sample_row_the_editor_and_the_banner_away(loaded, client):
    call_command("demo", "--remove")
    for model in (Partner, Agreement, Contact, Unit, NewsPage, Enquiry, Consent, ReadyAnswer, *MODELS):
        assert not model._base_manager.filter(is_sample=True).exists(), model
    assert counted() == {name: (sourced, 0) for name, (sourced, _sample) in ROWS.items()}
    assert not OutgoingMail.objects.exists()
    assert NewsPage.objects.count() == 9
    assert Fact.objects.count() == 38
    assert OfficeDetails.load().reply_days is None, "nobody real has promised anything"
    for address in ("", "news/", "department/", "partnership/propose/", "report/"):
        page = client.get(f"/en/{address}")
        assert page.status_code == 200
        assert "(sample)" not in page.content.decode()
    assert Partner.objects.count() == 37
    assert Agreement.objects.count() == 21
    assert not get_user_model().objects.filter(username="editor").exists()
    assert not demo.editor.PASSWORD_FILE.exists()
    assert "sample_banner" not in client.get("/en/").content.decode()
    call_command("demo")
    assert Partner.objects.count() == 37


def test_it_can_be_loaded_without_samples(loaded, client):
    empty_database()
    call_command("demo", "--without-sample")
    for model in (Partner, NewsPage, Contact, Enquiry, Consent, ReadyAnswer, *MODELS):
        assert not model._base_manager.filter(is_sample=True).exists()
    assert OfficeDetails.load().reply_days is None
    assert HomePage.objects.get().is_shown_in("en")
    assert "sample_banner" not in client.get("/en/").content.decode()


def test_the_demo_editor_signs_in_with_a_password_made_here(loaded, client):
    password = demo.editor.PASSWORD_FILE.read_text()
    assert len(password) >= 12
    assert demo.editor.PASSWORD_FILE.stat().st_mode & 0o077 == 0
    assert client.login(username="editor", password=password)
    assert client.get("/admin/").status_code == 200
