"""Invitation and visa by citizenship: the country's answer first."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import calendars
from core.details import fact_rows
from core.languages import text_of
from core.models import Contact
from training.asked import Asked, select
from training.leaves.checklist import notice_row
from training.places import place
from training.published import Published

MOST = 6  # deadlines on the page


def context(request, page, published):
    asked = Asked(request.GET, published)
    country = asked.country
    names = {"fields": [select("country", _("Citizenship"), asked.country_options(), _("Choose a country"))], "wrong": asked.wrong, "country": None}
    if not country:
        return names
    rule = published.visa_rule(country)
    needed = not rule or rule.needs_invitation is not False
    officer = Contact.shown(country.officer)
    return {
        **names,
        "country": text_of(country, "name")[0],
        "answer": rule.answer() if rule else unknown(country),
        "rule": rule and rule_row(rule),
        "deadlines": deadlines(published) if needed else [],
        "calendar_href": place("invitation.ics", country=country.code),
        "notices": [notice_row(notice) for notice in published.notices_for(country)],
        "embassy": text_of(country, "embassy"),
        "officer": officer and {"role": text_of(officer, "role")[0], "email": officer.email},
        "checklist_href": place("checklist/", country=country.code),
        "ask_href": place("enquiry/", country=country.code),
    }


def unknown(country):
    return _("%(country)s: no rule has been confirmed yet. Please ask the office before you book anything.") % {"country": text_of(country, "name")[0]}


def rule_row(rule):
    """Label and value of what is known."""
    months, days = rule.invitation_months, rule.days_to_issue
    rows = [
        (_("Who asks for the invitation"), capfirst(rule.get_applies_display())),
        (_("In person"), {True: capfirst(_("yes")), False: capfirst(_("no")), None: ""}[rule.in_person]),
        (_("How long it takes"), ngettext("up to %(n)d working day", "up to %(n)d working days", days) % {"n": days} if days else ""),
        (_("An invitation is valid for"), ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else ""),
    ]
    return {
        "facts": fact_rows(rows),
        "details": text_of(rule, "details"),
        "checked_on": rule.verified_on,
        "source": rule.source_url,
        "host": rule.source_host,
        "sample": rule.is_sample,
    }


def coming(published, now=None):
    """Intakes whose invitation can still be asked for, the first deadline first."""
    now = now or timezone.now()
    found = [
        intake for intake in published.intakes_of_open if intake.invitation_request_by and intake.invitation_by_at > now and intake.state_at(now) != "closed"
    ]
    return sorted(found, key=lambda intake: (intake.invitation_request_by, intake.pk))[:MOST]


def deadlines(published):
    return [
        {
            "title": text_of(intake, "label")[0],
            "programmes": ", ".join(text_of(programme, "name")[0] for programme in intake.programmes.all() if programme.is_offered),
            "at": timezone.localtime(intake.invitation_by_at),
            "sample": intake.is_sample,
        }
        for intake in coming(published)
    ]


def calendar(request):
    """The same deadlines as a calendar file."""
    published = Published()
    country = Asked(request.GET, published).country
    entries = [
        calendars.Entry(
            name=f"intake/{intake.public_id}/invitation",
            on=intake.invitation_by_at,
            title=f"{_('Ask for the invitation by')}: {text_of(intake, 'label')[0]}",
            href=place("invitation/", country=country and country.code),
            changed=intake.updated_at,
        )
        for intake in coming(published)
    ]
    return calendars.answer("invitation", _("Invitations"), entries)
