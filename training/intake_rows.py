"""Intakes in print: their dates in order, each as a day or as a deadline."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import calendars
from core.days import deadline
from core.languages import text_of


def date_rows(intake):
    """[{what, label, day, until, is_deadline, at}] of everything that is known, in the order of time."""
    rows = [
        ("opens", _("Applications from"), intake.application_opens, None, False),
        ("invitation", _("Ask for the invitation by"), intake.invitation_request_by, None, True),
        ("closes", _("Applications until"), intake.application_closes, None, True),
        ("interviews", _("Interviews"), intake.interviews_from, intake.interviews_to, False),
        ("arrive", _("Arrive by"), intake.arrive_by, None, False),
        ("starts", _("Studies begin"), intake.studies_start, None, False),
    ]
    found = [
        {"what": what, "label": label, "day": day, "until": until, "is_deadline": final, "at": timezone.localtime(deadline(day)) if final else None}
        for what, label, day, until, final in rows
        if day
    ]
    return sorted(found, key=lambda row: row["day"])


def calendar_entries(intake, title, href):
    """Its dates as entries of a calendar; `title` names the programme."""
    return [
        calendars.Entry(
            name=f"intake/{intake.public_id}/{row['what']}",
            on=deadline(row["day"]) if row["is_deadline"] else row["day"],
            title=f"{row['label']}: {title}",
            text=text_of(intake, "label")[0],
            href=href,
            changed=intake.updated_at,
        )
        for row in date_rows(intake)
    ]


def intake_row(intake):
    """What templates/training/intake_list.html prints of an intake."""
    return {
        "title": text_of(intake, "label"),
        "year": intake.academic_year,
        "category": intake.get_category_display(),
        "state": intake.state.value,
        "state_label": intake.state_label,
        "dates": date_rows(intake),
        "opens": intake.application_opens,
        "closes": intake.application_closes,
        "invitation_by": intake.invitation_request_by,
        "starts": intake.studies_start,
        "sample": intake.is_sample,
    }
