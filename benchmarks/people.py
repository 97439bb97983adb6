"""How titles, graduates, rankings and the search behave with very many of each. Run by hand, on an empty database of its own:

    VAR_DIR=/tmp/people .venv/bin/python benchmarks/people.py
    VAR_DIR=/tmp/people DATABASE_URL=postgres:///people .venv/bin/python benchmarks/people.py

Prints the tables of docs/performance.md. Everything runs in this process, without a web server: what is measured is the application.
"""

import os
import random
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsmu_intl.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from alumni.models import Graduate
from benchmarks.many import AT_ONCE, SEED, public
from benchmarks.scale import table_of_pages, timed, visit
from core import generation, search_index
from core.models import Country, FieldOfStudy, SearchEntry
from honorary.models import Award
from rankings.models import Ranking, RankingResult

MANY, RANKINGS = 20_000, 200
ADDRESSES = [
    "honorary/",
    "honorary/?decade=1990&title=doctor",
    "alumni/directory/",
    "alumni/directory/?country=IN&q=person",
    "alumni/countries/",
    "rankings/",
    "rankings/fictional-ranking-10/",
    "search/?q=fictional",
    "search/?q=fictional+person+1234",
    "search/?q=fictionel",
]
FILES = ["alumni/directory.json", "honorary/honorary.json", "rankings/rankings.json"]


def fill(number):
    """So many graduates, titles and editions, all samples."""
    dice = random.Random(SEED)  # noqa: S311
    countries, fields = list(Country.objects.all()[:60]), list(FieldOfStudy.objects.filter(code__startswith="09"))
    Graduate.objects.bulk_create(many_graduates(dice, countries, fields, number), batch_size=AT_ONCE)
    Award.objects.bulk_create(many_awards(dice, countries, number), batch_size=AT_ONCE)
    names = [{"name_ru": f"Вымышленный рейтинг {n}", "name_en": f"Fictional ranking {n}"} for n in range(RANKINGS)]
    rankings = Ranking.objects.bulk_create([Ranking(**own, **public(own, "name", f"fictional-ranking-{n}")) for n, own in enumerate(names)])
    RankingResult.objects.bulk_create(many_results(dice, rankings, number), batch_size=AT_ONCE)


def many_graduates(dice, countries, fields, number):
    shown = dict.fromkeys(("country", "graduation_year", "specialty", "employer"), "public")
    for n in range(number):
        graduate = Graduate(
            name_latin=f"Fictional Person {n}", email=f"person{n}@sample.example", country=dice.choice(countries), specialty=dice.choice(fields),
            graduation_year=1970 + dice.randrange(55), employer=f"Clinic {n % 500}", state="confirmed", contact_on=date(2026, 1, 1), confirmed_on=date(2026, 1, 1),
            publish_on=date(2026, 1, 1), public=True, visibility=shown, is_sample=True,
        )  # fmt: skip
        graduate.settle()
        yield graduate


def many_awards(dice, countries, number):
    for n in range(number):
        names = {"family_name_ru": f"Вымышленный {n}", "family_name_en": f"Fictional {n}"}
        award = Award(**names, **public(names, "family_name", f"fictional-award-{n}"), title="doctor", state="conferred", country=dice.choice(countries))
        award.conferred_on = date(1950 + dice.randrange(75), 5, 1)
        award.settle()
        yield award


def many_results(dice, rankings, number):
    for n in range(number):
        place = dice.randrange(1, 1500)
        row = RankingResult(
            ranking=rankings[n % RANKINGS], year=2026 - n // RANKINGS, rank_from=place, participants=2000, checked_on=date(2026, 1, 1), is_sample=True
        )
        row.source_url = "https://ranking.example/"
        row.settle()
        yield row


def main():
    call_command("prepare", verbosity=0)
    if Graduate.objects.count() > 200:
        sys.exit("This database is in use, or was filled before. Give VAR_DIR and DATABASE_URL of their own.")
    client = Client(HTTP_HOST="localhost")
    small = {address: visit(client, address) for address in ADDRESSES if "fictional-ranking" not in address}
    with transaction.atomic():
        fill(MANY)
    generation.bump()
    seconds = timed(search_index.rebuild) / 1000
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    print(f"{connection.vendor}: {MANY} graduates, {MANY} titles, {MANY} editions; {SearchEntry.objects.count()} search entries made in {seconds:.0f} s")
    large = {address: visit(client, address) for address in ADDRESSES}
    small["rankings/fictional-ranking-10/"] = large["rankings/fictional-ranking-10/"]
    table_of_pages(small, large)
    print("\n| file | KB | s |\n| --- | --- | --- |")
    for address in FILES:
        size = []
        seconds = timed(lambda address=address, size=size: size.append(len(b"".join(client.get(f"/en/{address}").streaming_content)))) / 1000
        print(f"| `{address}` | {size[0] / 1024:.0f} | {seconds:.1f} |")


if __name__ == "__main__":
    main()
