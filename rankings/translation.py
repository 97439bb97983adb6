from modeltranslation.translator import TranslationOptions, register

from rankings.models import Affiliation, Ranking, RankingResult


@register(Ranking)
class RankingTranslation(TranslationOptions):
    fields = ("name", "publisher", "measures", "usage_note")


@register(RankingResult)
class RankingResultTranslation(TranslationOptions):
    fields = ("subject", "metric", "comment")


@register(Affiliation)
class AffiliationTranslation(TranslationOptions):
    fields = ("name", "scope_note", "our_role", "what_it_means")
