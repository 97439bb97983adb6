"""Calls that seem to be there already: a warning before saving and in the dry run of an import."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.languages import CODES
from core.lookalikes import alike, distinctive
from mobility.models import Call

TITLES = [f"title_{code}" for code in CODES]


def like_calls(calls):
    """{number in the list: sentences}: nearly the same title with the same day as its deadline."""
    there = defaultdict(list)
    for row in QuerySet(Call).values("pk", "closes_at", *TITLES):
        there[localdate(row["closes_at"])].append((row["pk"], next((row[name] for name in TITLES if row[name]), ""), words(row.get)))
    found = {}
    for number, call in enumerate(calls):
        own, same_day = words(lambda name, call=call: getattr(call, name)), there[call.closes_at and localdate(call.closes_at)]
        if twins := [title for pk, title, names in same_day if (pk is None or pk != call.pk) and alike(own, names)]:
            found[number] = [_("Is it the same as “%(name)s”?") % {"name": title} for title in twins[:3]]
        if not call.pk:
            same_day.append((None, str(call), own))
    return found


def words(get):
    return {distinctive(get(name)) for name in TITLES if get(name)}
