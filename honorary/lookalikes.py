"""Honorary titles that seem to be there already: a warning before saving and in the dry run of an import."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.languages import CODES
from core.lookalikes import alike, distinctive
from honorary.models import Award

NAMES = ["native_name", *(f"full_name_{code}" for code in CODES)]


def like_awards(awards):
    """{number in the list: sentences}: the same title for nearly the same name, among those that are there and those before it in the list."""
    there = [(row["pk"], row["title"], shown(row), words(row)) for row in QuerySet(Award).values("pk", "title", *NAMES)]
    found = {}
    for number, award in enumerate(awards):
        own = {"native_name": award.native_name, **{f"full_name_{code}": award.full_name(code) for code in CODES}}
        near = [(name, names) for pk, title, name, names in there if title == award.title and (pk is None or pk != award.pk)]
        if twins := [name for name, names in near if alike(words(own), names)]:
            found[number] = [_("Is it the same as “%(name)s”?") % {"name": name} for name in twins[:3]]
        if not award.pk:
            there.append((None, award.title, shown(own), words(own)))
    return found


def words(row):
    return {distinctive(row[name]) for name in NAMES if row[name]}


def shown(row):
    """The first of the names that is there, the Russian one before the others."""
    return next((row[name] for name in [*NAMES[1:], NAMES[0]] if row[name]), "")
