"""Lecturers and events that seem to be there already: a warning before saving and in the dry run of an import."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.languages import CODES
from core.lookalikes import alike, distinctive
from masterclasses.models import Event, Lecturer

TITLES = [f"title_{code}" for code in CODES]
NAMES = ["native_name", *(f"name_{code}" for code in CODES)]


def like_lecturers(lecturers):
    """{number in the list: sentences}, each looked for among those that are there and those before it in the list; a country may be unknown."""
    there = [(row["pk"], row["country"], shown(row.get, NAMES), words(row.get, NAMES)) for row in QuerySet(Lecturer).values("pk", "country", *NAMES)]
    found = {}
    for number, lecturer in enumerate(lecturers):
        own = words(lambda name, lecturer=lecturer: getattr(lecturer, name), NAMES)
        near = [row for row in there if row[1] == lecturer.country_id or None in (row[1], lecturer.country_id)]
        if twins := [title for pk, _country, title, names in near if (pk is None or pk != lecturer.pk) and alike(own, names)]:
            found[number] = same_as(twins)
        if not lecturer.pk:
            there.append((None, lecturer.country_id, str(lecturer), own))
    return found


def like_events(events):
    """{number in the list: sentences}: nearly the same title on the same day; of events without a day, among each other."""
    there = defaultdict(list)
    for row in QuerySet(Event).values("pk", "starts_on", *TITLES):
        there[row["starts_on"]].append((row["pk"], shown(row.get, TITLES), words(row.get, TITLES)))
    found = {}
    for number, event in enumerate(events):
        own = words(lambda name, event=event: getattr(event, name), TITLES)
        if twins := [title for pk, title, names in there[event.starts_on] if (pk is None or pk != event.pk) and alike(own, names)]:
            found[number] = same_as(twins)
        if not event.pk:
            there[event.starts_on].append((None, str(event), own))
    return found


def words(get, names):
    return {distinctive(get(name)) for name in names if get(name)}


def shown(get, names):
    """The first of the names that is there, the Russian one before the others."""
    return next((get(name) for name in [*names[-len(CODES) :], *names] if get(name)), "")


def same_as(titles):
    return [_("Is it the same as “%(name)s”?") % {"name": title} for title in titles[:3]]
