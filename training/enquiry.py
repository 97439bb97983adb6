"""Questions to the office: the form, whom it goes to, how quickly the office answers."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.languages import text_of
from core.meta import leaf_context
from core.models import Contact
from office import inbox, speed
from office.choices import Topic
from office.views import answer_form, form_context
from training.asked import Asked
from training.choices import IN_STUDY_LANGUAGE
from training.forms import MinorQuestionForm, QuestionForm
from training.leaves import ways
from training.places import place
from training.published import Published


def answer(request, page):
    """The page with its form, or the way to the receipt. `?under16` shows the short form."""
    published = Published()
    minor = "under16" in request.GET
    asked = Asked(request.GET, published)
    form, done = minor_form(request) if minor else question_form(request, published, asked)
    if done:
        return done
    title = _("Ask a question")
    lead = _("Your question reaches the person who answers for admission. You get a number at once, on the screen and by mail.")
    context = {
        **page.frame_context(request),
        **leaf_context(request, page, "enquiry/", title, lead),
        "heading": title,
        "lead": lead,
        "wrong": asked.wrong,
        "minor": minor,
        "minor_href": place("enquiry/", under16="1"),
        "adult_href": place("enquiry/"),
        "ways": ways("enquiry"),
        "speed_text": speed.speed_text(),
        **form_context(request, form, minor_href="" if minor else place("enquiry/", under16="1")),
    }
    if form.errors:
        context["meta"]["title"] = _("Error: %(title)s") % {"title": context["meta"]["title"]}
    return TemplateResponse(request, "training/enquiry.html", context)


def question_form(request, published, asked):
    def send(form):
        said = form.cleaned_data
        programme = next((row for row in published.programmes if row.slug == said["programme"]), None)
        about = {"about": programme, "about_title": text_of(programme, "name")[0], "about_path": programme.url} if programme else {"about_path": request.path}
        country = published.countries[said["country"]]
        wanted = ", ".join(filter(None, [about.get("about_title", ""), str(IN_STUDY_LANGUAGE.get(said["study_language"], ""))]))
        assignee = (programme and programme.owner) or admissions(published) or country.officer
        return inbox.receive(request, form, Topic.QUESTION, assignee=assignee, country=country, wanted=wanted[:150], start=said["start"], **about)

    initial = {
        "country": asked.country and asked.country.code,
        "programme": asked.programme and asked.programme.slug,
        "study_language": asked.word("language"),
        "start": asked.start[0].academic_year if asked.start else "",
    }
    return answer_form(request, QuestionForm, send, initial, published=published)


def minor_form(request):
    def send(form):
        return inbox.receive(request, form, Topic.QUESTION, assignee=admissions(Published()), about_path=request.path)

    return answer_form(request, MinorQuestionForm, send)


def admissions(published):
    """The role that people come to who want to apply; None where nobody does."""
    return published.kept.get(("training", "admissions"), lambda: next((row for row in Contact.objects.public() if "apply" in row.tasks), None))
