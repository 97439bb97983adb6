"""What a graduate agrees to: three things apart from each other, each word for word; the notice before them; the log's entries.

The log outlives the entry: a keyed hash of the mail address stands in it (office/consent.py), so that nobody who has withdrawn comes back
with an imported list.
"""

from django.utils.translation import gettext as _

from office import consent
from office.choices import Purpose
from office.inbox import operator
from office.models import Consent
from office.models.consent import Method
from office.views import answering_address

CONTACT, PUBLISH, REPRESENT = Purpose.ALUMNI_CONTACT, Purpose.ALUMNI_PUBLISH, Purpose.ALUMNI_REPRESENT
DATES = {CONTACT: "contact_on", PUBLISH: "publish_on", REPRESENT: "represent_on"}  # where an entry keeps the day
MONTHS = 24


def words(office):
    """{purpose: the sentence beside its tick}, in the active language."""
    return {
        CONTACT: _(
            "I am 16 or older and agree that %(office)s keeps what I write here as an entry of the association of graduates and writes to me about the "
            "association. After 24 months I am asked again; without an answer the entry is archived."
        )
        % {"office": office},
        PUBLISH: _(
            "Everybody may read my name in the directory on this site, and of my other particulars those that I mark as public. I can join without this."
        ),
        REPRESENT: _(
            "The association’s representative in my country, who may live outside Belarus, may learn my name, my mail address and what I mark for the "
            "association. I can join without this."
        ),
    }


def notice(details):
    """What must be said before the ticks: pairs of heading and text."""
    return [
        (_("Who keeps the data"), operator(details)),
        (_("What for"), _("To keep in touch with graduates. Each of the other two purposes only if you tick it.")),
        (_("Which data"), _("What you type here and later on your own page. At first all of it is hidden: you decide field by field who sees it.")),
        (
            _("How long"),
            _(
                "Until you withdraw; confirmed anew every 24 months. On withdrawal everything is emptied at once; only a record that you agreed and withdrew stays, without name and address."
            ),
        ),
        (_("Who sees it"), _("Staff of the office who look after the association; others only as far as you tick and mark it.")),
        (_("Your rights"), consent.rights_text(answering_address(details))),
        (_("Under 16"), _("This form is for graduates of the university.")),
    ]


# --- the log -----------------------------------------------------------------------------------
def give(graduate, purpose, text, language, method=Method.TICK):
    record(graduate, purpose, text, language, True, method)


def withdraw(graduate, purpose, method=Method.TICK):
    """An entry that ends what was agreed to, in the words of then."""
    last = Consent.objects.newest(consent.subject_key(graduate.email), purpose)
    record(graduate, purpose, last.text if last else _("Withdrawn."), graduate.language, False, method)


def record(graduate, purpose, text, language, given, method):
    key = consent.subject_key(graduate.email)
    Consent.objects.create(
        subject_key=key, purpose=purpose, text=text, language=language, given=given, method=method, is_sample=graduate.is_sample, evidence="alumni"
    )


def log_of(graduate):
    """What the person agreed to and withdrew, as it is kept."""
    rows = Consent.objects.filter(subject_key=consent.subject_key(graduate.email), purpose__in=DATES).order_by("at", "pk")
    return [{"purpose": row.purpose, "given": row.given, "at": row.at.isoformat(), "language": row.language, "text": row.text} for row in rows]


def has_withdrawn(email):
    """Did the owner of an address leave the association, and not come back?"""
    last = Consent.objects.newest(consent.subject_key(email), CONTACT)
    return bool(last and not last.given)
