"""The section's part of the demonstration content (core/demo/loader.py says how its file is read)."""

from core.demo import Loader, rows
from honorary.models import Award
from partners.models import Partner

RESPONSIBLE = "agreements-desk"


def load(folder, contacts):
    loader = Loader(folder, contacts, RESPONSIBLE)
    loader.knows(Partner)
    loader.knows(Award._meta.get_field("ceremony").related_model)
    for row in rows(folder, "awards"):
        loader.record(Award, row)
