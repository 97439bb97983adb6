"""Two or three programmes side by side."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.languages import text_of
from core.templatetags.core_tags import t
from core.text import clean
from training.applying import applying
from training.asked import option
from training.money_rows import due, entry_year, fee_for
from training.programme_facts import duration_text, languages_text, study_facts

MOST = 3


def context(request, page, published):
    words = [clean(word, 120) for word in request.GET.getlist("programme")[:10]]
    known = {programme.slug: programme for programme in published.programmes}
    chosen = list(dict.fromkeys(known[word] for word in words if word in known))
    wrong = (
        [_("The address names a programme that we do not have. Please choose one from the list.")] if any(word and word not in known for word in words) else []
    )
    if len(chosen) > MOST:
        wrong.append(_("Three programmes stand side by side at most; the first three of yours are shown."))
    chosen = chosen[:MOST]
    return {
        "choices": [options(published, chosen[number] if number < len(chosen) else None) for number in range(MOST)],
        "wrong": wrong,
        "columns": [{"title": t(programme, "name"), "href": programme.url, "sample": programme.is_sample} for programme in chosen],
        "rows": rows(published, chosen) if len(chosen) > 1 else [],
        "one": len(chosen) == 1,
    }


def options(published, programme):
    return [option(row.slug, text_of(row, "name")[0], row == programme) for row in published.open_programmes]


def rows(published, chosen):
    """[{label, values}]; rows that nobody knows anything for are left out."""
    columns = [column(published, programme) for programme in chosen]
    labels = list(dict.fromkeys(label for one in columns for label in one))
    return [{"label": label, "values": [one.get(label, "") for one in columns]} for label in labels if any(one.get(label) for one in columns)]


def column(published, programme):
    """{label: value} of one programme."""
    fees, intakes = published.fees_of(programme), published.intakes_of(programme)
    year = entry_year(intakes, fees)
    now = applying(programme, intakes)
    return {
        _("Level"): capfirst(programme.get_level_display()),
        _("Languages"): languages_text(programme),
        _("Length"): duration_text(programme),
        _("Fee"): "; ".join(f"{fee.amount_text} {due(fee)} ({fee.get_language_display()}, {year})" for fee in common_fees(fees, programme, year)),
        _("Applications"): now["text"],
        **{fact["label"]: fact["value"] for fact in study_facts(programme)},
        _("Subjects and tests at entry"): text_of(programme, "entry_subjects")[0],
        _("Language at the bedside"): text_of(programme, "clinical_language")[0],
    }


def common_fees(fees, programme, year):
    """The fee for all foreign applicants in each language."""
    found = (fee_for(fees, None, language, year) for language in programme.languages_taught)
    return [fee for fee in found if fee]
