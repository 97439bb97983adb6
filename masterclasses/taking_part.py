"""How one takes part: the offer on an event's page, the form, a participant's own page.

Import models from their own files (masterclasses.models.registration), since the section page imports this one.
"""


def offer(event):
    """What templates/masterclasses/register_offer.html prints; None where there is no registration."""
    return None
