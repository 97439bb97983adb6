"""The graduate's own page behind a mailed link: see, correct, hide, take along, withdraw. No password.

The link is opened with a button, for mail programs look at addresses before people do. It opens once, for the browser that pressed the button:
that keeps a cookie for an hour, of which the link knows the digest; the address alone opens nothing any more.
"""

import json
import secrets

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from alumni import consents, membership
from alumni.choices import State
from alumni.models.graduate import FIELDS
from alumni.models.link import OPEN_FOR, MailedLink, digest
from alumni.visitor_forms import OwnForm
from core.meta import leaf_context
from core.models import OfficeDetails
from core.nav import address_below
from office import inbox

COOKIE = "graduate"


def answer(request, page, token):
    request.has_secret_address = True
    link = MailedLink.objects.of_token(token)
    if link and link.is_open and is_holder(request, link) and link.graduate.state != State.ERASED:
        return kept_private(opened(request, page, link.graduate))
    if link and link.may_be_opened:
        return kept_private(unopened(request, page, link))
    return kept_private(gone(request, page))


def is_holder(request, link):
    return bool(link.holder) and secrets.compare_digest(link.holder, digest(request.COOKIES.get(COOKIE, "")))


def unopened(request, page, link):
    """A button; who presses it is the holder of the link from now on."""
    if request.method != "POST":
        return draw(request, page, "alumni/open.html", _("Your entry"), {"agreed": [text for text, _language in link.graduate.pending.values()]})
    secret = secrets.token_urlsafe(24)
    if not MailedLink.objects.take(link, secret):
        return gone(request, page)
    membership.opened(link.graduate)
    response = redirect(request.path)
    response.set_cookie(COOKIE, secret, max_age=OPEN_FOR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def gone(request, page):
    """Used, ended, forged: the same words for all."""
    return draw(request, page, "alumni/gone.html", _("This link does not open anything (any more)"), {"ask_href": address_below("alumni", "me/")}, status=404)


def opened(request, page, graduate):
    action = request.POST.get("action", "") if request.method == "POST" else ""
    if action == "leave" and request.POST.get("sure") == "yes":
        membership.erase(graduate)
        return draw(request, page, "alumni/left.html", _("You have left the association"), {})
    if action == "hide":
        membership.hide(graduate)
        return redirect(f"{request.path}?done=hidden")
    if action == "export":
        return export(graduate)
    words = consents.words(inbox.operator(OfficeDetails.load(request)))
    form = OwnForm(request.POST if action == "save" else None, graduate=graduate, words=words)
    if action == "save" and form.is_valid():
        membership.correct(graduate, form.visibility(), form.ticks(), words, **form.fields_of_entry())
        return redirect(f"{request.path}?done=saved")
    done = {"saved": _("Saved."), "hidden": _("Everything is hidden now.")}.get(request.GET.get("done"), "")
    names = {"form": form, "graduate": graduate, "rows": form.rows(), "done": done, "sure": "leave" in request.GET, "state": graduate.get_state_display()}
    return draw(request, page, "alumni/me.html", _("Your entry"), {**names, "problems": problems(form), "checked": graduate.public})


def problems(form):
    return [
        {"label": form[name].label, "href": f"#{form[name].auto_id}", "text": text}
        for name, errors in form.errors.items()
        if name != "__all__"
        for text in errors
    ]


def export(graduate):
    """Everything that is kept of the person, to take along."""
    names = [
        "name_latin", "name_cyrillic", "name_then", "email", "phone", "city", "faculty", "entry_year", "graduation_year", "study_language", "position",
        "employer", "biography", "link", "willing_to", "language", "visibility", "source", "legal_basis", "state",
    ]  # fmt: skip
    data = {name: getattr(graduate, name) for name in names}
    for name in ("country", "citizenship_then", "specialty"):
        data[name] = getattr(graduate, name).code if getattr(graduate, f"{name}_id") else None
    for name in ("contact_on", "publish_on", "represent_on", "confirmed_on", "confirm_by", "created_at"):
        value = getattr(graduate, name)
        data[name] = value.isoformat() if value else None
    data["fields with a visibility"] = list(FIELDS)
    data["consents"] = consents.log_of(graduate)
    response = HttpResponse(json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="graduate.json"'
    return response


def draw(request, page, template, heading, names, status=200):
    context = {**page.frame_context(request), **leaf_context(request, page, "me/", heading), "heading": heading, **names}
    return TemplateResponse(request, template, context, status=status)


def kept_private(response):
    """Neither found nor kept, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response
