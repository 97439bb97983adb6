"""Certificates: who gets one, what the sheet says in two languages, what the public check tells and what it does not."""

import re
from datetime import date

import pytest
import segno
from django.conf import settings

from masterclasses import certificates, places
from masterclasses.certificate_pdf import check_address
from masterclasses.models import Certificate, Registration
from masterclasses.models.registration import ALPHABET, code_of, grouped, new_code
from office.models import OutgoingMail
from tests.conftest import TODAY
from tests.events_world import make_open_event, make_registration
from tests.pdf_reading import Pdf
from tests.reading import main, sitemap, statements, words
from tests.training_world import both

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
CHECK = "/{}/masterclasses/certificates/"


@pytest.fixture
def workshop(world):
    """It was yesterday."""
    return make_open_event(starts_on=date(2026, 11, 21), certifying="attendance", **both(credit_hours=("6 часов", "6 hours")))


@pytest.fixture
def registration(workshop):
    return make_registration(workshop, "anna@example.org", "attended")


@pytest.fixture
def certificate(registration):
    certificates.issue([registration])
    return Certificate.objects.get(registration=registration)


def pdf_of(client, registration, lang="ru"):
    answer = client.get(f"/{lang}/masterclasses/places/{registration.token}/certificate.pdf")
    assert answer.status_code == 200
    return Pdf(answer.content)


# --- issuing -------------------------------------------------------------------------------------
def test_whoever_took_part_gets_one_and_is_told_once(registration):
    assert [certificates.issue([registration]) for _ in range(2)] == [1, 0]
    certificate = Certificate.objects.get(registration=registration)
    assert (certificate.initials, certificate.issued_on, certificate.event) == ("А. К. / A. K.", TODAY, registration.event)
    mail = OutgoingMail.objects.get(to="anna@example.org")
    assert mail.language == "ru"
    assert "Семинар по швам" in mail.body
    assert registration.token in mail.body


@pytest.mark.parametrize("standing", ["waiting", "accepted", "cancelled"])
def test_nobody_else_gets_one(workshop, standing):
    assert certificates.issue([make_registration(workshop, "b@example.org", standing)]) == 0


def test_an_event_that_certifies_nothing_gives_none(world):
    plain = make_open_event("plain", certifying="none")
    assert certificates.issue([make_registration(plain, "b@example.org", "attended")]) == 0


def test_who_has_a_certificate_cannot_be_marked_as_absent(certificate, registration):
    assert places.attended(registration, was_there=False).standing == "attended"
    Certificate.objects.update(revoked_on=TODAY, revoked_why="Mistake.")
    assert places.attended(registration, was_there=False).standing == "accepted"


@pytest.mark.parametrize(
    ("cyrillic", "latin", "told"),
    [
        ("Анна Ковалёва", "Anna Kavaliova", "А. К. / A. K."),
        ("Анна Ковалёва", "", "А. К."),
        ("", "Anna Kavaliova", "A. K."),
        ("анна-мария  ковалёва", "", "А. К."),
        ("Анна Петровна Ковалёва", "Anna Piatrouna Kavaliova", "А. П. К. / A. P. K."),
        ("", "Juan Carlos de la Cruz", "J. C. C."),
        ("", "Pelé", "P."),
        ("", "’Abd (al-Karim) . -", "A. A."),
    ],
)
def test_initials_are_those_of_three_words_at_most_in_either_script(workshop, cyrillic, latin, told):
    assert certificates.initials(Registration(event=workshop, name_cyrillic=cyrillic, name_latin=latin)) == told


def test_a_number_is_long_random_and_without_letters_that_are_mistaken():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {12}
    assert not set("".join(codes)) & set("01OIL")
    assert set("".join(codes)) <= set(ALPHABET)


