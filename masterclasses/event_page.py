"""What the page of an event says, in the order in which people ask: when, where, in which language, who speaks."""

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.details import fact_rows, site_link, text_rows
from core.languages import text_of
from core.models.contacts import SPOKEN
from core.richtext import file_note
from core.templatetags.core_tags import or_unknown, said, t
from core.text import host_of
from masterclasses import times
from masterclasses.choices import Certifying, MaterialKind, Mode


def key_facts(event):
    """When and where, for whom, what it costs."""
    return fact_rows(
        [
            (_("When"), when(event)),
            (_("Kind"), capfirst(event.get_kind_display())),
            (_("How it is held"), capfirst(event.get_shown_mode_display()) if event.shown_mode else ""),
            (_("Place"), place(event)),
            (_("To join"), join(event)),
            (_("For whom"), ", ".join(map(str, event._meta.get_field("audience").labels(event.audience)))),
            (_("Partners"), links_to(event.public_partners())),
            (_("Price"), event.fee_text),
        ]
    )


def teaching_facts(event):
    """Languages, fields, what one takes home."""
    languages = event._meta.get_field("working_languages").labels
    certificate = "" if event.certifying == Certifying.NONE else capfirst(event.get_certifying_display())
    return fact_rows(
        [
            (_("Working languages"), listed(languages(event.working_languages))),
            (_("Interpreted into"), listed(languages(event.interpretation))),
            (_("Live captions in"), listed(languages(event.captions))),
            (_("Fields"), "; ".join(text_of(field, "name")[0] for field in event.isced_f.all())),
            (_("Topics"), t(event, "topics")),
            (_("Series"), t(event, "series")),
            (_("Credit hours"), t(event, "credit_hours")),
            (pgettext("of an event", "Certificate"), certificate),
            (_("Organised by"), t(event.organiser, "name") if event.organiser_id else ""),
        ]
    )


def listed(labels):
    return ", ".join(map(str, labels))


def when(event):
    """With the machine's form, from which the visitor's own time is made where the browser can."""
    if not event.when_text:
        return or_unknown("")
    if not event.is_timed:
        return event.when_text
    end = timezone.localtime(event.over_at).isoformat() if event.ends_time else ""
    return format_html(
        '<time datetime="{}" data-until="{}" data-own="{}">{}</time>{}',
        timezone.localtime(event.begins_at).isoformat(), end, _("in your time zone"), event.when_text, there(event),
    )  # fmt: skip


def there(event):
    """The time at the place itself, where that is another zone."""
    if event.zone == times.MINSK:
        return ""
    local = f"{event.starts_time:%H:%M}" + (f"–{event.ends_time:%H:%M}" if event.ends_time else "")
    days = event.starts_on, event.ends_on or event.starts_on
    if days != times.minsk_days(event):
        local = f"{times.days_text(*days)}, {local}"
    return format_html('<span class="under">{}</span>', _("%(time)s at the place (%(zone)s)") % {"time": local, "zone": event.zone})


def place(event):
    if event.is_online_only:
        return ""
    lines = [found for name in ("venue", "room", "address_line") if (found := t(event, name))]
    access = {True: _("step-free access"), False: _("no step-free access"), None: ""}[event.step_free]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in [*lines, access] if line))


def join(event):
    """The link itself only where everybody may have it."""
    if event.public_link and not event.is_over:
        return format_html('<a href="{}" rel="noopener">{}</a>', event.join_link, _("Join online"))
    online = event.is_online_only or event.mode == Mode.BOTH
    return _("The address is given to participants") if online and event.join_link and not event.is_over and event.takes_place else ""


def links_to(partners):
    return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', ((partner.url, t(partner, "name")) for partner in partners))


def speaker_rows(event):
    """Name, what they do, where they are from; the organisation leads to the partner."""
    found = []
    for speaker in event.speakers.all():
        lecturer = speaker.lecturer
        partner = lecturer.shown_partner if not text_of(speaker, "affiliation")[0] else None
        found.append(
            {
                "name": text_of(lecturer, "name"),
                "native": (lecturer.native_name, lecturer.native_lang),
                "href": lecturer.url if lecturer.live else "",
                "role": speaker.get_role_display(),
                "topic": text_of(speaker, "topic"),
                "post": text_of(lecturer, "post"),
                "organisation": speaker.organisation,
                "organisation_href": partner.url if partner else "",
                "country": lecturer.country and text_of(lecturer.country, "name"),
                "photo": lecturer.shown_photo,
            }
        )
    return found


def programme(event):
    """{days: [(day, or None where there is only one, rows)], zone}: the sessions in their order, day by day."""
    days = {}
    for session in event.sessions.all():
        day, clock = times.session_clock(event, session)
        days.setdefault(day, []).append(session_row(session, clock))
    several = sorted(days.items(), key=lambda item: (item[0] is None, item[0]))
    return {"days": [(day if len(days) > 1 else None, rows) for day, rows in several], "zone": times.programme_zone(event)}


def session_row(session, clock):
    lecturer = session.lecturer
    return {
        "clock": clock,
        "title": text_of(session, "title"),
        "lecturer": lecturer and {"name": text_of(lecturer, "name"), "href": lecturer.url if lecturer.live else ""},
        "others": text_of(session, "others"),
        "room": text_of(session, "room"),
    }


def texts(event):
    return text_rows(event, (_("About the event"), "description"), (pgettext("after an event", "Report"), "report"))


def materials(event):
    """What is public of them: link, kind, language, captions; of a file type and size too."""
    return [material_row(row) for row in event.materials.all() if row.is_public]


def material_row(row):
    spoken = dict(SPOKEN)
    captions = listed(row._meta.get_field("captions").labels(row.captions))
    known = [
        capfirst(row.get_kind_display()),
        file_note(row.document) if row.document else host_of(row.url),
        str(spoken[row.language]) if row.language and not row.document else "",
        _("captions: %(languages)s") % {"languages": captions} if captions else "",
        _("no captions") if row.kind == MaterialKind.RECORDING and not captions else "",
    ]
    href = row.document.url if row.document else row.url
    return {"title": text_of(row, "title"), "href": href, "external": not row.document, "note": ", ".join(filter(None, known))}


def pictures(event):
    return [{"image": row.image, "caption": said(text_of(row, "caption"))} for row in event.pictures.all()]


def lecturer_facts(lecturer):
    """Where the person works, and where else one reads about them."""
    partner = lecturer.shown_partner
    organisation = format_html('<a href="{}">{}</a>', partner.url, t(partner, "name")) if partner else said(lecturer.organisation)
    website = lecturer.website and site_link(lecturer.website)
    return fact_rows(
        [
            (_("Organisation"), or_unknown(organisation)),
            (_("Country"), or_unknown(t(lecturer.country, "name") if lecturer.country_id else "")),
            (_("Other names"), ", ".join(lecturer.other_names())),
            (_("Site"), website),
        ]
    )
