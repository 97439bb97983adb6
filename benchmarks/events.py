"""How events and calls behave with 10,000 of each, and a calendar of 1,000 events. Run by hand, on an empty database of its own:

    VAR_DIR=/tmp/events .venv/bin/python benchmarks/events.py
    VAR_DIR=/tmp/events DATABASE_URL=postgres:///events .venv/bin/python benchmarks/events.py

Prints the tables of docs/performance.md. Everything runs in this process, without a web server: what is measured is the application.
"""

import os
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsmu_intl.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from benchmarks.many import fill_calls, fill_events
from benchmarks.scale import table_of_pages, timed, visit
from core import generation
from core.generation import memory
from masterclasses.models import Event, Lecturer
from mobility.models import Call

MANY = 10_000
ADDRESSES = [
    "masterclasses/",
    "masterclasses/?view=past&kind=lecture&audience=doctor",
    "masterclasses/?q=event&view=all&page=30",
    "masterclasses/lecturers/?sort=events",
    "masterclasses/events/fictional-event-10/",
    "mobility/",
    "mobility/calls/",
    "mobility/calls/?view=archive&who=student&activity=research&page=3",
    "mobility/calls/fictional-call-10/",
]
FEEDS = ["masterclasses/events.ics", "masterclasses/events.atom", "mobility/calls.ics", "mobility/calls.atom"]


def feeds(client):
    print("\n| feed | entries | KB | ms, nothing kept in memory |\n| --- | --- | --- | --- |")
    for address in FEEDS:
        times = []
        for _ in range(5):
            memory.forget()
            times.append(timed(lambda address=address: client.get(f"/en/{address}")))
        answer = client.get(f"/en/{address}").content
        print(f"| `{address}` | {answer.count(b'BEGIN:VEVENT') or answer.count(b'<entry>')} | {len(answer) / 1024:.0f} | {median(times):.0f} |")


def main():
    call_command("prepare", verbosity=0)
    if Event.objects.count() > 200:
        sys.exit("This database is in use, or was filled before. Give VAR_DIR and DATABASE_URL of their own.")
    client = Client(HTTP_HOST="localhost")
    with transaction.atomic():
        fill_events(20)
        fill_calls(20)
    generation.bump()
    small = {address: visit(client, address) for address in ADDRESSES}
    with transaction.atomic():
        for model in (Event, Lecturer, Call):
            model.objects.filter(slug__startswith="fictional-").delete()
        fill_events(MANY)
        fill_calls(MANY)
    generation.bump()
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    print(f"{connection.vendor}: {MANY} events, {MANY} calls")
    table_of_pages(small, {address: visit(client, address) for address in ADDRESSES})
    feeds(client)


if __name__ == "__main__":
    main()