# --- the sheet -----------------------------------------------------------------------------------
def test_the_sheet_says_everything_in_both_languages(client, registration, certificate):
    text = pdf_of(client, registration).text
    for part in [
        "Анна Ковалёва",
        "Anna Kavaliova",
        "Семинар по швам",
        "Suturing workshop",
        "21 ноября 2026",
        "21 November 2026",
        "Главный корпус",
        "Main building",
    ]:
        assert part in text, part
    for part in ["Белорусский государственный медицинский университет", "Belarusian State Medical University", "Управление международных связей"]:
        assert part in text, part
    assert text.count(grouped(certificate.code)) == 2
    assert "Certificate of attendance" in text
    assert "Valid only if this page confirms it" in text
    assert "6 часов" in text
    assert "6 hours" in text
    assert text.count(f"/masterclasses/certificates/{certificate.code}/") == 2


def test_its_square_code_is_the_address_of_the_check(client, registration, certificate):
    address = f"{settings.BASE_URL}/ru/masterclasses/certificates/{certificate.code}/"
    assert check_address(certificate, "ru") == address
    matrix = segno.make(address, error="m").matrix
    dark = {(across, down) for down, row in enumerate(matrix) for across, module in enumerate(row) if module}
    assert pdf_of(client, registration).dots(len(matrix)) == dark
    assert client.get(address.removeprefix(settings.BASE_URL)).status_code == 200


def test_its_letters_are_in_the_file(client, registration, certificate):
    pdf = pdf_of(client, registration)
    assert [name.partition("+")[2] for name in pdf.fonts] == ["LiterataMedium"]
    assert pdf_of(client, registration).lines == pdf.lines


def test_an_apostrophe_of_uzbek_takes_its_own_width(client, workshop):
    """The face has the letter as a mark without a width: it would lie on the next one."""
    registration = make_registration(workshop, "b@example.org", "attended", name_latin="Gʻofur Oʻgʻli")
    certificates.issue([registration])
    assert "G‘ofur O‘g‘li" in pdf_of(client, registration).lines


@pytest.mark.parametrize("name", ["Фарҳод Ҷӯраев", "Ғайрат Ўктамов", "Қанат Әбілов"])
def test_names_of_central_asia_have_all_their_letters(client, workshop, name):
    registration = make_registration(workshop, "b@example.org", "attended", name_cyrillic=name)
    certificates.issue([registration])
    assert name in pdf_of(client, registration).text


def test_titles_of_medicine_have_all_their_signs(client, world):
    titles = ("β-блокаторы и SpO₂ ≥ 92 % при 38\u2011м коде", "β-blockers and SpO₂ ≥ 92% → tactics")
    registration = make_registration(make_open_event("signs", starts_on=date(2026, 11, 21), **both(title=titles)), "b@example.org", "attended")
    certificates.issue([registration])
    pdf = pdf_of(client, registration)
    assert "β-блокаторы и SpO₂ ≥ 92 % при 38-м коде" in pdf.text
    assert titles[1] in pdf.text
    assert [name.partition("+")[2] for name in pdf.fonts] == ["LiterataMedium"]


def test_a_letter_that_no_face_has_leaves_a_box_and_no_hole(client, workshop):
    registration = make_registration(workshop, "b@example.org", "attended", name_cyrillic="Ван 小明")
    certificates.issue([registration])
    assert "Ван □□" in pdf_of(client, registration).text


def test_programs_show_its_title_author_and_language(client, registration, certificate):
    pdf = pdf_of(client, registration)
    assert pdf.about("Title") == f"Сертификат участника {grouped(certificate.code)}"
    assert pdf.about("Author") == "Белорусский государственный медицинский университет"
    assert pdf.lang == "ru"


def test_completion_is_not_called_attendance(client, world):
    event = make_open_event("course", starts_on=date(2026, 11, 21), certifying="completion")
    registration = make_registration(event, "b@example.org", "attended")
    certificates.issue([registration])
    pdf = pdf_of(client, registration)
    assert {"Certificate of completion", "Сертификат о прохождении обучения"} <= set(pdf.lines), "each on one line"
    text = pdf.text
    assert "completed the programme of this event" in text
    assert "attendance" not in text
    assert "took part" not in text


