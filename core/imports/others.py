"""Cells that name rows of other tables: one, or several."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from core.imports.cells import NOT_IN_LIST, Text, folded, parts
from core.lookalikes import distinctive

FEW = 15  # names that an editor is told when none is like what was written
CLOSE = 80  # of 100: how like a known name must be to be suggested
SUGGESTED = 50  # unknown names of a column for which one is looked for: among many names that takes a while


class One(Text):
    """A row of another table, named by whatever its model says it is `known_by`."""

    missed = 0

    @property
    def target(self):
        return self.field.related_model

    @cached_property
    def known(self):
        """{folded name: primary keys of the rows that are called so}"""
        found = {}
        for name in self.target.known_by:
            for pk, word in models.QuerySet(self.target).order_by("pk").values_list("pk", name):
                if word:
                    found.setdefault(folded(word), set()).add(pk)
        return found

    @cached_property
    def labels(self):
        return {row.pk: str(row) for row in models.QuerySet(self.target)} if len(self.known) < 2000 else {}

    def find(self, word):
        """The primary key of the row that is called so."""
        word = str(word).rstrip("/").rpartition("/")[2] if str(word).startswith("http") and "ror.org" not in str(word) else word
        found = self.known.get(folded(word), ())
        if not found:
            raise ValidationError(self.not_found(word))
        if len(found) > 1:
            raise ValidationError(_("Several are called so: %(name)s. Write the address or the code instead.") % {"name": word})
        return next(iter(found))

    @cached_property
    def telling(self):
        """{folded name: the words that tell it from others}"""
        return {name: distinctive(name) for name in self.known}

    def not_found(self, word):
        """With what was probably meant."""
        self.missed += 1
        rows = self.near(word) if self.missed <= SUGGESTED else []
        if not rows and 0 < len(self.labels) <= FEW:
            return NOT_IN_LIST % {"names": "; ".join(self.options())}
        meant = "; ".join(self.show_one(pk) for pk in rows)
        return _("Not found: %(name)s. Perhaps: %(meant)s?") % {"name": word, "meant": meant} if meant else _("Not found: %(name)s.") % {"name": word}

    def near(self, word):
        """The primary keys of up to three rows with a name like this."""
        names = process.extract(distinctive(word), self.telling, scorer=fuzz.token_set_ratio, limit=3, score_cutoff=CLOSE)
        return list(dict.fromkeys(pk for _words, _score, name in names for pk in self.known[name]))[:3]

    def read(self, cell):
        return self.find(cell)

    def get(self, record):
        return getattr(record, self.field.attname)

    def put(self, record, value):
        setattr(record, self.field.attname, value)

    def show(self, value):
        return "" if value is None else self.show_one(value)

    def show_one(self, pk):
        return self.labels.get(pk) or str(models.QuerySet(self.target).get(pk=pk))

    def explain(self):
        return _("a name from the CMS: %(kind)s") % {"kind": self.target._meta.verbose_name}

    def options(self):
        return sorted(self.labels.values()) if len(self.labels) <= 300 else []


class Many(One):
    """Several rows of another table."""

    @property
    def prefetch(self):
        return (self.name,)

    @property
    def empty(self):
        return []

    def read(self, cell):
        whole = self.known.get(folded(cell), ())
        return sorted(whole if len(whole) == 1 else {self.find(part) for part in parts(cell)})

    def get(self, record):
        return sorted(row.pk for row in getattr(record, self.name).all())

    def put(self, record, value):
        setattr(record, self.name, [self.rows[pk] for pk in value])

    @cached_property
    def rows(self):
        return models.QuerySet(self.target).in_bulk()

    def show(self, value):
        return "; ".join(map(self.show_one, value))

    def explain(self):
        return _("several names from the CMS, separated by semicolons: %(kind)s") % {"kind": self.target._meta.verbose_name_plural}
