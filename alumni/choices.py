"""Fixed lists of the section."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models.contacts import SPOKEN


class State(models.TextChoices):
    """Where a graduate's entry stands."""

    NEW = "new", pgettext_lazy("an entry", "new: the mail address is not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("an entry", "confirmed")
    TO_CONFIRM = "to_confirm", pgettext_lazy("an entry", "to be confirmed again")
    ARCHIVED = "archived", pgettext_lazy("an entry", "archived: not confirmed again")
    RESTRICTED = "restricted", pgettext_lazy("an entry", "restricted: kept, not used")
    ERASED = "erased", pgettext_lazy("an entry", "erased")


STANDING = [State.CONFIRMED, State.TO_CONFIRM]  # these count, and may be shown


class Visibility(models.TextChoices):
    """Who sees one field."""

    HIDDEN = "hidden", _("only the office")
    ASSOCIATION = "association", _("the association’s country representatives too")
    PUBLIC = "public", _("everybody, in the directory")


class Source(models.TextChoices):
    """Where an entry comes from."""

    SELF = "self", _("the graduate’s own entry")
    IMPORT = "import", _("a list that was imported")
    ARCHIVE = "archive", _("the university’s archive")


class Willing(models.TextChoices):
    ANSWER = "answer", _("to answer applicants from my country")
    SPEAK = "speak", _("to speak to students")
    HOST = "host", _("to host trainees")


class OfficerRole(models.TextChoices):
    CHAIR = "chair", _("chair of the association")
    BOARD = "board", _("member of the board")
    REPRESENTATIVE = "representative", _("country representative")


class ServiceKind(models.TextChoices):
    """What graduates, and those who employ or register them, ask for."""

    TRANSCRIPT = "transcript", _("transcript of records")
    DUPLICATE = "duplicate", _("duplicate of a diploma")
    CONFIRMATION = "confirmation", _("certificate of study")
    NAME_CHANGE = "name_change", _("change of name in documents")
    VERIFICATION = "verification", _("verification of a diploma")


FOR_EMPLOYERS = [ServiceKind.VERIFICATION]
LANGUAGES = SPOKEN
