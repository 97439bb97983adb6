"""Rankings, editions and organisations, one function for each: sensible on the tests' day, 22 November 2026, and legal in the editing form."""

from datetime import date

from django.utils import timezone

from core.models import Country
from rankings.models import Affiliation, Ranking, RankingResult
from tests.training_world import both

CHECKED = date(2026, 11, 1)


def make_ranking(slug="world-ranking", **fields):
    texts = {
        "name": ("Мировой рейтинг", "World Ranking"),
        "measures": ("Преподавание и науку.", "Teaching and research."),
        "publisher": ("Агентство", "Agency"),
    }
    known = {"live": True, "home_url": "https://ranking.example/", "first_published_at": timezone.now(), "last_published_at": timezone.now(), **both(**texts)}
    ranking = Ranking(slug=slug, **{**known, **fields})
    ranking.save()
    return ranking


def make_result(ranking, year=2025, rank_from=601, rank_to=650, **fields):
    """«601–650 of 1,500» in the world, second in Belarus."""
    known = {"participants": 1500, "national_from": 2, "checked_on": CHECKED, "source_url": f"https://ranking.example/{year}"}
    row = RankingResult(ranking=ranking, year=year, rank_from=rank_from, rank_to=rank_to, **{**known, **fields})
    row.save()
    return row


def without_place(ranking, year, outcome="not_ranked", **fields):
    return make_result(ranking, year, None, None, outcome=outcome, participants=None, national_from=None, **fields)


def make_affiliation(kind="membership", country=None, **fields):
    texts = {"name": ("Союз университетов", "Union of Universities"), "what_it_means": ("Вузы работают вместе.", "Universities work together.")}
    known = {"kind": kind, "checked_on": CHECKED, "source_url": "https://union.example/members", "url": "https://union.example/", **both(**texts)}
    row = Affiliation(country=Country.objects.get(code=country) if country else None, **{**known, **fields})
    row.save()
    return row


def make_rankings(partner):
    """A ranking with a history that has a gap and an edition without a place, an old one, a sample, a draft; one organisation of each kind, one that ended."""
    ranking = make_ranking()
    make_result(ranking, 2021, 801, 1000, national_from=3)
    without_place(ranking, 2022)
    make_result(ranking, 2024, 700, 700)
    make_result(ranking, 2025)
    old = make_ranking("old-ranking", **both(name=("Старый рейтинг", "Old Ranking")))
    make_result(old, 2013, 2677, 2677, participants=None, national_from=None)
    sample = make_ranking("sample-ranking", is_sample=True, **both(name=("Рейтинг (образец)", "Sample Ranking")))
    make_result(sample, 2025, 1, 1, is_sample=True)
    make_ranking("draft-ranking", live=False, **both(name=("Черновой рейтинг", "Draft Ranking")))
    make_affiliation(partner=partner, membership="full", since=date(1998, 1, 1))
    accredited = {"certificate_no": "17", "issued_on": date(2024, 3, 15), "valid_until": date(2029, 3, 14), "precision": "day", "since": date(2024, 3, 15)}
    make_affiliation("accreditation", "KZ", **accredited, **both(name=("Агентство качества", "Quality Agency"), what_it_means=("Проверено.", "Examined.")))
    make_affiliation("listing", **both(name=("Справочник школ", "Directory of Schools")))
    make_affiliation("membership", until=date(2019, 12, 31), **both(name=("Сеть библиотек", "Library Network")))
