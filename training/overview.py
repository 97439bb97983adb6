"""The section's first page: the applicant's questions in their order, what takes applications now."""

from core.languages import text_of
from core.templatetags.core_tags import t
from training.applying import applying
from training.asked import option
from training.choices import IntakeState
from training.leaves import ways
from training.places import place
from training.published import Published

MOST = 6
BY_COUNTRY = ("checklist", "invitation", "recognition", "entry")  # questions that begin with a country


def context(request):
    published = Published()
    rows = ways()
    return {
        "questions": [row for row in rows if row["path"] not in BY_COUNTRY],
        "by_country": [row for row in rows if row["path"] in BY_COUNTRY],
        "countries": [option(code, text_of(country, "name")[0], False) for code, country in published.countries.items()],
        "open_now": open_now(published)[:MOST],
        "programmes_href": place("programmes/"),
    }


def open_now(published):
    """Programmes that take applications, the first to close first."""
    found = [(programme, applying(programme, published.intakes_of(programme))) for programme in published.open_programmes]
    taking = [(programme, now) for programme, now in found if now["state"] in (IntakeState.OPEN, IntakeState.CLOSING)]
    return [
        {"title": t(programme, "name"), "href": programme.url, "sample": programme.is_sample, "apply": now}
        for programme, now in sorted(taking, key=lambda row: row[1]["deadline"])
    ]
