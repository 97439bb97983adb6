"""What the cells of the section's own columns mean: the languages of a programme, the conditions of a regulator."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.imports.cells import NOT_IN_LIST, WORDS, Text, folded, parts
from core.imports.inside import Inside, Lines, known_words, one_line, same_text, taken
from core.languages import CODES, active
from training.choices import CEFR, NUMBERS, STUDY_LANGUAGES, Measure, Met
from training.models.programme import LanguageVariant
from training.models.recognition import RegulatorCondition

SIGNS = {True: "+", False: "−", None: ""}  # of a language: does the university test it itself?
MINUS = "-–−"
VARIANT = re.compile(rf"(?P<language>[^\W\d_]+)(?:\s+(?P<level>[ABCАВС][12]))?\s*(?P<sign>[+{MINUS}])?", re.IGNORECASE)
LATIN = str.maketrans("АВС", "ABC")  # letters that look alike on a Russian keyboard
CONDITION = re.compile(r"(?P<measure>[^:=≥>]+?)\s*(?:(?P<sign>>=|≥|=)\s*(?P<value>[^:]+?)\s*)?:\s*(?P<rule>.*?)(?:\s\|\s?(?P<ours>[^|]*))?")


class LanguageVariants(Inside):
    """The languages of teaching: "en B2 +; ru B1"."""

    prefetch = ("variants",)

    def read(self, cell):
        found = [self.read_one(part) for part in parts(cell)]
        if len({language for language, *_rest in found}) < len(found):
            raise ValidationError(_("A language is there twice."))
        return found

    def read_one(self, part):
        """(language, level at entry, whether the university tests it itself)."""
        match = VARIANT.fullmatch(part)
        language = match and known_words(STUDY_LANGUAGES).get(folded(match["language"]))
        if not language:
            raise ValidationError(_("Not understood: %(part)s. Write: en B2; ru B1.") % {"part": part})
        own_test = None if not match["sign"] else match["sign"] == SIGNS[True]
        return language, (match["level"] or "").upper().translate(LATIN), own_test

    def rows(self, there, value):
        known = {variant.language: variant for variant in there}
        found = []
        for language, level, own_test in value:
            variant = known.get(language) or LanguageVariant(language=language)
            variant.entry_level, variant.own_test = level, own_test
            found.append(variant)
        return found

    @staticmethod
    def line(variant):
        return " ".join(filter(None, [variant.language, variant.entry_level, SIGNS[variant.own_test]]))

    def explain(self):
        levels, languages = ", ".join(code for code, _label in CEFR), ", ".join(code for code, _label in STUDY_LANGUAGES)
        return _(
            "languages of teaching (%(languages)s), each with the level at entry (%(levels)s), separated by semicolons: en B2 +; ru B1. "
            "A plus: the university tests it itself; a minus: it does not; neither: not known"
        ) % {"languages": languages, "levels": levels}


class Conditions(Lines):
    """The conditions of a regulator, one a line: "teaching_months >= 54: The course lasts 54 months", "english = yes: Taught in English | in full".

    Each in the language of the file; a condition that stays keeps its text in the other language. It stays when its rule is the same in
    any language, or else when it is the only one left that compares the same thing.
    """

    prefetch = ("conditions",)

    def read_one(self, line):
        """The fields of a condition by name."""
        match = CONDITION.fullmatch(line)
        measure = match and known_words(Measure.choices).get(folded(match["measure"]))
        if not match:
            raise ValidationError(_("Not understood: %(part)s. Write: teaching_months >= 54: the rule.") % {"part": line})
        if not measure:
            raise ValidationError(NOT_IN_LIST % {"names": "; ".join(self.options())})
        counted = measure in NUMBERS
        said = {"threshold": self.number(match["value"])} if counted else {"met": self.answer(match["value"])}
        texts = {"requirement": match["rule"], "our_value": (match["ours"] or "").strip()}
        for name, text in texts.items():
            Text(name, RegulatorCondition._meta.get_field(name)).read(text)
        return {"measure": measure, "threshold": None, "met": Met.UNKNOWN.value, **said, **texts}

    @staticmethod
    def number(word):
        if word and not (word.isdecimal() and int(word) <= 32767):
            raise ValidationError(_("How many months? Write a whole number: %(word)s.") % {"word": word})
        return int(word) if word else None

    @staticmethod
    def answer(word):
        if not word:
            return Met.UNKNOWN.value
        yes_or_no = {text: code for code, texts in ((Met.YES.value, WORDS[True]), (Met.NO.value, WORDS[False])) for text in texts}
        known = {**yes_or_no, **known_words(Met.choices)}
        if folded(word) not in known:
            raise ValidationError(_("Is it met? Write “yes”, “no” or “unknown”: %(word)s.") % {"word": word})
        return known[folded(word)]

    def is_about(self, row, said):
        return row.measure == said["measure"] and same_text(row, "requirement", said["requirement"])

    def instead(self, left, said):
        alone = sum(other.measure == said["measure"] for other in left) == 1
        return taken(left, lambda other: other.measure == said["measure"]) if alone else None

    def written(self, row, said):
        """The texts in the language in which the rule is known, else the active one."""
        row = row or RegulatorCondition()
        lang = next(
            (code for code in CODES if said["requirement"] and folded(getattr(row, f"requirement_{code}") or "") == folded(said["requirement"])), active()
        )
        row.measure, row.threshold, row.met = said["measure"], said["threshold"], said["met"]
        for name in ("requirement", "our_value"):
            setattr(row, f"{name}_{lang}", said[name])
        return row

    @staticmethod
    def line(condition, lang=None):
        if condition.is_counted:
            head = f"{condition.measure} >= {condition.threshold}" if condition.threshold is not None else condition.measure
        else:
            head = condition.measure if condition.met == Met.UNKNOWN else f"{condition.measure} = {condition.met}"
        rule, ours = (one_line(condition, name, lang) for name in ("requirement", "our_value"))
        return f"{head}: {rule} | {ours}".strip() if ours or "|" in rule else f"{head}: {rule}".strip()

    def explain(self):
        return _(
            "one condition a line, in the language of the table: teaching_months >= 54: the rule. Where nothing is counted: "
            "english = yes: the rule | our value. A condition that stays keeps its text in the other language"
        )

    def options(self):
        return [code for code, _label in Measure.choices]
