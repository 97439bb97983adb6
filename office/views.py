"""The form that says what is wrong on a page, and the page that confirms any message. `answer_form` serves the forms of all sections."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core import addresses
from core.languages import active
from core.meta import view_context
from core.models import Contact, OfficeDetails
from office import consent, inbox
from office.choices import Topic
from office.forms import ReportForm, new_key
from office.models import Enquiry

HIDDEN = ("key", "about")  # fields of a form that readers do not see


def answer_form(request, form_type, send, initial=None, **options):
    """(form, None) to show, or (form, redirect) once the message is in.

    `send(form)` stores a valid form; `options` are the form's own. These forms need no cookie: they act for nobody, and their signed
    key says that we gave them out.
    """
    options["consent_text"] = inbox.consent_text(OfficeDetails.load(request), form_type.minor)
    return show_or_take(request, form_type, lambda form: redirect("sent", inbox.receipt(send(form))), initial, **options)


def show_or_take(request, form_type, take, initial=None, **options):
    """The same for any form of visitors: `take(form)` stores a valid form and answers where to go.

    It may raise inbox.TooMany, or a ValidationError that is shown above the form; nothing typed is lost.
    """
    if request.method != "POST":
        return form_type(initial={"key": new_key(), **(initial or {})}, **options), None
    form = form_type(mended(request.POST), **options)
    if form.is_valid():
        try:
            return form, take(form)
        except inbox.TooMany:
            form.add_error(None, inbox.too_many_text())
        except ValidationError as refusal:
            form.add_error(None, refusal)
    if "key" in form.errors:
        form.data["key"] = new_key()
    return form, None


def mended(posted):
    """What was sent, without NUL bytes in the fields that no reader sees and could put right."""
    data = posted.copy()
    for name in HIDDEN:
        data[name] = data.get(name, "").replace("\x00", "")
    return data


def form_context(request, form, minor_href="", privacy=None):
    """The names that components/message_form.html and its neighbours print; `minor_href` is where readers under 16 find their own form.

    `privacy` is the notice of a form that is no message: pairs of heading and text.
    """
    details = OfficeDetails.load(request)
    named = {name: form[name].label.rstrip("?:") for name in form.fields if name != "consent"}
    summary = [
        {"label": named.get(name, ""), "href": f"#{form[name].auto_id}", "text": text}
        for name, errors in form.errors.items()
        if name not in ("__all__", "key")
        for text in errors
    ]
    general = [*form.non_field_errors(), *form.errors.get("key", [])]
    return {
        "form": form,
        "hidden_fields": [form[name] for name in form.fields if name in HIDDEN],
        "shown_fields": [form[name] for name in form.fields if name not in (*HIDDEN, "consent", "trap")],
        "problems": [*({"label": "", "href": "", "text": text} for text in general), *summary],
        "privacy": privacy or consent.notice(inbox.operator(details), answering_address(details), not form.fields["email"].required, form.minor, minor_href),
        "reply_days": details.reply_days,
    }


def answering_address(details):
    """Where one asks about one's data."""
    shown = Contact.shown(details.contact)
    return shown.email if shown else details.email


@never_cache
@csrf_exempt
def report(request):
    """`?about=/en/partnership/…/` fills in what the report is about."""
    path = addresses.clean_path(request.POST.get("about") or request.GET.get("about"))
    about = addresses.find(request, path) if path else None
    name, lang = about.title_text if about else ("", active())

    def send(form):
        found = {"about": about, "about_title": name, "about_path": path} if about else {"about_path": path}
        return inbox.receive(request, form, Topic.REPORT, assignee=responsible_for(about), **found)

    form, done = answer_form(request, ReportForm, send, {"about": path})
    if done:
        return done
    title = _("Report a mistake")
    context = {
        "about": {"title": name, "href": path, "lang": lang if lang != active() else ""} if about else None,
        "heading": title,
        **form_context(request, form),
    }
    shown = _("Error: %(title)s") % {"title": title} if form.errors else title
    return TemplateResponse(request, "office/report.html", {**context, **view_context(request, shown)})


def responsible_for(item):
    """The role that answers for a page or record, None where nobody is named."""
    names = ("owner_contact",) if hasattr(item, "owner_contact") else ("owner", "coordinator_ours")  # a page's `owner` is who made it
    return next((contact for name in names if (contact := getattr(item, name, None))), None)


@never_cache
def sent(request, token):
    """The reference number of a message that has come in."""
    enquiry = Enquiry.objects.filter(reference=inbox.reference_of(token) or "").first()
    if not enquiry:
        raise Http404
    context = {"reference": enquiry.reference, "due_on": enquiry.due_on, "mailed": bool(enquiry.email), "back": back_from(enquiry)}
    return TemplateResponse(request, "office/sent.html", {**context, **view_context(request, _("Your message has reached us"))})


def back_from(enquiry):
    if enquiry.about_title:
        return {"title": enquiry.about_title, "href": enquiry.about_path}
    return {"title": _("Home"), "href": reverse("wagtail_serve", args=[""])}
