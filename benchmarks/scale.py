"""How the registers, an import and the files behave with 10,000 partners and 50,000 agreements. Run by hand, on an empty database of its own:

    VAR_DIR=/tmp/scale .venv/bin/python benchmarks/scale.py
    VAR_DIR=/tmp/scale DATABASE_URL=postgres:///scale .venv/bin/python benchmarks/scale.py

Prints the tables of docs/performance.md. Everything runs in this process, without a web server: what is measured is the application.
"""

import csv
import io
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsmu_intl.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import activate

from benchmarks.many import fill
from core import generation
from core.generation import memory
from core.imports import importables, sheets
from core.imports.kinds import check, write
from partners.models import Agreement, Partner

PARTNERS, AGREEMENTS, ROWS, VISITS = 10_000, 50_000, 5_000, 21
ADDRESSES = [
    "partnership/",
    "partnership/?country=CN&kind=university",
    "partnership/?q=university",
    "partnership/?page=30",
    "partnership/agreements/",
    "partnership/agreements/?kind=exchange&sort=ending",
    "partnership/agreements/?q=university",
    "partnership/agreements/?view=archive&page=900",
]


def visit(client, address):
    """(milliseconds, statements, kilobytes) of one page, and the milliseconds of the first visit after a change."""
    address = f"/en/{address}"
    client.get(address)
    generation.bump()
    memory.forget()
    first = timed(lambda: client.get(address))
    times = [timed(lambda: client.get(address)) for _ in range(VISITS)]
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(address).content)
    return median(times), len(captured), size / 1024, first


def timed(work):
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def pages(client):
    return {address: visit(client, address) for address in ADDRESSES}


def table_of_pages(small, large):
    print("\n| page | queries small, large | ms small | ms large | times | ms first visit after a change, large |\n| --- | --- | --- | --- | --- | --- |")
    for address in large:
        (ms, queries, _kb, _first), (more_ms, more_queries, _more_kb, first) = small[address], large[address]
        print(f"| `{address}` | {queries}, {more_queries} | {ms:.0f} | {more_ms:.0f} | {more_ms / ms:.2f} | {first:.0f} |")


# --- import --------------------------------------------------------------------------------
def spreadsheet(rows):
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode()


def partner_rows(number):
    yield ["name_ru", "name_en", "kind", "country", "city_ru", "city_en"]
    for n in range(number):
        country = ["CN", "DE", "FR", "IT", "ES", "PL", "JP", "IN", "TR", "IR"][n % 10]
        yield [f"Вымысел {n} Ввоз{n * 7919 % 99991}", f"Fiction {n} Import{n * 7919 % 99991}", "university", country, f"Город {n}", f"Town {n}"]


def agreement_rows(number, until):
    yield ["number", "title_ru", "title_en", "kind", "partners", "signed_on", "valid_until", "forms", "fields"]
    for n in range(number):
        partner = f"Fiction {n} Import{n * 7919 % 99991}"
        yield [f"IMP-{n}", f"Ввоз {n}", f"Import {n}", "framework", partner, "01.02.2020", until, "student_mobility", "0912"]


def bring_in(name, content, label):
    """One line of the table of imports."""
    begun = time.perf_counter()
    plan = check(importables[name], sheets.read(content), True)
    checked = time.perf_counter()
    assert not plan.problems, plan.problems[:3]
    if plan.new or plan.changed:
        write(plan, importables[name].model, None, True, 0)
    done = time.perf_counter()
    print(
        f"| {label} | {len(plan.rows)} | {len(plan.new)} | {len(plan.changed)} | {checked - begun:.1f} | {done - checked:.1f} | {done - begun:.1f} |",
        flush=True,
    )


def imports():
    activate("ru")
    print("\n| import, published at once | rows | new | changed | s to check | s to write | s in all |\n| --- | --- | --- | --- | --- | --- | --- |")
    bring_in("partners", spreadsheet(partner_rows(ROWS)), "partners")
    bring_in("agreements", spreadsheet(agreement_rows(ROWS, "31.12.2030")), "agreements")
    bring_in("agreements", spreadsheet(agreement_rows(ROWS, "31.12.2030")), "the same file again")
    bring_in("agreements", spreadsheet(agreement_rows(ROWS, "31.12.2031")), "another end in every row")


# --- files ---------------------------------------------------------------------------------
def resident():
    """Megabytes of memory of its own that this process has at the moment; the part of the database file that is mapped does not count."""
    _all, in_use, shared, *_rest = map(int, Path("/proc/self/statm").read_text().split())
    return (in_use - shared) * os.sysconf("SC_PAGE_SIZE") / 2**20


def export(kind):
    """One line of the table of files: the most memory that one adds to a process that has answered a small one before."""
    client = Client(HTTP_HOST="localhost")
    address = f"/en/partnership/agreements.{kind}"
    for _ in client.get(f"{address}?q=nagasaki").streaming_content:
        pass
    before, size, begun = resident(), 0, time.perf_counter()
    answer = client.get(address)
    most = resident()
    for piece in answer.streaming_content:
        size += len(piece)
        most = max(most, resident())
    rows = Agreement.objects.public().with_status().current().count()
    print(f"| {kind} | {rows} | {size / 2**20:.1f} | {time.perf_counter() - begun:.1f} | {most - before:.0f} |")


def main():
    call_command("prepare", verbosity=0)
    if Partner.objects.count() > 200:
        sys.exit("This database is in use, or was filled before. Give VAR_DIR and DATABASE_URL of their own.")
    client = Client(HTTP_HOST="localhost")
    small = pages(client)
    with transaction.atomic():
        fill(PARTNERS, AGREEMENTS)
    generation.bump()
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    print(f"{connection.vendor}: {Partner.objects.count()} partners, {Agreement.objects.count()} agreements")
    table_of_pages(small, pages(client))
    Agreement.objects.update(lifecycle="signed", renewal="automatic", ended_on=None)  # all of them current: 50,000 rows
    print("\n| file of agreements | rows | MB | s | MB of memory more |\n| --- | --- | --- | --- | --- |", flush=True)
    for kind in ("csv", "json", "xlsx"):
        subprocess.run([sys.executable, __file__, kind], check=True)  # each in a process of its own: all begin alike
    imports()


if __name__ == "__main__":
    export(sys.argv[1]) if len(sys.argv) > 1 else main()
