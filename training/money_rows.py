"""Fees in print: the rows of a table, and the fee that somebody who applies now would pay."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.academic_year import academic_year
from core.languages import text_of
from training.applying import nearest
from training.choices import IN_STUDY_LANGUAGE, Group, Per


def due(row):
    """«в год», "a month", "once": after an amount."""
    words = {
        Per.YEAR: pgettext("after an amount of money", "a year"),
        Per.TERM: pgettext("after an amount of money", "a term"),
        Per.MONTH: pgettext("after an amount of money", "a month"),
        Per.ONCE: pgettext("after an amount of money", "once"),
    }
    return words[Per(row.per)]


def fee_row(fee):
    """What templates/training/fee_table.html prints of a fee."""
    return {
        "year": fee.academic_year,
        "language": IN_STUDY_LANGUAGE[fee.language],
        "group": group_text(fee),
        "amount": fee.amount_text,
        "per": due(fee),
        "includes": text_of(fee, "includes"),
        "instalments": text_of(fee, "instalments"),
        "valid_through": fee.valid_through,
        "checked_on": fee.verified_on,
        "source": fee.source_url,
        "sample": fee.is_sample,
    }


def fee_table(fees):
    """What templates/training/fee_table.html prints; terms that are the same for all fees stand once, below."""
    rows = [fee_row(fee) for fee in fees]
    terms = list(dict.fromkeys((row["includes"], row["instalments"]) for row in rows))
    same = len(terms) == 1
    return {"fees": [{**row, "own_terms": not same} for row in rows], "fee_terms": [term for term in (terms[0] if same else ()) if term[0]]}


def group_text(fee):
    """For whom, '' where it is for everybody."""
    if fee.applicant_group == Group.ALL:
        return ""
    names = ", ".join(sorted(text_of(country, "name")[0] for country in fee.countries.all()))
    return _("citizens of: %(countries)s") % {"countries": names} if names else fee.get_applicant_group_display()


def fee_for(fees, country, language, year):
    """The fee of an academic year for a citizen of a country: that of the country's group before the common one; None where none is known."""
    own = [fee for fee in fees if fee.language == language and fee.academic_year == year]
    named = [fee for fee in own if fee.applicant_group == Group.COUNTRIES and country in fee.countries.all()]
    return next(iter([*named, *(fee for fee in own if fee.applicant_group == Group.ALL)]), None)


def entry_year(intakes, fees):
    """The academic year that somebody who applies now would begin: of the next intake, if its fee is known; else the newest with a fee."""
    coming = nearest([intake for intake in intakes if intake.studies_start >= localdate()])
    years = [fee.academic_year for fee in fees]
    if coming and (coming.academic_year in years or not years):
        return coming.academic_year
    return max(years, default=academic_year())
