"""The next academic year: what holds for one year is copied into the next as drafts, with a list of what to check before it is shown."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date

from babel.dates import get_day_names
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.academic_year import FIRST_MONTH, following
from core.choices import Precision
from core.days import add_months
from core.imports.writing import lock, many_to_many
from core.languages import CODES, active
from core.panels import edit_url
from training.models import DocumentRule, EntryRule, Fee, Intake, NationalNotice, Scholarship, VisaRule

KINDS = (Fee, Intake, Scholarship, DocumentRule, EntryRule)
EVERY_YEAR = (DocumentRule, EntryRule)  # with an academic year or without
NO_YEAR = (VisaRule, NationalNotice)
DEADLINES = (Intake, Scholarship)  # whose days somebody keeps
EMPTIED = {"verified_on": None, "verified_by_id": None, "corrected_at": None, "order_no": "", "order_date": None}
NAMED_BY = {Fee: ("programme",), EntryRule: ("country",)}  # what their titles read
OWN = {"id", "public_id", "created_at", "updated_at"}
YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?:([/–-])(\d\d)(?!\d))?")  # 2027, and 2027/28
SATURDAY = 5


@dataclass
class Plan:
    """What would be copied, what not, what to look at."""

    year: str
    fresh: list = field(default_factory=list)  # [(row, its copy, not saved)]
    there: list = field(default_factory=list)  # [(row, its copy of an earlier time)]
    drafts: list = field(default_factory=list)  # rows that visitors never saw
    to_check: list = field(default_factory=list)  # [(title, address, sentence)]

    @property
    def next_year(self):
        return following(self.year)


def kinds_for(user):
    """Which kinds of rows this user may copy."""
    return [model for model in KINDS if user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")]


def years(kinds):
    """The academic years there are, newest first."""
    return sorted({year for model in kinds for year in model.objects.years()}, reverse=True)


def newest_public(kinds):
    """From which year one copies, unless one says another; "" where nothing is public yet."""
    return max((year for model in kinds for year in model.objects.public().years()), default="")


def plan(year, kinds):
    found = Plan(year)
    for model in kinds:
        for row in model.objects.of_year(year).with_copies().select_related(*NAMED_BY.get(model, ())):
            copies = list(row.copied_to.all())
            if copies:
                found.there.append((row, copies[0]))
            elif row.public:
                found.fresh.append((row, copy_of(row)))
            else:
                found.drafts.append(row)
    for row, copy in [*found.fresh, *found.there]:
        found.to_check += [(str(row), edit_url(copy if copy.pk else row), sentence) for sentence in doubts(row, copy)]
    found.to_check += standing_rules(kinds)
    return found


@transaction.atomic
def copy(year, kinds, user):
    """Makes the copies and answers how many; what was copied before is not copied again."""
    for model in kinds:
        lock(model)
    fresh, together = plan(year, kinds).fresh, uuid.uuid4()
    for row, new in fresh:
        for relation in many_to_many(type(row)):
            setattr(new, relation.name, list(getattr(row, relation.name).all()))
        new.save()
        log(instance=new, action="wagtail.create", user=user, uuid=together, content_changed=True, data={"copied_from": row.pk})
    return len(fresh)


def copy_of(row):
    """The same for the next academic year, a draft, not saved and without what stands in other tables."""
    kept = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.name not in OWN}
    moved = {name: later(kept[name]) for name in days_of(type(row)) if name not in EMPTIED}
    named = {name: with_next_year(kept[name], row.academic_year) for name in name_columns(type(row))}
    emptied = {name: value for name, value in EMPTIED.items() if name in kept}
    own = {"academic_year": following(row.academic_year), "public": False, "copied_from_id": row.pk}
    return type(row)(**{**kept, **moved, **named, **emptied, **own})


def days_of(model):
    """The names of the fields that hold a day."""
    return [one.name for one in model._meta.concrete_fields if isinstance(one, models.DateField) and not isinstance(one, models.DateTimeField)]


def name_columns(model):
    return [f"{model.name_field}_{code}" for code in CODES] if model.name_field else []


def later(day):
    """A year later; the 29th of February becomes the 28th."""
    return day and add_months(day, 12)


def with_next_year(text, year):
    """A name that says the academic year, or a calendar year of it, says the next one."""
    own = {year[:4], year[5:]}

    def said(match):
        first, mark, second = match.groups()
        if first not in own:
            return match[0]
        return f"{int(first) + 1}{mark}{(int(second) + 1) % 100:02}" if mark else str(int(first) + 1)

    return YEARS.sub(said, text or "")


# --- what to check -------------------------------------------------------------------------
def doubts(row, copy):
    """Sentences about a copy that somebody has to look at."""
    return [*weekends(copy), *old_years(row, copy), *(overlap(row, copy) if isinstance(row, Fee) else [])]


def weekends(copy):
    if not isinstance(copy, DEADLINES):
        return []
    names = get_day_names("wide", locale=active())
    days = [(copy._meta.get_field(name).verbose_name, getattr(copy, name)) for name in days_of(type(copy)) if name not in ("verified_on", "review_due_on")]
    return [
        _("%(what)s: %(day)s is a day off (%(weekday)s).") % {"what": capfirst(label), "day": Precision.DAY.shown(day), "weekday": names[day.weekday()]}
        for label, day in days
        if day and day.weekday() >= SATURDAY
    ]


def old_years(row, copy):
    """A text that names the first calendar year of the old academic year."""
    columns = [f"{name}_{code}" for name in row.translated_fields() for code in CODES]
    naming = [name for name in columns if row.academic_year[:4] in (getattr(copy, name) or "")]
    return [_("The text names the old year: %(what)s.") % {"what": copy._meta.get_field(name).verbose_name} for name in naming]


def overlap(row, copy):
    first = date(int(copy.academic_year[:4]), FIRST_MONTH, 1)
    if not row.valid_through or row.valid_through < first:
        return []
    return [_("The old fee holds until %(day)s, into the new year.") % {"day": Precision.DAY.shown(row.valid_through)}]


def standing_rules(kinds):
    """Rules without a year are not copied: they hold, if they still do."""
    sentence = _("Holds every year: is it still right?")
    rows = [row for model in EVERY_YEAR if model in kinds for row in model.objects.every_year().select_related(*NAMED_BY.get(model, ()))]
    lists = [(capfirst(model._meta.verbose_name_plural), list_url(model), sentence) for model in NO_YEAR if model.objects.exists()]
    return [*((str(row), edit_url(row), sentence) for row in rows), *lists]


def list_url(model):
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:list")
