from modeltranslation.translator import TranslationOptions, register

from mobility.models import Call, CallPaper, ExchangeReport, FactSheet, MobilityFlow, SheetAccess, SheetInfo, SheetRequirement


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("title", "summary", "description", "programme_name", "other_eligibility", "length", "covers", "how_to_apply", "result_note")


@register(CallPaper)
class CallPaperTranslation(TranslationOptions):
    fields = ("name",)


@register(FactSheet)
class FactSheetTranslation(TranslationOptions):
    fields = ("academic_calendar", "grading", "languages", "catalogue_url", "calendar_url")


@register(SheetInfo)
class SheetInfoTranslation(TranslationOptions):
    fields = ("name", "details", "page")


@register(SheetAccess)
class SheetAccessTranslation(TranslationOptions):
    fields = ("name", "details", "page")


@register(SheetRequirement)
class SheetRequirementTranslation(TranslationOptions):
    fields = ("name", "details", "page")


@register(MobilityFlow)
class MobilityFlowTranslation(TranslationOptions):
    fields = ("note",)


@register(ExchangeReport)
class ExchangeReportTranslation(TranslationOptions):
    fields = ("title", "text", "advice", "author")
