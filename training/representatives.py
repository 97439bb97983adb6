"""The register of authorised representatives and its check. What somebody asks is stored nowhere and written into no log: it comes by POST."""

from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.languages import text_of
from core.meta import leaf_context
from core.text import clean
from training.choices import RepresentativeState
from training.forms import CheckForm
from training.leaves import ways
from training.models import Representative
from training.places import place

MOST = 5  # answers to one question: whoever asks for "a" gets no list


def answer(request, page):
    title = _("Check a representative")
    lead = _("Does this agency or person act for the university? Type the name in Russian or Latin letters, or the number of the letter of authority.")
    form = CheckForm(request.POST if request.method == "POST" else None)
    found = check(form.cleaned_data["asked"]) if form.is_bound and form.is_valid() else None
    context = {
        **page.frame_context(request),
        **leaf_context(request, page, "representatives/", title, lead),
        "heading": title,
        "lead": lead,
        "form": form,
        "found": found,
        "listed": [row_of(row) for row in Representative.objects.listed().select_related("country")],
        "ask_href": place("enquiry/"),
        "ways": ways("representatives"),
    }
    if form.errors:
        context["meta"]["title"] = _("Error: %(title)s") % {"title": context["meta"]["title"]}
    return TemplateResponse(request, "training/representatives.html", context)


def check(asked):
    """{rows, too_many}: by the whole number, else by all words of the name, in either script."""
    asked = clean(asked)
    public = Representative.objects.public().select_related("country").order_by("-valid_until", "pk")
    rows = list(public.with_number(asked)) or [row for row in public.named(asked) if row.in_list or row.is_called(asked)][: MOST + 1]
    return {"rows": [row_of(row) for row in rows] if len(rows) <= MOST else [], "too_many": len(rows) > MOST}


def row_of(representative):
    """What is said of one: who, where, until when."""
    state = representative.state
    return {
        "name": text_of(representative, "legal_name"),
        "place": ", ".join(filter(None, [text_of(representative, "city")[0], text_of(representative.country, "name")[0]])),
        "number": representative.letter_no,
        "state": state.value,
        "verdict": verdict(representative, state),
        "services": text_of(representative, "services"),
        "contacts": representative.contacts if representative.in_list else "",
        "sample": representative.is_sample,
    }


def verdict(representative, state):
    texts = {
        RepresentativeState.VALID: (_("Valid until %(day)s"), representative.valid_until),
        RepresentativeState.NOT_YET: (_("Valid from %(day)s only"), representative.valid_from),
        RepresentativeState.EXPIRED: (_("Expired on %(day)s"), representative.valid_until),
        RepresentativeState.WITHDRAWN: (_("Withdrawn on %(day)s"), representative.withdrawn_on),
    }
    text, day = texts[state]
    return text % {"day": date_format(day, "DATE_FORMAT")}
