"""Fixed lists of the section."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Title(models.TextChoices):
    DOCTOR = "doctor", _("honorary doctor")
    PROFESSOR = "professor", _("honorary professor")


class State(models.TextChoices):
    """What became of the decision; all of them are shown."""

    DECIDED = "decided", pgettext_lazy("state of an honorary title", "decided")
    CONFERRED = "conferred", pgettext_lazy("state of an honorary title", "conferred")
    POSTHUMOUS = "posthumous", pgettext_lazy("state of an honorary title", "conferred posthumously")
    DECLINED = "declined", pgettext_lazy("state of an honorary title", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an honorary title", "withdrawn")


HELD = [State.CONFERRED, State.POSTHUMOUS]  # the person has the title
NEVER_CONFERRED = [State.DECIDED, State.DECLINED]
MARKS = {  # what a visitor must see before anything else: the shape that components/status.html draws
    State.DECIDED: "announced",
    State.POSTHUMOUS: "listed",
    State.DECLINED: "closed",
    State.WITHDRAWN: "cancelled",
}
EXPLAINED = {
    State.DECIDED: _("The university has decided to award the title; it has not been conferred yet."),
    State.POSTHUMOUS: _("The title was conferred after the person’s death."),
    State.DECLINED: _("The title was offered, and the person did not accept it."),
    State.WITHDRAWN: _("The title was conferred and later withdrawn; the person does not hold it any more."),
}
