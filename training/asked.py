"""What an address asks: country, programme, start, language. Nothing in an address can break a page; what is not known is named and passed over."""

from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.languages import text_of
from core.text import clean
from training.choices import IN_STUDY_LANGUAGE

LONGEST = 120  # characters of one word of an address


class Asked:
    """The words of an address, looked up among what is published."""

    def __init__(self, words, published):
        self.words, self.published = words, published
        self.wrong = []

    def word(self, name):
        return clean(self.words.get(name), LONGEST)

    def look_up(self, name, known, sentence):
        """The value of a word, None where it is not given; one that is not known is told."""
        found = known.get(self.word(name))
        if self.word(name) and found is None:
            self.wrong.append(sentence)
        return found

    @cached_property
    def country(self):
        known = {key: country for code, country in self.published.countries.items() for key in (code, code.lower())}
        return self.look_up("country", known, _("The address names a country that we do not know. Please choose one from the list."))

    @cached_property
    def programme(self):
        known = {programme.slug: programme for programme in self.published.programmes}
        return self.look_up("programme", known, _("The address names a programme that we do not have. Please choose one from the list."))

    @cached_property
    def language(self):
        """ISO 639-1 code of a language in which the chosen programme is taught; its only one where it has one."""
        taught = self.programme.languages_taught if self.programme else list(IN_STUDY_LANGUAGE)
        found = self.look_up("language", {code: code for code in taught}, _("The programme is not taught in the language that the address names."))
        return found or (taught[0] if self.programme and taught else "")

    @cached_property
    def intakes(self):
        """Of the chosen programme, those whose studies are still to begin."""
        return [intake for intake in self.published.intakes_of(self.programme) if intake.studies_start >= localdate()] if self.programme else []

    @cached_property
    def starts(self):
        """{"2027-09": [intakes that begin then]}"""
        found = {}
        for intake in self.intakes:
            found.setdefault(intake.start_key, []).append(intake)
        return found

    @cached_property
    def start(self):
        """The intakes of the chosen start, [] where none was chosen."""
        known = self.starts if self.programme else {self.word("start"): []}
        return self.look_up("start", known, _("The address names a beginning of studies that is not planned. Please choose one from the list.")) or []

    # --- the form ----------------------------------------------------------------------------
    def country_options(self):
        return [option(code, text_of(country, "name")[0], country == self.country) for code, country in self.published.countries.items()]

    def programme_options(self):
        """What visitors can choose from, and the one that the address names already."""
        known = self.published.open_programmes
        named = [self.programme] if self.programme and self.programme not in known else []
        return [option(programme.slug, text_of(programme, "name")[0], programme == self.programme) for programme in [*named, *known]]

    def start_options(self):
        return [option(key, text_of(intakes[0], "label")[0], bool(self.start) and intakes[0] in self.start) for key, intakes in self.starts.items()]

    def language_options(self):
        codes = self.programme.languages_taught if self.programme else list(IN_STUDY_LANGUAGE)
        return [option(code, IN_STUDY_LANGUAGE[code], code == self.language) for code in codes]


def option(value, label, selected):
    return {"value": value, "label": label, "selected": selected}


def select(name, label, options, empty=""):
    """What components/choose.html prints: one list to choose from; `empty` names the choice of nothing."""
    return {"name": name, "label": label, "options": options, "empty": empty}
