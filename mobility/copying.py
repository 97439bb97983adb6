"""Last year's call or fact sheet as the beginning of the next one."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.academic_year import following
from core.days import add_months
from core.languages import CODES
from core.viewsets import FreshCopyView

MOMENTS = ("opens_at", "closes_at", "nomination_by", "result_by")
DAYS = ("period_from", "period_to")
OF_THAT_TIME = ["source_url", "internal_note", "sequence", "changed_at", "result_note", *(f"result_note_{code}" for code in CODES)]


def year_later(day):
    return day and add_months(day, 12)


class NextCallView(FreshCopyView):
    left_out = OF_THAT_TIME
    to_check = _(
        "A new call, all dates a year later. Please check: deadlines that fall on a day off, title and texts that name a year, whether the condition of the "
        "agreement still holds, places, funding and the address for applying. The result stays with the other one."
    )

    def renew(self, new):
        for name in MOMENTS:
            moment = getattr(new, name)
            setattr(new, name, moment and year_later(timezone.localtime(moment)))
        for name in DAYS:
            setattr(new, name, year_later(getattr(new, name)))


class NextSheetView(FreshCopyView):
    left_out = ["source_url", "internal_note"]
    to_check = _(
        "The sheet of the next academic year, as a draft. Please check: dates by term, contacts, pages, the terms of the year. Then tick “shown to visitors”."
    )

    def renew(self, new):
        new.academic_year = following(new.academic_year)
        new.public = False
