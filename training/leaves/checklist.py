"""My checklist: the papers for one passport, programme and beginning of studies, with the day before which some of them must not be obtained."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import calendars
from core.days import add_months, deadline
from core.languages import text_of
from training.asked import Asked, select
from training.choices import Category, Form, Stage
from training.intake_rows import date_rows
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
        "programme": {"title": text_of(programme, "name")[0], "href": programme.url, "sample": programme.is_sample},
        "intake": intake and {"title": text_of(intake, "label")[0], "category": intake.get_category_display(), "sample": intake.is_sample},
        "dates": date_rows(intake) if intake else [],
        "stages": stages(papers(published, country, programme, intake), intake),
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
    """Of intakes that begin together, the one for people who need a visa, or for those who do not, as the country's rule says; the next to begin first."""
    rule = published.visa_rule(country) if country else None
    own = {True: Category.VISA, False: Category.VISA_FREE}.get(rule and rule.needs_visa)
    order = [own, Category.ALL, Category.VISA]
    ahead = [intake for intake in intakes if not is_over(intake)] or intakes

    def rank(intake):
        return intake.studies_start, order.index(intake.category) if intake.category in order else len(order)

    return min(ahead, key=rank, default=None)


def is_over(intake):
    return intake.state == "closed"


def papers(published, country, programme, intake):
    year = intake.academic_year if intake else ""
    return [rule for rule in real_or_sample(published.documents, programme) if rule.holds_for(country, programme.level, year)]


def stages(rules, intake):
    """[{label, day, papers}] of the stages at which something is asked for."""
    found = []
    for stage in Stage:
        own = [rule for rule in rules if rule.stage == stage]
        day = handing_in(stage, intake)
        if own:
            found.append({"label": capfirst(str(stage.label)), "day": day, "papers": [paper_row(rule, day) for rule in own]})
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
        "age": ngettext("Not older than %(n)d month on that day", "Not older than %(n)d months on that day", months) % {"n": months} if months else "",
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
    return add_months(day, -rule.max_age_months) if rule.max_age_months and day else None


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
    entries = [
        calendars.Entry(
            name=f"intake/{intake.public_id}/{row['what']}",
            on=deadline(row["day"]) if row["is_deadline"] else row["day"],
            title=f"{row['label']}: {title}",
            href=href,
            changed=intake.updated_at,
        )
        for row in date_rows(intake)
    ]
    for rule in papers(published, asked.country, programme, intake):
        if day := earliest(rule, handing_in(Stage(rule.stage), intake)):
            text = _("From today: %(paper)s") % {"paper": text_of(rule, "name")[0]}
            entries.append(calendars.Entry(f"paper/{rule.public_id}/{intake.public_id}", day, text, href, changed=rule.updated_at))
    return calendars.answer("checklist", _("Admission: %(programme)s") % {"programme": title}, entries)
