"""What the cells of the section's own columns mean: the partners of an agreement, the former names of a partner."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.imports.cells import Text, folded, parts
from core.imports.others import Many
from core.languages import CODES, active, text_of
from partners.models.agreement import Party
from partners.models.partner import FormerName, Partner


def numbered(rows):
    """In the order of the cell: whatever is assigned to a record is sorted by this number."""
    for number, row in enumerate(rows):
        row.sort_order = number
    return rows


class Parties(Many):
    """The partners of an agreement, in their order; what is known of a party that stays (its unit, who signed) stays too.

    A partner that is not public stays as well, named or not: the files that visitors download are silent about it.
    """

    prefetch = ("parties__partner__country",)
    required = True

    def __init__(self, model):
        super().__init__("parties")

    @property
    def target(self):
        return Partner

    def read(self, cell):
        whole = self.known.get(folded(cell), ())
        return list(whole) if len(whole) == 1 else list(dict.fromkeys(self.find(part) for part in parts(cell)))

    def get(self, record):
        return [party.partner_id for party in record.parties.all()]

    def put(self, record, value):
        known = {party.partner_id: party for party in record.parties.all()}
        hidden = [pk for pk in known if pk not in value and not self.rows[pk].live]
        if value != [pk for pk in known if pk not in hidden]:
            record.parties = numbered([known.get(pk) or Party(partner=self.rows[pk]) for pk in [*value, *hidden]])

    @cached_property
    def rows(self):
        return Partner.objects.select_related("country").in_bulk()

    def show_one(self, pk):
        return text_of(self.rows[pk], "name")[0]

    def options(self):
        return []


class FormerNames(Many):
    """The former names of a partner, as many as there are; each in the language of the file, kept where it is known in the other too."""

    prefetch = ("former_names",)
    required = False

    def __init__(self, model):
        super().__init__("former_names")

    def read(self, cell):
        name = Text(self.name, FormerName._meta.get_field("name"))
        return [name.read(part) for part in parts(cell)]

    def get(self, record):
        return [text_of(former, "name")[0] for former in record.former_names.all()]

    def put(self, record, value):
        known = {folded(getattr(former, f"name_{code}")): former for former in record.former_names.all() for code in CODES if getattr(former, f"name_{code}")}
        record.former_names = numbered([known.get(folded(name)) or FormerName(**{f"name_{active()}": name}) for name in value])

    def show(self, value):
        return "; ".join(value)

    def explain(self):
        return _("several names, separated by semicolons")

    def options(self):
        return []
