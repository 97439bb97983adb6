"""What Django has no signal for."""

from django.dispatch import Signal

several_changed = Signal()  # sender: a model; pks: of the rows that one statement changed
