"""The story of a partner in dates: what its agreements tell, and what other sections add that partners know nothing of.

timeline.sources["event"] = timeline.Source(events_with, columns, label, address)      in a section's apps.py
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import Precision
from core.languages import active, text_of
from core.nav import home_url
from partners.status import last_day

LONGEST, LATEST = 8, 6  # a story of more than so many moments shows so many; the earlier ones are folded away
FIELDS = ("precision", "code", "title_ru", "title_en", "slug")  # of a row of the story, as text; beside them: on (a date), is_sample
sources = {}


@dataclass(frozen=True)
class Source:
    """What a section adds. All sections are asked by one query.

    `rows` is a function(partner) -> queryset of the section's records; `columns` say from which of their columns `on` and FIELDS come,
    where it is not the one of that name; `label` is a function(code) -> what happened; `address` is where the records stand.
    """

    rows: Callable
    columns: dict
    label: Callable
    address: str
    precision: str = ""  # of every moment, where no column says it

    def moment(self, row):
        """Of a dict with the names of a row."""
        title, lang = text_of(SimpleNamespace(**row), "title")
        return Moment(
            on=row["at"],
            precision=self.precision or row["precision"],
            label=self.label(row["code"]),
            title=title,
            href=f"{home_url(active())}{self.address}/{row['slug']}/",
            lang="" if lang == active() else lang,
            sample=row["sample"],
        )


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
    told += of_sections(partner)
    told = sorted(dict.fromkeys(told + beginning(partner)), key=lambda moment: moment.on, reverse=True)
    shown = len(told) if len(told) <= LONGEST else LATEST
    return {"latest": told[:shown], "earlier": told[shown:]}


def of_sections(partner):
    """What the sections know of this partner; one query, none while no section has told of itself."""
    parts = [told_by(name, source, partner) for name, source in sources.items()]
    if not parts:
        return []
    names = ("source", "at", "sample", *FIELDS)
    rows = (dict(zip(names, row, strict=True)) for row in parts[0].union(*parts[1:], all=True))
    return [sources[row["source"]].moment(row) for row in rows if row["at"]]


def told_by(name, source, partner):
    """The rows of one section in the shape of all; a plain queryset, since modeltranslation changes the order of columns."""
    found = source.rows(partner)
    plain = QuerySet(found.model).filter(pk__in=found.order_by().values("pk")).order_by()
    columns = {"told_by": Value(name, CharField()), "told_at": F(source.columns["on"]), "told_sample": F("is_sample")}
    columns |= {f"told_{field}": Cast(F(source.columns.get(field, field)), CharField()) for field in FIELDS}
    return plain.annotate(**columns).values_list(*columns)


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