def test_both_halves_stand_on_the_same_lines(client, world):
    title = "Современные подходы к лечению врождённых пороков сердца и магистральных сосудов у детей раннего возраста"
    event = make_open_event(
        "uneven", starts_on=date(2026, 11, 21), certifying="completion", **both(title=(title, "Hearts"), credit_hours=("6 часов", "6 hours"))
    )
    registration = make_registration(event, "b@example.org", "attended")
    certificates.issue([registration])
    height = {line: height for height, line in pdf_of(client, registration).placed}
    for pair in [("Настоящим подтверждается, что", "This is to certify that"), ("21 ноября 2026 г.", "21 November 2026"), ("Главный корпус", "Main building")]:
        assert height[pair[0]] == height[pair[1]], pair


@pytest.mark.parametrize(("cyrillic", "latin"), [("", "Nguyễn Thị Ánh"), ("Анна Ковалёва", "")])
def test_a_name_in_one_script_stands_on_both_halves(client, workshop, cyrillic, latin):
    registration = make_registration(workshop, "b@example.org", "attended", name_cyrillic=cyrillic, name_latin=latin)
    certificates.issue([registration])
    assert pdf_of(client, registration).text.count(cyrillic or latin) == 2


def test_the_longest_title_and_name_stay_on_the_sheet(client, world):
    title = "Современные подходы к лечению врождённых пороков сердца " * 5
    event = make_open_event("long", starts_on=date(2026, 11, 21), **both(title=(title[:250], title[:250]), venue=("Корпус " * 28, "Building " * 20)))
    registration = make_registration(event, "b@example.org", "attended", name_cyrillic="Абдурахманов" * 12, name_latin="Abdurakhman " * 12)
    certificates.issue([registration])
    Certificate.objects.filter(registration=registration).update(code="K7QM2D9XPW4T")
    pdf = pdf_of(client, registration)
    assert "пороков сердца" in pdf.text
    above_the_foot = 147  # points from the lower edge
    body = [height for height, line in pdf.placed if not re.search("PW4T|/certificates/", line)]
    assert max(height for height, _line in pdf.placed) < 595
    assert len([height for height in body if height < above_the_foot]) == 4, "of the body nothing reaches the foot: two days and two invitations to check"


def test_a_sheet_of_a_sample_says_so(client, world):
    event = make_open_event("sample-held", starts_on=date(2026, 11, 21), is_sample=True)
    registration = make_registration(event, "b@example.org", "attended", is_sample=True)
    certificates.issue([registration])
    assert Certificate.objects.get(registration=registration).is_sample
    assert "ОБРАЗЕЦ · SAMPLE" in pdf_of(client, registration).lines


def test_the_own_page_leads_to_the_file_which_nobody_keeps(client, registration, certificate):
    path = f"/ru/masterclasses/places/{registration.token}/"
    assert 'href="certificate.pdf"' in main(client, path)
    answer = client.get(f"{path}certificate.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer.content.startswith(b"%PDF-")


def test_there_is_no_file_without_a_valid_certificate(client, registration, certificate):
    path = f"/ru/masterclasses/places/{registration.token}/"
    Certificate.objects.update(revoked_on=TODAY, revoked_why="Mistake.")
    assert client.get(f"{path}certificate.pdf").status_code == 404
    assert 'href="certificate.pdf"' not in main(client, path)
    other = make_registration(registration.event, "b@example.org")
    assert client.get(f"/ru/masterclasses/places/{other.token}/certificate.pdf").status_code == 404
    assert client.get("/ru/masterclasses/places/nobody/certificate.pdf").status_code == 404


# --- the public check ------------------------------------------------------------------------------
@BOTH
def test_the_check_shows_initials_event_and_dates_and_nothing_else(client, registration, certificate, lang):
    page = words(main(client, f"{CHECK.format(lang)}{certificate.code}/"))
    shown = {"ru": ["Семинар по швам", "21 ноября 2026", "22 ноября 2026"], "en": ["Suturing workshop", "21 November 2026", "22 November 2026"]}[lang]
    for part in ["А. К. / A. K.", grouped(certificate.code), *shown]:
        assert part in page
    for part in ["Ковалёва", "Kavaliova", "Анна", "Anna", "anna@", "doctor", registration.token]:
        assert part not in page


def test_a_revoked_one_says_so_with_the_day_and_not_why(client, certificate):
    Certificate.objects.update(revoked_on=TODAY, revoked_why="Was not there at all.")
    page = words(main(client, f"{CHECK.format('en')}{certificate.code}/"))
    assert "Revoked on 22 November 2026" in page
    assert "This certificate is valid" not in page
    assert "not there" not in page


def test_it_still_holds_when_the_data_of_the_person_are_gone(client, registration, certificate):
    registration.delete()
    page = words(main(client, f"{CHECK.format('en')}{certificate.code}/"))
    assert "This certificate is valid" in page
    assert "А. К. / A. K." in page


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: f"  {grouped(code)} ",
        lambda code: "-".join(re.findall("....", code)),
        lambda code: " – ".join(code),
        lambda code: code.translate(str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ")),
    ],
)
def test_blanks_dashes_case_and_cyrillic_letters_do_not_matter(client, certificate, written):
    answer = client.get(CHECK.format("ru"), {"code": written(certificate.code)})
    assert (answer.status_code, answer["Location"]) == (302, f"{CHECK.format('ru')}{certificate.code}/")
    assert code_of(written(certificate.code)) == certificate.code


