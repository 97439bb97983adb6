"""Graduates, stories, officers and services, one function for each: sensible on the tests' day, 22 November 2026."""

from datetime import date

from django.utils import timezone

from alumni.models import Graduate, Officer, Service, Story
from core.models import Contact, Country, FieldOfStudy
from tests.training_world import both

SECRETS = ["Lina Hidden", "Лина Тайная", "lina@secret.example", "Hidden Clinic", "+961-555", "Old Name", "Somewhere"]


def make_graduate(latin="Sam Public", country="LB", **fields):
    """Confirmed, kept in touch with, in nobody's sight."""
    known = {
        "name_latin": latin, "email": f"{latin.lower().replace(' ', '.')}@example.org", "graduation_year": 1998, "state": "confirmed", "language": "en",
        "contact_on": date(2026, 3, 1), "confirmed_on": date(2026, 3, 1), "country": Country.objects.get(code=country) if country else None,
        "specialty": FieldOfStudy.objects.get(code="0912"), "city": "Beirut", "position": "surgeon", "employer": "Cedar Clinic", "phone": "+961-000", "public": False,
    }  # fmt: skip
    graduate = Graduate(**{**known, **fields})
    graduate.save()
    return graduate


def make_listed(latin="Sam Public", shown=("country", "graduation_year"), **fields):
    """In the directory, with these fields open to everybody."""
    return make_graduate(latin, **{"publish_on": date(2026, 3, 1), "public": True, "visibility": dict.fromkeys(shown, "public"), **fields})


def make_story(slug="a-clinic", **fields):
    texts = {
        "title": ("Клиника в Бейруте", "A clinic in Beirut"),
        "person": ("Сэм Публичный", "Sam Public"),
        "summary": ("Кардиолог.", "A cardiologist."),
        "text": ("Он учился в Минске.", "He studied in Minsk."),
    }
    known = {
        "live": True, "consent_on": date(2026, 3, 1), "consent_evidence": "Letter", "country": Country.objects.get(code="LB"), "graduation_year": 1998,
        "first_published_at": timezone.now(), "last_published_at": timezone.now(), **both(**texts),
    }  # fmt: skip
    story = Story(slug=slug, **{**known, **fields})
    story.save()
    return story


def make_officer(role="chair", **fields):
    known = {"consent_on": date(2026, 1, 1), "consent_evidence": "Letter", **both(name=("Иван Председатель", "Ivan Chair"))}
    officer = Officer(role=role, **{**known, **fields})
    officer.save()
    return officer


def make_service(kind="verification", **fields):
    known = both(name=("Проверка диплома", "Verification of a diploma"), how=("Письмом.", "By mail."))
    service = Service(kind=kind, **{**known, **fields})
    service.save()
    return service


def make_alumni():
    """One in the directory, one with consent A only who must be nowhere, one who wants to be listed and was not looked at, one who left; stories, officers, services."""
    make_listed()
    make_graduate(
        "Lina Hidden", name_cyrillic="Лина Тайная", email="lina@secret.example", employer="Hidden Clinic", phone="+961-555", name_then="Old Name", city="Somewhere",
        visibility={"employer": "public", "city": "association"},
    )  # fmt: skip
    make_graduate("Waits Unseen", publish_on=date(2026, 11, 1), visibility={"employer": "public"}, employer="Unseen Clinic")
    make_graduate("Gone Archived", state="archived", publish_on=date(2024, 1, 1), public=True, visibility={"employer": "public"}, employer="Archived Clinic")
    make_story()
    make_story("withdrawn", withdrawn_on=date(2026, 11, 1), **both(title=("Отозвано", "Withdrawn story"), person=("Кто-то", "Somebody Withdrawn")))
    make_officer()
    make_officer("representative", country=Country.objects.get(code="LB"), email="lebanon@association.example", **both(name=("Омар", "Omar Lebanon")))
    make_officer("board", until=date(2020, 1, 1), **both(name=("Бывший", "Former Officer")))
    make_service(contact=Contact.objects.filter(public=True).first())
    make_service("transcript", **both(name=("Выписка", "Transcript of records"), how=("", "")))
