"""A proposal of cooperation: the page's form, and whom it goes to."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.models import Country
from office import inbox
from office.choices import Topic
from office.views import answer_form, form_context
from partners.choices import KIND_EXPLAINED, AgreementKind
from partners.forms import ProposalForm

INTERNAL = (AgreementKind.PROTOCOL, AgreementKind.OTHER)  # nobody begins with one of these


def answer(request, page):
    """The page with its form, or the way to the receipt."""

    def send(form):
        country = Country.objects.select_related("officer").get(code=form.cleaned_data["country"])
        kind = form.cleaned_data["kind"]
        wanted = AgreementKind(kind).label if kind else ""
        return inbox.receive(
            request, form, Topic.PROPOSAL, assignee=country.officer, country=country, organisation=form.cleaned_data["organisation"], wanted=wanted
        )

    form, done = answer_form(request, ProposalForm, send, {"kind": request.GET.get("kind", "")})
    if done:
        return done
    kinds = [{"label": kind.label, "text": KIND_EXPLAINED[kind]} for kind in AgreementKind if kind not in INTERNAL]
    context = {**page.get_context(request), "kinds": kinds, **form_context(request, form)}
    if form.errors:
        context["meta"]["title"] = _("Error: %(title)s") % {"title": context["meta"]["title"]}
    return TemplateResponse(request, page.template, context)
