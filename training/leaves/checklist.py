"""My checklist: the papers for one passport, programme and beginning of studies, with the day before which some of them must not be obtained."""

from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import calendars
from core.academic_year import academic_year, following
from core.days import add_months
from core.languages import text_of
from core.templatetags.core_tags import t
from training.asked import Asked, select
from training.choices import Category, Form, IntakeState, Stage
from training.intake_rows import calendar_entries, date_rows
from training.places import place
from training.published import Published, real_or_sample


def context(request, page, published):
    asked = Asked(request.GET, published)
    programme, country = asked.programme, asked.country
    intake = best_intake(asked.start or asked.intakes, country, published) if programme else None
    names = {"fields": fields(asked), "wrong": asked.wrong, "programme": None, "country": country and text_of(country, "name")[0]}
    if not programme:
        return names
    words = {"country": country and country.code, "programme": programme.slug, "start": intake and intake.start_key}
    return {
        **names,
        "programme": {"title": t(programme, "name"), "href": programme.url, "sample": programme.is_sample},
        "intake": intake and {"title": text_of(intake, "label")[0], "category": intake.get_category_display(), "sample": intake.is_sample},
        "dates": date_rows(intake) if intake else [],
        "closed": intake and intake.state == IntakeState.CLOSED and intake.application_closes,
        "stages": stages(papers(published, country, programme, intake), intake, country and published.visa_rule(country)),
        "notices": [notice_row(notice) for notice in published.notices_for(country)] if country else [],
        "calendar_href": place("checklist.ics", **words) if intake else "",
        "ask_href": place("enquiry/", **words),
    }


def fields(asked):
    return [
        select("country", _("Passport of"), asked.country_options(), _("Choose a country")),
        select("programme", _("Programme"), asked.programme_options(), _("Choose a programme")),
        select("start", _("Beginning of studies"), asked.start_options(), _("The next one")),
    ]


def best_intake(intakes, country, published):
    """The intake for people who need a visa, or for those who do not, as the country's rule says; one for few only where there is no other.

    The next to begin; where applications are over, the last.
    """
    rule = published.visa_rule(country) if country else None
    own = {True: Category.VISA, False: Category.VISA_FREE}.get(rule and rule.needs_visa)
    order = [own, Category.ALL, Category.VISA, Category.VISA_FREE]

    def rank(intake):
        return order.index(intake.category) if intake.category in order else len(order)

    ahead = [intake for intake in intakes if intake.state != IntakeState.CLOSED]
    if ahead:
        return min(ahead, key=lambda intake: (rank(intake), intake.studies_start))
    return min(intakes, key=lambda intake: (rank(intake), -intake.studies_start.toordinal()), default=None)


def papers(published, country, programme, intake):
    years = [intake.academic_year] if intake else [academic_year(), following(academic_year())]
    rules = real_or_sample(published.documents, programme)
    return [rule for rule in rules if any(rule.holds_for(country, programme.level, year) for year in years)]


def stages(rules, intake, visa=None):
    """[{label, day, papers}] of the stages at which something is asked for; `visa` is the country's rule, if there is one."""
    found = []
    for stage in Stage:
        own = [rule for rule in rules if rule.stage == stage]
        day = handing_in(stage, intake)
        label = stage.label
        if stage == Stage.INVITATION and visa and visa.needs_invitation is False:
            label, day = _("with the application"), intake and intake.application_closes
        if own:
            found.append({"label": capfirst(str(label)), "day": day, "papers": [paper_row(rule, day) for rule in own]})
    return found


def handing_in(stage, intake):
    """The last day on which the papers of a stage are handed in, None where it is not known."""
    if not intake:
        return None
    days = {
        Stage.INVITATION: intake.invitation_request_by or intake.application_closes,
        Stage.VISA: None,
        Stage.ARRIVAL: intake.arrive_by or intake.studies_start,
        Stage.ENROLMENT: intake.studies_start,
    }
    return days[stage]


def paper_row(rule, day):
    name, lang = text_of(rule, "name")
    months = rule.max_age_months
    return {
        "title": name,
        "lang": lang,
        "code": rule.form_code,
        "form": form_text(rule),
        "translation": capfirst(str(rule.get_translation_display())),
        "legalisation": capfirst(str(rule.get_legalisation_display())),
        "age": ngettext("Not older than %(n)d month when you hand it in", "Not older than %(n)d months when you hand it in", months) % {"n": months}
        if months
        else "",
        "earliest": earliest(rule, day),
        "how": text_of(rule, "how"),
        "source": rule.source_url,
        "host": rule.source_host,
        "sample": rule.is_sample,
    }


def form_text(rule):
    copies = rule.copies or 0
    number = ngettext("%(n)d copy", "%(n)d copies", copies) % {"n": copies} if copies else ""
    texts = {
        Form.ORIGINAL: ", ".join(filter(None, [_("Original"), number])),
        Form.COPY: capfirst(number) or pgettext("of a paper", "Copy"),
        Form.BOTH: _("Original and %(copies)s") % {"copies": number} if number else _("Original and copies"),
    }
    return texts[Form(rule.form)]


def earliest(rule, day):
    """The first day on which a paper that grows old may be issued, if it is handed in on the last day."""
    months = rule.max_age_months
    if not (months and day):
        return None
    first = add_months(day, -months)
    while add_months(first, months) < day:  # of the 28th of February six months are over on the 28th of August
        first += timedelta(days=1)
    return first


def notice_row(notice):
    return {"title": text_of(notice, "title"), "text": text_of(notice, "text"), "source": notice.source_url, "host": notice.source_host}


def calendar(request):
    """The dates of the same checklist, and the first day for each paper that grows old, as a calendar file."""
    published = Published()
    asked = Asked(request.GET, published)
    programme = asked.programme
    intake = best_intake(asked.start or asked.intakes, asked.country, published) if programme else None
    if not intake:
        return None
    href = place("checklist/", country=asked.country and asked.country.code, programme=programme.slug, start=intake.start_key)
    title = text_of(programme, "name")[0]
    entries = calendar_entries(intake, title, href)
    for rule in papers(published, asked.country, programme, intake):
        if day := earliest(rule, handing_in(Stage(rule.stage), intake)):
            text = _("From today: %(paper)s") % {"paper": text_of(rule, "name")[0]}
            entries.append(calendars.Entry(f"paper/{rule.public_id}/{intake.public_id}", day, text, href, changed=rule.updated_at))
    return calendars.answer("checklist", _("Admission: %(programme)s") % {"programme": title}, entries)
