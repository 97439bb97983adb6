from modeltranslation.translator import TranslationOptions, register

from partners.models import Agreement, Condition, CooperationForm, FormerName, Partner, Party


@register(Partner)
class PartnerTranslation(TranslationOptions):
    fields = ("name", "acronym", "city", "summary", "website")


@register(Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("title", "summary", "our_signatory")


@register(CooperationForm)
class CooperationFormTranslation(TranslationOptions):
    fields = ("name",)


@register(Party)
class PartyTranslation(TranslationOptions):
    fields = ("unit", "signatory")


@register(FormerName)
class FormerNameTranslation(TranslationOptions):
    fields = ("name",)


@register(Condition)
class ConditionTranslation(TranslationOptions):
    fields = ("sending_unit", "receiving_unit", "other_terms")
