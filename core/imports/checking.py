"""The dry run: what a sheet would make and change, and everything that is wrong with it, by row and column."""

from collections import Counter, defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations

from core.exports import for_staff
from core.imports.cells import CLEAR, folded, in_each_language
from core.imports.plan import Plan, Problem, Row
from core.imports.sheets import Unreadable, letter
from core.pieces import pieces


class Check:
    """What holds for records and plain rows alike; how each is found, filled and judged is said in `records` and `rows`."""

    sure = ""  # the field that says alone which record a row is about

    def __init__(self, importable, sheet, live):
        self.importable, self.sheet, self.live = importable, sheet, live
        self.model = importable.model
        self.plan = Plan(notes=list(sheet.notes), meanings=importable.meanings())
        self.meanings = self.plan.meanings
        self.columns = self.find_columns()
        self.relations = [field.name for field in self.model._meta.get_fields() if field.is_relation]
        self.by_field = {meaning.name: column for column, meaning in self.meanings.items()}
        self.complained = set()  # (row number, column)
        self.read_rows()
        self.find_records()
        for row in self.plan.rows:
            self.fill(row)
        self.fetch_related()
        for row in self.plan.rows:
            if row.changes or row.is_new:
                self.check_record(row)
        self.check_unique()
        self.warn()
        self.plan.problems.sort(key=lambda problem: (problem.row, problem.place))

    # --- columns ---------------------------------------------------------------------------
    def find_columns(self):
        """{index in the sheet: column}; columns that are computed are known and passed over."""
        names = {}
        for column in (*for_staff(self.importable.columns), *self.importable.columns):  # the same name may stand for both readers
            for word in (column.name, *in_each_language(column.label)):
                names.setdefault(folded(word), column)
        importing = set(self.meanings)
        found, unknown, taken = {}, [], set()
        for index, header in enumerate(self.sheet.header):
            column = names.get(folded(header.rstrip("* ")))
            if column is None:
                unknown.append(f"{letter(index)} «{header}»" if header else letter(index))
            elif column in taken:
                raise Unreadable(_("The column “%(column)s” is there twice.") % {"column": column.label})
            elif column in importing:
                found[index] = column
            taken.add(column)
        if unknown or not found:
            raise Unreadable(self.wrong_columns(unknown))
        return found

    def wrong_columns(self, unknown):
        known = "; ".join(str(column.label) for column in for_staff(self.importable.columns) if column.into)
        if len(unknown) == len(self.sheet.header):
            return _("None of the columns is known: this is another table, or its letters are in another encoding. Known are: %(known)s.") % {"known": known}
        return _("Unknown columns: %(unknown)s. Known are: %(known)s.") % {"unknown": "; ".join(unknown[:10]), "known": known}

    def place_of(self, column):
        return next((letter(index) for index, found in self.columns.items() if found is column), "")

    def problem(self, row, text, column=None):
        self.complained.add((row.number, column))
        self.plan.problems.append(Problem(row.number, self.place_of(column) if column else "", str(column.label) if column else "", str(text)))

    # --- rows ------------------------------------------------------------------------------
    def read_rows(self):
        for number, cells in self.sheet.rows:
            row = Row(number, {})
            if len(cells) > len(self.sheet.header):
                self.problem(row, _("There are more cells than columns: is a separator or a quotation mark missing?"))
            for index, column in self.columns.items():
                self.read_cell(row, index, column, cells[index] if index < len(cells) else None)
            self.plan.rows.append(row)

    def read_cell(self, row, index, column, cell):
        meaning = self.meanings[column]
        if wrong := self.sheet.bad_cells.get((row.number, index)):
            self.problem(row, wrong, column)
        elif cell is None:
            return
        elif cell in CLEAR and meaning.required:
            self.problem(row, _("This field cannot be blank."), column)
        elif cell in CLEAR:
            row.values[column] = meaning.empty
        else:
            try:
                row.values[column] = meaning.read(cell)
            except ValidationError as error:
                self.problem(row, " ".join(error.messages), column)

    # --- which record ----------------------------------------------------------------------
    def find_records(self):
        """Each row's record: one that is there, or a new one. Two rows about the same record are a mistake."""
        known = self.known_records()
        seen = {}
        for row in self.plan.rows:
            identities = self.identities_of(row)
            matches = next((known[identity] for identity in identities if identity in known), [])
            if len(matches) > 1:
                self.problem(row, _("Several records fit this row. Add the column “%(column)s”.") % {"column": self.by_field[self.sure].label}, None)
            row.record = matches[0] if matches else None
            row.is_new = row.record is None
            same = [row.record.pk] if row.record else self.marks(row, identities)
            if earlier := next((seen[identity] for identity in same if identity in seen), None):
                self.problem(row, _("Row %(n)s is about the same record.") % {"n": earlier}, None)
            seen.update(dict.fromkeys(same, row.number))

    def identities_of(self, row):
        """By what the row's record is recognised, the surest first."""
        return [identity for identity in self.identities(self.value_in(row)) if identity]

    def identities(self, get):
        return self.importable.identities(get)

    def marks(self, row, identities):
        """By what two rows are known to be about the same new record."""
        return identities

    def value_in(self, row):
        return lambda name: row.values.get(self.by_field.get(name))

    def known_records(self):
        """{identity: records} of all that any row may be about."""
        found = defaultdict(list)
        for record in self.candidates():
            for identity in filter(None, self.identities(lambda name, record=record: self.meanings[self.by_field[name]].get(record))):
                found[identity].append(record)
        return found

    def candidates(self):
        """The records that are there, with all that belongs to them."""
        raise NotImplementedError

    def prefetched(self):
        """The names of all that belongs to a record, or that its columns read."""
        return dict.fromkeys([*(name for meaning in self.meanings.values() for name in meaning.prefetch), *related_names(self.model)])

    # --- what it would be like -------------------------------------------------------------
    def fill(self, row):
        """Put the values into the record."""
        row.record = self.blank() if row.is_new else self.as_edited(row.record)
        given = [(column, meaning) for column, meaning in self.meanings.items() if column in row.values]
        before = {column: meaning.get(row.record) for column, meaning in given} if not row.is_new else {}
        for column, meaning in given:
            meaning.put(row.record, row.values[column])
        for column, meaning in given:
            after = meaning.get(row.record)
            if row.is_new or before[column] != after:
                row.changes.append((column, before.get(column, meaning.empty), after))
        self.settle(row)

    def as_edited(self, record):
        """What the form of a record that is there would show."""
        return record

    def settle(self, row):
        """What follows from the choice made with the file, and from what was put in."""

    def fetch_related(self):
        """What the rules read of other tables, for all rows at once."""

    def blank(self):
        """A new record; that nothing belongs to it yet is said, not asked of the database."""
        record = self.model(**self.draft)
        for name in related_names(self.model):
            setattr(record, name, [])
        return record

    def check_record(self, row):
        """Say what is wrong with the outcome."""
        if row.is_new:
            for column, meaning in self.meanings.items():
                if meaning.required and column not in row.values and not self.has_problem(row, column):
                    self.problem(row, _("This is needed for a new record."), column)
        missing = [meaning.name for column, meaning in self.meanings.items() if meaning.required and column not in row.values]
        try:  # what is unique is asked of all rows at once; what the database refuses, `clean` of the model says too
            row.record.full_clean(exclude=[*self.relations, *missing, "slug"], validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self.problems_of(row, error)
        self.check_texts(row)
        for name, text in self.rules(row.record):
            column = self.by_field.get(name)
            if not column or not self.has_problem(row, column):
                self.problem(row, text, column)

    def check_texts(self, row):
        """What the editing form asks of texts."""

    def rules(self, record):
        """[(field, sentence)]: what the editing form has beyond the single fields."""
        return self.importable.problems(record)

    def has_problem(self, row, column):
        return (row.number, column) in self.complained

    def problems_of(self, row, error):
        for name, messages in (error.message_dict if hasattr(error, "error_dict") else {"": error.messages}).items():
            for message in messages:
                self.problem(row, message, self.by_field.get(name))

    # --- all rows together -----------------------------------------------------------------
    def check_unique(self):
        for column, meaning in self.meanings.items():
            if getattr(meaning.field, "unique", False):
                rows = [row for row in self.plan.rows if row.values.get(column)]
                values = Counter(row.values[column] for row in rows)
                owners = self.owners(meaning.name, values)
                for row in rows:
                    value = row.values[column]
                    if values[value] > 1:
                        self.problem(row, _("This value is there in several rows; it must be unique."), column)
                    elif owners.get(value, row.record.pk) != row.record.pk:
                        self.problem(row, _("Another record has this value; it must be unique."), column)

    def owners(self, name, values):
        """{value: primary key of the record that has it}"""
        found = {}
        for piece in pieces(list(values)):
            found |= dict(self.model._base_manager.filter(**{f"{name}__in": piece}).values_list(name, "pk"))
        return found

    def warn(self):
        """As the editing form: of what is new, and of what is renamed."""
        asked = [row for row in self.plan.rows if row.is_new or self.importable.telling & {self.meanings[column].name for column, *_values in row.changes}]
        for index, sentences in self.importable.lookalikes([row.record for row in asked]).items():
            self.plan.warnings += [Problem(asked[index].number, "", "", sentence) for sentence in sentences]


def related_names(model):
    """Of everything that is saved, revisioned and published together with a record."""
    many = [field.name for field in model._meta.many_to_many if isinstance(field, ParentalManyToManyField)]
    return [*(relation.get_accessor_name() for relation in get_all_child_relations(model)), *many]
