"""Parts: what the editing form of a record or row lists inside it."""

from wagtail.models import Orderable


class Part(Orderable):
    """In the order in which the editor put them; as they were written down where nobody did."""

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]
