from modeltranslation.translator import TranslationOptions, register

from honorary.models import Award


@register(Award)
class AwardTranslation(TranslationOptions):
    fields = (
        "family_name", "given_name", "other_name", "prefix", "affiliation_then", "grounds", "contribution", "biography", "decision_body",
    )  # fmt: skip
