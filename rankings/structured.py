"""Structured data (schema.org): memberships and accreditations of the university. A listing is neither."""

from django.utils.translation import gettext as _

from core.languages import text_of
from core.meta import absolute
from core.nav import address_below
from rankings.choices import Kind

CONTEXT = {"@context": "https://schema.org"}


def university(rows):
    members = [organisation(row) for row in rows if row.kind == Kind.MEMBERSHIP]
    certificates = [certification(row) for row in rows if row.kind == Kind.ACCREDITATION]
    if not members and not certificates:
        return []
    known = {
        "@type": "CollegeOrUniversity",
        "name": _("Belarusian State Medical University"),
        "url": absolute(address_below("rankings")),
        "memberOf": members,
        "hasCertification": certificates,
    }
    return [{**CONTEXT, **{key: value for key, value in known.items() if value}}]


def organisation(row):
    known = {"@type": "Organization", "name": text_of(row, "name")[0], "alternateName": row.acronym, "url": row.url}
    return {key: value for key, value in known.items() if value}


def certification(row):
    known = {
        "@type": "Certification",
        "name": text_of(row, "what_it_means")[0],
        "issuedBy": organisation(row),
        "certificationIdentification": row.certificate_no,
        "datePublished": row.issued_on and row.issued_on.isoformat(),
        "expires": row.valid_until and row.valid_until.isoformat(),
        "url": row.source_url,
    }
    return {key: value for key, value in known.items() if value}
