"""The form by which graduates join, and the one by which they ask for the link; both answer the same whoever is known."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from alumni import consents, mail, membership
from alumni.visitor_forms import JoinForm, LinkForm
from core.languages import active
from core.meta import leaf_context
from core.models import OfficeDetails
from core.nav import address_below
from core.visitors import Misses
from office import inbox
from office.views import form_context, show_or_take

LINKS = 10  # asked for from one network in an hour


def join(request, page):
    details = OfficeDetails.load(request)
    words = consents.words(inbox.operator(details))
    form, done = show_or_take(request, JoinForm, lambda form: take(request, form, words), words=words)
    if done:
        return done
    context = {**frame(request, page, "join/", _("Join the association"), form), **form_context(request, form, privacy=consents.notice(details))}
    context["shown_fields"] = [field for field in context["shown_fields"] if field.name not in ("publish", "represent")]
    return TemplateResponse(request, "alumni/join.html", {**context, "sent": "sent" in request.GET})


def take(request, form, words):
    check(form)
    check_rate(request, "alumni-join", settings.FORM_LIMIT_SENDER)
    ticks = {purpose: [words[purpose], active()] for purpose in form.ticked}
    membership.join(form.form_key(), ticks, language=active(), **form.fields_of_entry())
    return redirect(address_below("alumni", "join/", sent=1))


def ask(request, page):
    """The own page without a link: an address to send one to."""
    form, done = show_or_take(request, LinkForm, lambda form: take_address(request, form))
    if done:
        return done
    context = {**frame(request, page, "me/", _("Your entry"), form), **form_context(request, form, privacy=[])}
    return TemplateResponse(request, "alumni/ask.html", {**context, "sent": "sent" in request.GET, "join_href": address_below("alumni", "join/")})


def take_address(request, form):
    check(form)
    check_rate(request, "alumni-link", LINKS)
    membership.ask_for_link(form.cleaned_data["email"], active())
    return redirect(address_below("alumni", "me/", sent=1))


def check(form):
    if form.is_spam:
        form.data["trap"] = ""
        raise ValidationError(_("A field that is hidden from people was filled in; it is empty now. Please send the form again."))


def check_rate(request, name, most):
    """Raises inbox.TooMany for a network, or a whole site, that sends very many. Forms count, not entries: a limit that asks who is new would tell who is known."""
    sent = Misses(request, name, most)
    if sent.are_too_many or mail.within_an_hour() >= settings.FORM_LIMIT_ALL:
        raise inbox.TooMany
    sent.count()


def frame(request, page, path, heading, form):
    context = {**page.frame_context(request), **leaf_context(request, page, path, heading), "heading": heading}
    if form.errors:
        context["meta"]["title"] = _("Error: %(title)s") % {"title": context["meta"]["title"]}
    return context