WRONG = ["AAAAAAAAAAAA", "AAAA", "0000-0000-0000", "<script>alert(1)</script>", "a" * 3000, "😀", "%", "'; --", "АБВГ", "1 OR 1"]


@BOTH
def test_whatever_is_wrong_with_a_number_the_answer_is_the_same(client, world, certificate, lang):
    near = certificate.code[:-1] + ("A" if certificate.code[-1] != "A" else "B")
    answers = [client.get(CHECK.format(lang), {"code": code}) for code in [*WRONG, near]]
    pages = {re.sub(r'value="[^"]*"', "", answer.content.decode().split("<main")[1].split("</main>")[0]) for answer in answers}
    assert {answer.status_code for answer in answers} == {404}
    assert len(pages) == 1
    assert "<script>alert" not in pages.pop()


def test_a_wrong_number_in_the_address_is_answered_like_one_in_the_form(client, world):
    by_address = client.get(f"{CHECK.format('en')}AAAAAAAAAAAA/")
    by_form = client.get(CHECK.format("en"), {"code": "AAAAAAAAAAAA"})
    assert by_address.status_code == by_form.status_code == 404
    assert words(by_address.content.decode().split("<main")[1].split("</main>")[0]) == words(by_form.content.decode().split("<main")[1].split("</main>")[0])
    assert 'value="AAAAAAAAAAAA"' in by_address.content.decode()


@pytest.mark.parametrize("code", ["%00", "a%00b", "../x", "a" * 1500, " ", "\n"])
def test_nothing_in_an_address_breaks_it(client, world, code):
    assert client.get(f"{CHECK.format('en')}{code}/").status_code in (200, 301, 302, 404)
    assert client.get(f"{CHECK.format('en')}?code={code}").status_code in (200, 404)


def test_guessing_ends_after_a_while_for_right_numbers_too(client, certificate):
    for _ in range(certificates.MISSES):
        assert client.get(f"{CHECK.format('en')}AAAAAAAAAAAA/").status_code == 404
    answers = [client.get(f"{CHECK.format('en')}{code}/") for code in ("AAAAAAAAAAAA", certificate.code)]
    assert [answer.status_code for answer in answers] == [429, 429]
    assert client.get(f"{CHECK.format('en')}{certificate.code}/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_checking_right_numbers_is_never_too_much(client, certificate):
    assert {client.get(f"{CHECK.format('en')}{certificate.code}/").status_code for _ in range(certificates.MISSES + 5)} == {200}


@BOTH
def test_the_form_stands_at_its_own_address_and_the_section_leads_there(client, world, lang):
    page = main(client, CHECK.format(lang))
    assert 'name="code"' in page
    assert "error" not in page
    assert f'href="{CHECK.format(lang)}"' in main(client, f"/{lang}/masterclasses/")
    assert not client.cookies


def test_a_check_is_not_found_kept_or_told_to_others(client, certificate):
    path = f"{CHECK.format('en')}{certificate.code}/"
    answer = client.get(path)
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert certificate.code not in sitemap(client)
    assert f"about=%2Fen%2Fmasterclasses%2Fcertificates%2F{certificate.code}" not in answer.content.decode()
    assert len(statements(client, path)) <= 12
