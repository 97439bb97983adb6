"""Honorary titles, one function: sensible on the tests' day, 22 November 2026, and legal in the editing form."""

from datetime import date

from django.utils import timezone

from core.models import Country, FieldOfStudy
from honorary.models import Award
from tests.training_world import both

NAMES = {"family_name": ("Примеров", "Samplesson"), "given_name": ("Джон", "John"), "other_name": ("", "")}


def make_award(slug="samplesson", country="CA", isced_f=("0912",), **fields):
    """An honorary doctor since 12 May 2012; a keyword overrides a field."""
    texts = {
        "grounds": ("За вклад в кардиологию.", "For a contribution to cardiology."),
        "decision_body": ("Совет университета", "University council"),
        "affiliation_then": ("Институт Оттавы", "Institute of Ottawa"),
    }
    known = {
        "title": "doctor", "state": "conferred", "live": True, "decided_on": date(2012, 3, 1), "decision_no": "3", "conferred_on": date(2012, 5, 12),
        "first_published_at": timezone.now(), "last_published_at": timezone.now(), **both(**NAMES), **both(**texts),
    }  # fmt: skip
    award = Award(slug=slug, country=Country.objects.get(code=country), **{**known, **fields})
    award.isced_f = FieldOfStudy.objects.filter(code__in=isced_f)
    award.save()
    return award


def named(russian, english, **others):
    """named("Сато", "Sato", given_name=("Ханако", "Hanako")) are the columns of a name; what is not given is empty."""
    return both(**{"family_name": (russian, english), "given_name": ("", ""), "other_name": ("", ""), **others})


def make_awards(nagasaki, ceremony):
    """In every state and three decades, known in part, a sample, a draft."""
    make_award(prefix_ru="Профессор", prefix_en="Professor")
    sato = named("Сато", "Sato", given_name=("Ханако", "Hanako"))
    japan = {"partner": nagasaki, "ceremony": ceremony, "native_name": "佐藤花子", "native_lang": "ja", "family_first": True, "title": "professor"}
    make_award("sato-hanako", "JP", **{**sato, **japan, "decided_on": date(2026, 2, 1), "conferred_on": date(2026, 3, 5)})
    old = {"decided_on": None, "conferred_on": date(1996, 1, 1), "conferred_precision": "year", "decision_no": ""}
    make_award("oldman", "RU", state="posthumous", died_in=1994, **old, **named("Староверов", "Staroverov", other_name=("Ильич", "Ilyich")))
    make_award("declined", "IS", state="declined", conferred_on=None, **named("Отказов", "Declinov"))
    make_award("withdrawn", "RS", state="withdrawn", withdrawn_on=date(2017, 11, 29), **named("Отменяев", "Withdrawnov"))
    make_award("decided", "FR", state="decided", decided_on=date(2026, 9, 1), conferred_on=None, **named("Решенко", "Decidenko"))
    # of whom one public source says next to nothing
    source = {"source_url": "https://www.bsmu.by/cardiology", "decided_on": None, "conferred_on": None, "decision_no": ""}
    silent = dict.fromkeys(("grounds_ru", "grounds_en", "decision_body_ru", "decision_body_en", "affiliation_then_ru", "affiliation_then_en"), "")
    make_award("unknown-year", "DE", (), **source, **silent, **named("Тайнер", "Silentson"))
    make_award("sample-award", is_sample=True, **named("Образцов", "Sampleov"))
    make_award("draft-award", live=False, **named("Черновик", "Draftson"))
