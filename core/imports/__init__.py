"""Records from a spreadsheet, once for all sections: template, dry run, all or nothing, a log (decision 0009).

A section registers an Importable for each kind of record; everything else is here: `sheets` reads the file, `cells` and `others` know what a
cell means for a field, `checking` makes a `plan` of what would be made and changed, `writing` does it (`records` and `rows` differ in both,
`kinds` tells them apart), `template` is the workbook to fill in, `views` are the screens.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.exports import for_staff
from core.imports.meanings import meaning


@dataclass(frozen=True)
class Importable:
    """One kind of record.

    `identities(get)` answers what a row may be recognised by, the surest first, each a hashable or None; `get(field)` is the value of a
    field. `lookalikes(records)` answers {number of the record in the list: [sentence]} for new ones that seem to be there already.
    """

    name: str  # "partners", in addresses and file names
    model: type
    columns: tuple
    identities: Callable
    found_by: tuple = ()  # fields, beside address and name, that lead to the record of a row
    lookalikes: Callable = lambda records: {}
    telling: frozenset = frozenset()  # fields whose change makes the editing form look for lookalikes
    problems: Callable = lambda record: []  # function(record) -> [(field, sentence)]: rules that the editing form has beyond the model
    related: tuple = ()  # foreign keys that the columns read
    read_by_rules: tuple = ()  # paths beyond them that the rules of a plain row read

    def meanings(self):
        """{column: what its cells mean}; made anew for each file, with the names of that moment."""
        return {column: meaning(self.model, column.into) for column in for_staff(self.columns) if column.into}

    def with_related(self, queryset):
        """The records with everything that the columns read, however many there are."""
        return queryset.select_related(*self.related).prefetch_related(*(name for meaning in self.meanings().values() for name in meaning.prefetch))

    @property
    def label(self):
        return self.model._meta.verbose_name_plural


importables = {}


def importable(**what):
    found = Importable(**what)
    importables[found.name] = found


def importable_of(model):
    """The one for a model, or None."""
    return next((found for found in importables.values() if found.model is model), None)
