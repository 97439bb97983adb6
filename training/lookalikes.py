"""Programmes that seem to be there already: a warning before saving and in the dry run of an import."""

from collections import defaultdict

from django.utils.translation import gettext as _

from core.languages import CODES
from core.lookalikes import alike, distinctive
from training.models import Programme

NAMES = [f"name_{code}" for code in CODES]


def like_programmes(programmes):
    """{number in the list: sentences}, each looked for among those of its level that are there and those before it in the list."""
    there = defaultdict(list)
    for row in Programme.objects.values("pk", "level", *NAMES):
        there[row["level"]].append((row["pk"], next((row[name] for name in NAMES if row[name]), ""), names_of(row.get)))
    found = {}
    for number, programme in enumerate(programmes):
        own = names_of(lambda name, programme=programme: getattr(programme, name))
        twins = [title for pk, title, names in there[programme.level] if (pk is None or pk != programme.pk) and alike(own, names)]
        if twins:
            found[number] = [_("Is it the same as “%(name)s”?") % {"name": title} for title in twins[:3]]
        if not programme.pk:
            there[programme.level].append((None, str(programme), own))
    return found


def names_of(get):
    return {distinctive(get(name)) for name in NAMES if get(name)}
