"""Certificates: issued to those who took part, and checked in public by their number."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.details import fact_rows
from core.languages import active, text_of
from core.meta import leaf_context
from core.models import OfficeDetails
from core.nav import address_below
from core.visitors import Misses
from masterclasses import certificate_pdf, mail, places
from masterclasses.choices import Standing
from masterclasses.models.registration import Certificate, Registration
from masterclasses.taking_part import hidden_from_machines

MISSES = 30  # wrong numbers from one network address in an hour; a personnel office that checks right ones never notices


# --- issuing -------------------------------------------------------------------------------------
def issue(registrations):
    """To each who took part and has none yet, with a mail; answers how many."""
    due = Registration.objects.of_keys(row.pk for row in registrations).to_certify().order_by("event", "pk")
    return sum(issue_one(registration) for registration in list(due))


def issue_one(registration):
    """While nobody else is at it: marked as absent at the same moment, a person gets no certificate."""
    with places.locked(registration.event_id) as event:
        registration = places.fresh(registration)
        if registration.standing != Standing.ATTENDED:
            return False
        said = {"event": event, "initials": initials(registration), "is_sample": registration.is_sample}
        _certificate, is_new = Certificate.objects.get_or_create(registration=registration, defaults=said)
        if is_new:
            mail.certified(registration)
        return is_new


def follow_name(registration):
    """After the office has put a name right."""
    if certificate := certificate_of(registration):
        certificate.initials = initials(registration)
        certificate.save(update_fields=["initials"])


def certificate_of(registration):
    """Valid or revoked; None where there is none."""
    return getattr(registration, "certificate", None)


def initials(registration):
    """«А. К. / A. K.», in the scripts in which the name is known: all that the public check tells of a person."""
    return " / ".join(dict.fromkeys(filter(None, (letters(name) for name in (registration.name_cyrillic, registration.name_latin)))))


def letters(name):
    """«А. К.»: of three words at most, the last one among them."""
    firsts = [first for word in name.split() if (first := next((sign for sign in word if sign.isalpha()), ""))]
    return " ".join(f"{sign.upper()[0]}." for sign in [*firsts[:-1][:2], *firsts[-1:]])


# --- the participant's file ------------------------------------------------------------------------
def own_file(request, token):
    """The PDF, for whoever has the address of the participant's own page; none once it is revoked."""
    registration = Registration.objects.of_token(token)
    certificate = certificate_of(registration)
    if not certificate or certificate.revoked_on or registration.standing != Standing.ATTENDED:
        raise Http404
    response = HttpResponse(certificate_pdf.draw(certificate, registration, OfficeDetails.load(request)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{certificate.code}.pdf"'
    return hidden_from_machines(response)


# --- the public check ------------------------------------------------------------------------------
def check(request, page, typed=""):
    """A number by its address or by the form. Whatever is wrong with a number, the answer is the same."""
    by_form = "code" in request.GET
    typed = (request.GET.get("code", "") if by_form else typed).strip()
    misses = Misses(request, "certificate", MISSES)
    too_many = bool(typed) and misses.are_too_many
    certificate = Certificate.objects.of_code(typed) if typed and not too_many else None
    if certificate and by_form:
        return hidden_from_machines(redirect(certificate.get_url()))
    if typed and not certificate and not too_many:
        misses.count()
    title = _("Check a certificate")
    request.has_secret_address = bool(typed)
    context = {
        **page.frame_context(request),
        **leaf_context(request, page, f"certificates/{certificate.code}/" if certificate else "certificates/", title),
        "heading": title,
        "form_href": address_below("masterclasses", "certificates/"),
        "typed": typed[:40],
        "found": told(certificate) if certificate else None,
        "unknown": bool(typed) and not certificate and not too_many,
        "too_many": too_many,
    }
    status = 200 if certificate or not typed else (429 if too_many else 404)
    return hidden_from_machines(TemplateResponse(request, "masterclasses/certificate.html", context, status=status))


def told(certificate):
    """All that anybody may know of it."""
    event = certificate.event
    title, lang = text_of(event, "title")
    revoked = certificate.revoked_on
    verdict = _("Revoked on %(day)s") % {"day": date_format(revoked, "DATE_FORMAT")} if revoked else _("This certificate is valid")
    facts = [
        (_("Number"), str(certificate)),
        (_("Initials"), certificate.initials),
        (_("When"), event.day_text),
        (_("Issued on"), date_format(certificate.issued_on, "DATE_FORMAT")),
    ]
    return {
        "status": "cancelled" if revoked else "current",  # the sign beside the words
        "verdict": verdict,
        "title": title,
        "lang": "" if lang == active() else lang,
        "href": event.url if event.live else "",
        "facts": fact_rows(facts),
        "sample": certificate.is_sample,
    }
