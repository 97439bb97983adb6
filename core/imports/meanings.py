"""What the cells of a column mean, by the kind of the field that they fill."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField

from core.fields import ChoicesField
from core.imports.cells import Address, Choice, Codes, Day, Flag, Number, Text
from core.imports.clocks import Clock, Moment
from core.imports.others import Many, One

KINDS = (
    (ChoicesField, Codes),
    (ParentalManyToManyField, Many),
    (models.ForeignKey, One),
    (models.BooleanField, Flag),
    (models.DateTimeField, Moment),
    (models.DateField, Day),
    (models.TimeField, Clock),
    ((models.IntegerField, models.DecimalField), Number),
    (models.SlugField, Address),
)


def meaning(model, into):
    """What the cells of a column mean: `into` is the name of a field, or a class of a section's own."""
    if not isinstance(into, str):
        return into(model)
    field = model._meta.get_field(into)
    if getattr(field, "choices", None):
        return Choice(into, field)
    return next((kind(into, field) for classes, kind in KINDS if isinstance(field, classes)), Text(into, field))
