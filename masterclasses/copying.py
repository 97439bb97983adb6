"""Last year's event, or the last of a series, as the beginning of the next one."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.choices import Precision
from core.days import add_months
from core.languages import CODES
from core.viewsets import FreshCopyView
from masterclasses.choices import State

YEAR_OF_WEEKS = timedelta(weeks=52)  # later, on the same day of the week
OF_THAT_TIME = [  # what was true of the other one only
    "join_link", "retention_until", "source_url", "internal_note", "sequence", "changed_at", "previous_start", "previous_is_timed", "materials", "pictures", "report",
    *(f"report_{code}" for code in CODES),
]  # fmt: skip


def weeks_later(moment):
    return moment and moment + YEAR_OF_WEEKS


def year_later(day):
    return day and add_months(day, 12)


class NextEventView(FreshCopyView):
    left_out = OF_THAT_TIME
    to_check = _(
        "A new event, 52 weeks after the other one and planned only. Please check: days and times, title and texts that name a year, the place, "
        "speakers and programme, registration and places. Report, materials, pictures, participants and the address for joining stay with the other one."
    )

    def renew(self, new):
        new.state = State.PLANNED
        later = weeks_later if new.precision == Precision.DAY else year_later  # 52 weeks after “January 2027” may still be 2027
        new.starts_on, new.ends_on = later(new.starts_on), later(new.ends_on)
        new.registration_opens, new.registration_closes = weeks_later(new.registration_opens), weeks_later(new.registration_closes)
        for session in new.sessions.all():
            session.day = later(session.day)
