"""What one edition, or one organisation, says in a row of a table or list."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.details import fact_rows, site_link
from core.languages import text_of
from core.templatetags.core_tags import or_unknown, t
from core.text import host_of
from rankings.choices import About, Kind
from rankings.history import series_text
from rankings.places import national_text, place_text


def result_row(result):
    return {
        "edition": result.edition_text,
        "scope": series_text(result),
        "place": place_text(result),
        "is_ranked": bool(result.rank_from),
        "national": national_text(result),
        "score": result.score,
        "source": host_of(result.source_url),
        "source_href": result.source_url,
        "checked_on": result.checked_on,
        "comment": text_of(result, "comment"),
        "sample": result.is_sample,
    }


def organisation_row(row):
    contact, partner = row.shown_contact, row.shown_partner
    return {
        "name": text_of(row, "name"),
        "acronym": row.acronym,
        "meaning": text_of(row, "what_it_means"),
        "logo": row.shown_logo,
        "sample": row.is_sample,
        "facts": fact_rows(
            [
                (_("Membership"), capfirst(row.get_membership_display()) if row.membership else ""),
                (pgettext("of an accreditation or membership", "Covers"), covers(row)),
                (_("Since"), row.since_text if row.kind == Kind.LINK else or_unknown(row.since_text)),
                (_("Until"), date_format(row.until, "DATE_FORMAT") if row.until else ""),
                (pgettext("of an accreditation", "Certificate"), certificate(row)),
                (_("Valid until"), date_format(row.valid_until, "DATE_FORMAT") if row.valid_until else ""),
                (_("Our part in it"), t(row, "our_role")),
                (_("Our representative"), t(contact, "role") if contact else ""),
                (_("Country"), t(row.country, "name") if row.country_id else ""),
                (pgettext("of an organisation", "Reach"), capfirst(_("international")) if row.international else ""),
                (_("Site"), row.url and site_link(row.url)),
            ]
        ),
        "partner": partner and {"name": text_of(partner, "name"), "href": partner.url},
        "certificate_href": row.certificate.url if row.certificate_id else "",
        "source": host_of(row.source_url),
        "source_href": row.source_url,
        "checked_on": row.checked_on,
    }


def covers(row):
    """What of the university it is about; said where that is less than all of it, and always of an accreditation."""
    if row.scope == About.INSTITUTION and row.kind != Kind.ACCREDITATION:
        return ""
    return ": ".join(filter(None, [capfirst(row.get_scope_display()), text_of(row, "scope_note")[0]]))


def certificate(row):
    known = [f"№ {row.certificate_no}" if row.certificate_no else "", date_format(row.issued_on, "DATE_FORMAT") if row.issued_on else ""]
    return ", ".join(filter(None, known)) if row.kind == Kind.ACCREDITATION else ""
