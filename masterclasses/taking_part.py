"""How one takes part: the offer on an event's page, the form, a participant's own page with the way out.

Models come from their own files (masterclasses.models.registration), since the section page imports this one.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import moment_text
from core.languages import active
from core.meta import leaf_context
from core.models import Country, OfficeDetails
from core.visitors import Misses, sender_key
from masterclasses import consents, mail, places
from masterclasses.choices import JoinLink, RegistrationState, Standing
from masterclasses.models.registration import Registration
from masterclasses.places import capacity, left, seats, taken
from masterclasses.visitor_forms import RegistrationForm
from office import inbox
from office.views import form_context, show_or_take

GUESSES = 20  # addresses that were registered already, from one network in an hour: nobody finds out who takes part


# --- the offer -----------------------------------------------------------------------------------
def offer(event):
    """What templates/masterclasses/register_offer.html prints; None where there is no registration. One query at most."""
    state = event.registration_at()
    if state in (RegistrationState.NONE, RegistrationState.OVER, RegistrationState.OFF):
        return None
    found = {"state": state.value, "text": state_text(event, state), "href": "", "button": "", "places": []}
    if state == RegistrationState.ELSEWHERE:
        return {**found, "href": event.register_url, "button": _("Register on the organiser’s website"), "external": True}
    if state != RegistrationState.OPEN:
        return found
    free = left(event, taken(event))
    full = all(number == 0 for number in free.values())
    if not free or (full and not event.waiting_list):
        return {**found, "text": _("All places are taken.")}
    button = _("Join the waiting list") if full else _("Register")
    return {**found, "href": f"{event.url}register/", "button": button, "places": [places_text(event, seat, number) for seat, number in free.items()]}


def state_text(event, state):
    if state == RegistrationState.NOT_YET:
        return _("Registration opens on %(moment)s.") % {"moment": moment_text(event.registration_opens)}
    if state == RegistrationState.OPEN:
        return _("Registration is open until %(moment)s.") % {"moment": moment_text(event.registration_ends_at)}
    texts = {
        RegistrationState.ELSEWHERE: _("Register on the organiser’s website."),
        RegistrationState.CLOSED: _("Registration is closed."),
        RegistrationState.OFF: _("The event does not take place at this time; nobody can register."),
        RegistrationState.OVER: _("The event is over."),
        RegistrationState.NONE: _("There is no registration for this event."),
    }
    return texts[state]


def places_text(event, seat, number):
    """«на месте: осталось 3 места»; nothing where there is no limit."""
    if number is None:
        return _("%(seat)s: no limit on places") % {"seat": seat.label}
    if number == 0:
        return _("%(seat)s: no places left") % {"seat": seat.label}
    return ngettext("%(seat)s: %(n)d place left of %(all)d", "%(seat)s: %(n)d places left of %(all)d", number) % {
        "seat": seat.label,
        "n": number,
        "all": capacity(event, seat),
    }


# --- the form ------------------------------------------------------------------------------------
def register(request, page, event):
    """The form while registration is open; what is the matter when it is not. What was typed stays, even if it closed meanwhile."""
    if event.registration_at() in (RegistrationState.NONE, RegistrationState.ELSEWHERE):
        return redirect(event.url)
    details = OfficeDetails.load(request)
    words = consents.words(event, inbox.operator(details))
    options = {"event": event, "seats": seats(event), "consent_text": words["consent"], "share_text": words["share"]}
    form, done = show_or_take(request, RegistrationForm, lambda form: take(request, event, form, words), **options)
    if done:
        return done
    title = _("Register: %(event)s") % {"event": event.title_text[0]}
    context = {
        **page.frame_context(request),
        **leaf_context(request, page, f"events/{event.slug}/register/", title),
        "event": event,
        "heading": _("Registration"),
        **above_the_form(event, form),
        **form_context(request, form, privacy=consents.notice(event, details)),
    }
    context["shown_fields"] = [field for field in context["shown_fields"] if field.name != "may_share"]
    if form.errors:
        context["meta"]["title"] = _("Error: %(title)s") % {"title": context["meta"]["title"]}
    return hidden_from_machines(TemplateResponse(request, "masterclasses/register.html", context))


def above_the_form(event, form):
    """How many places are left, or why there is no form; whoever has typed something keeps theirs."""
    offered = offer(event)
    why = offered["text"] if offered else state_text(event, event.registration_at())
    closed_text = "" if offered and offered["href"] else why
    return {"offer": offered, "closed_text": closed_text, "shows_form": form.is_bound or not closed_text}


def take(request, event, form, words):
    """Where the participant goes; a refusal is shown above the form."""
    if form.is_spam:
        form.data["trap"] = ""
        raise ValidationError(_("A field that is hidden from people was filled in; it is empty now. Please send the form again."))
    said = form.cleaned_data
    names = ("name_cyrillic", "name_latin", "email", "organisation", "audience", "question", "may_share")
    fields = {name: said[name] for name in names} | {"seat": form.chosen_seat, "language": active(), "sender_key": sender_key(request)}
    fields["country"] = Country.objects.get(code=said["country"]) if said["country"] else None
    check_rate(fields["sender_key"], form.form_key(), event)
    guesses = Misses(request, "participant", GUESSES)
    if guesses.are_too_many:
        raise inbox.TooMany
    try:
        registration = places.register(event, form.form_key(), lambda new: consents.give(new, words), **fields)
    except places.Already as known:
        guesses.count()
        mail.again(known.registration)
        raise ValidationError(_("This address is registered for this event already. We have sent the link to the registration to it once more.")) from None
    except places.Full:
        raise ValidationError(_("The last place of this kind is taken. Nothing you typed is lost.")) from None
    except places.Refused:
        raise ValidationError(refusal_text(event)) from None
    return redirect(mail.own_path(registration))


def refusal_text(event):
    event = type(event).objects.get(pk=event.pk)  # what is kept in memory may be behind
    return f"{state_text(event, event.registration_at())} {_('Nothing was stored.')}"


def check_rate(key, form_key, event):
    """Raises inbox.TooMany for a network that sends very many, or an event that gets very many; the same form sent again does not count."""
    hour_ago = timezone.now() - timedelta(hours=1)
    if Registration.objects.of_form(form_key):
        return
    if Registration.objects.of_sender(key, hour_ago).count() >= settings.REGISTRATION_LIMIT_SENDER:
        raise inbox.TooMany
    if Registration.objects.since(hour_ago, event).count() >= settings.REGISTRATION_LIMIT_EVENT:
        raise inbox.TooMany


# --- the participant's own page ------------------------------------------------------------------
def own_page(request, page, token):
    """Where the registration stands, and the way out. Whoever has the address is its owner."""
    registration = Registration.objects.of_token(token)
    if not registration:
        raise Http404
    request.has_secret_address = True
    if request.method == "POST" and request.POST.get("cancel") == "yes":
        places.cancel(registration)
        return hidden_from_machines(redirect(request.path))
    event = registration.event
    title = _("Your registration")
    context = {
        **page.frame_context(request),
        **leaf_context(request, page, f"places/{token}/", title),
        "heading": title,
        "registration": registration,
        "event": event,
        "standing": standing_text(registration),
        "join_link": join_link(registration),
        "may_cancel": places.can_cancel(registration, event),
        "asked_to_cancel": "cancel" in request.GET,
        "certificate": certificate_of(registration),
    }
    return hidden_from_machines(TemplateResponse(request, "masterclasses/place.html", context))


def standing_text(registration):
    position = registration.position
    texts = {
        Standing.ACCEPTED: _("You have a place."),
        Standing.ATTENDED: _("You took part."),
        Standing.CANCELLED: _("This registration is cancelled. Your data have been deleted from the list of participants."),
        Standing.WAITING: _("You are number %(position)d on the waiting list.") % {"position": position or 0},
    }
    return texts[Standing(registration.standing)]


def certificate_of(registration):
    """{number, href of the check, revoked: day or None}, None where there is no certificate."""
    found = getattr(registration, "certificate", None)
    if not found or registration.standing != Standing.ATTENDED:
        return None
    return {"number": str(found), "href": found.get_url(), "revoked": found.revoked_on}


def join_link(registration):
    """On the own page only if the office wants it there; "by mail only" stays in the mail."""
    event = registration.event
    return mail.join_link(registration, event) if event.link_visibility in (JoinLink.PUBLIC, JoinLink.REGISTERED) and not event.is_over else ""


def hidden_from_machines(response):
    """Neither found nor kept, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response
