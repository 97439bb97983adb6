"""The story of a partner in dates: what its agreements tell, and what other sections add that partners know nothing of.

timeline.sources.append(events_with)      in a section's apps.py: a function(partner) -> list of Moment, by one query at most
"""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import Precision
from core.languages import active
from partners.status import last_day

LONGEST, LATEST = 8, 6  # a story of more than so many moments shows so many; the earlier ones are folded away
sources = []


@dataclass(frozen=True)
class Moment:
    """Something that happened with a partner: when, what (`label`), and the record that tells more."""

    on: date
    precision: str  # core.choices.Precision: how exactly the day is known
    label: str
    title: str = ""
    href: str = ""
    lang: str = ""  # of the title, where it is not in the language being shown
    sample: bool = False


def story(partner, agreements):
    """{latest, earlier}: moments, the newest first; `agreements` are rows of `Agreement.objects.with_renewals()`."""
    told = [moment for row in agreements for moment in of_agreement(row)]
    told += [moment for source in sources for moment in source(partner)]
    told = sorted(dict.fromkeys(told + beginning(partner)), key=lambda moment: moment.on, reverse=True)
    shown = len(told) if len(told) <= LONGEST else LATEST
    return {"latest": told[:shown], "earlier": told[shown:]}


def beginning(partner):
    since = partner.relationship_since
    return [Moment(date(since, 1, 1), Precision.YEAR, _("Cooperation begins"))] if since else []


def of_agreement(row):
    """Its end, the renewal of this row, its signing: what is over and has a date. Why it ended is nobody's business."""
    today, ended = localdate(), last_day(row)
    title, lang = row.title_text
    about = {"title": title, "href": row.url, "lang": "" if lang == active() else lang, "sample": row.is_sample}
    found = [
        (ended, row.ended_precision if ended == row.ended_on else Precision.DAY, pgettext("moment in the life of an agreement", "Ended")),
        (row.renewed_on, Precision.DAY, renewed_text(row.renewed_until)),
        (row.signed_on, row.signed_precision, pgettext("moment in the life of an agreement", "Signed")),
    ]
    return [Moment(on, precision, label, **about) for on, precision, label in found if on and on <= today]


def renewed_text(until):
    if until:
        return _("Renewed until %(date)s") % {"date": Precision.DAY.shown(until)}
    return pgettext("moment in the life of an agreement", "Renewed")
