"""The department: what it does, whom to ask for what, where it is, how to appeal."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.routable_page.models import path

from core.languages import active, text_of
from core.models import Contact, Holiday, OfficeDetails, SectionPage
from core.models.contacts import TASKS
from core.nav import home_url
from office import structured, vcard


class DepartmentPage(SectionPage):
    """“I want to…” leads to a role, the role to its card, the card to an address book."""

    fixed_slug = "department"

    class Meta:
        verbose_name = gettext_lazy("department")

    @path("", name="department")
    def department(self, request):
        contacts = list(Contact.objects.public().order_by("is_sample", f"role_{active()}"))
        names = {
            "intents": intents(contacts),
            "cards": [card(contact) for contact in contacts],
            "place": place(OfficeDetails.load(request)),
            "holidays": [{"day": row.day, "name": text_of(row, "name")[0], "times": row.times_text} for row in Holiday.objects.coming()],
        }
        context = {**self.get_context(request), **names}
        context["meta"]["json_ld"] += structured.contact_points(contacts)
        return TemplateResponse(request, "office/department_page.html", context)

    @path("contacts/<int:number>.vcf/", name="vcard")
    def vcard(self, request, number):
        contact = Contact.objects.public().filter(pk=number).first()
        if not contact:
            raise Http404
        response = HttpResponse(vcard.write(contact, OfficeDetails.load()), content_type="text/vcard; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="contact-{contact.pk}.vcf"'
        return response


def intents(contacts):
    """[{label, contacts}] for everything one may come for and somebody answers for, in the order of the list."""
    rows = [{"label": label, "contacts": [link(contact) for contact in contacts if code in contact.tasks]} for code, label in TASKS]
    return [row for row in rows if row["contacts"]]


def link(contact):
    return {"title": text_of(contact, "role")[0], "href": f"#contact-{contact.pk}", "sample": contact.is_sample}


def card(contact):
    """What components/contact.html prints; the deputy by role, so that nobody writes to someone who left."""
    deputy = Contact.shown(contact.deputy)
    return {
        "anchor": f"contact-{contact.pk}",
        "contact": contact,
        "deputy": deputy and {"title": text_of(deputy, "role")[0], "href": f"#contact-{deputy.pk}"},
        "tasks": [label for code, label in TASKS if code in contact.tasks],
        "vcard_href": vcard_href(contact),
    }


def vcard_href(contact):
    return f"{home_url(active())}department/contacts/{contact.pk}.vcf"


def place(details):
    """Address and access; what no source says is said to be unknown."""
    step_free = {True: _("yes"), False: _("no"), None: ""}[details.step_free]
    return {
        "address": ", ".join(filter(None, [text_of(details, "address")[0], details.postcode])),
        "access": [line for line in (text_of(details, "access")[0] or "").splitlines() if line.strip()],
        "step_free": step_free,
        "plan": details.plan,
        "appeals": [line for line in (text_of(details, "appeals")[0] or "").splitlines() if line.strip()],
        "appeals_href": details.appeals_url or details.website,
        "site": details.website,
        "phone": details.phone,
        "email": details.email,
    }
