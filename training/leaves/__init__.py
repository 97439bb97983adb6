"""The pages below the section: one for each question of an applicant. Each is a function(request, page, published) -> names for its template."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

import core.leaves
from core.meta import leaf_context
from training.leaves import arrival, checklist, compare, cost, entry, fees, invitation, recognition, route, scholarships
from training.places import place
from training.published import Published


@dataclass(frozen=True)
class Leaf:
    """An address below the section page: `title` names it, `question` is what the reader asks, `lead` what the page answers."""

    path: str
    title: str
    question: str
    lead: str
    context: Callable

    @property
    def template(self):
        return f"training/{self.path}.html"


LEAVES = {
    leaf.path: leaf
    for leaf in (
        Leaf(
            "fees",
            _("Fees"),
            _("What does a year cost?"),
            _("Every fee with its academic year, language and currency, and the day it was last checked."),
            fees.context,
        ),
        Leaf(
            "cost",
            _("Cost estimate"),
            _("What will it cost in all?"),
            _("The first year and the whole course, with dormitory and insurance. Every line says as of when; nothing is converted in silence."),
            cost.context,
        ),
        Leaf(
            "recognition",
            _("Recognition of the diploma"),
            _("Will my country accept the diploma?"),
            _(
                "What each authority says, what a graduate still has to do there, how we know and when we looked. What nobody has confirmed, we call “not confirmed”."
            ),
            recognition.context,
        ),
        Leaf(
            "checklist",
            _("Papers to send"),
            _("What do I send, by when, in which form?"),
            _(
                "Your list by passport, programme and beginning of studies: originals and copies, translation, legalisation, and from which day to get papers that expire."
            ),
            checklist.context,
        ),
        Leaf(
            "invitation",
            _("Invitation and visa"),
            _("Do I need an invitation or a visa?"),
            _("The answer for your citizenship comes first, then the deadlines and who has to do what."),
            invitation.context,
        ),
        Leaf(
            "entry",
            _("Entry with a school certificate"),
            _("Is my school certificate enough?"),
            _("Which certificate of your country opens the way to studies, with which subjects and marks."),
            entry.context,
        ),
        Leaf(
            "route",
            _("Which route is mine?"),
            _("Do I begin at once, or with a preparatory course?"),
            _("Three questions about languages and school; the answer names the programmes that fit."),
            route.context,
        ),
        Leaf(
            "arrival",
            _("Steps to arrival"),
            _("What happens between my first question and the first lecture?"),
            _("Who does what and how long it takes, from the request for an invitation to registration in Minsk."),
            arrival.context,
        ),
        Leaf(
            "scholarships",
            _("Scholarships and discounts"),
            _("Can I get a scholarship?"),
            _("Money that foreign students can apply for, by citizenship and level; or plainly that there is none this year."),
            scholarships.context,
        ),
        Leaf(
            "compare",
            _("Compare programmes"),
            _("How do two programmes differ?"),
            _("Two or three programmes side by side: language, length, fee, dates, what is asked at entry."),
            compare.context,
        ),
    )
}


def answer(request, page, path):
    leaf = LEAVES.get(path)
    if not leaf:
        raise Http404
    names = {"heading": leaf.title, "lead": leaf.lead, "ways": ways(path), "path": f"{path}/"}
    context = {**page.frame_context(request), **leaf_context(request, page, f"{path}/", leaf.title, leaf.lead), **names}
    return TemplateResponse(request, leaf.template, {**context, **leaf.context(request, page, Published())})


def found(query):
    """Hits of the site search among these pages."""
    return core.leaves.found(query, ways)


def ways(current=""):
    """Links to all pages of the section, in the order in which an applicant asks; also those that are served elsewhere."""
    rows = [{"path": path, "title": leaf.title, "question": leaf.question, "lead": leaf.lead} for path, leaf in LEAVES.items()]
    programmes = {"path": "programmes", "title": _("Programmes"), "question": _("What can I study, and in which language?")}
    agent = {"path": "representatives", "title": _("Check a representative"), "question": _("Is this agent real?")}
    ask = {"path": "enquiry", "title": _("Ask a question"), "question": _("Whom do I ask, and when will they answer?")}
    return [{"lead": "", **row, "href": place(f"{row['path']}/"), "current": row["path"] == current} for row in (programmes, *rows, agent, ask)]
