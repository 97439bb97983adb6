from modeltranslation.translator import TranslationOptions, register

from training.models import (
    DocumentRule,
    EntryRule,
    ExtraCost,
    Fee,
    Intake,
    NationalNotice,
    Programme,
    RecognitionStatement,
    RegulatorCondition,
    Representative,
    Scholarship,
    Step,
    VisaRule,
)


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = (
        "name",
        "short_name",
        "qualification",
        "joint_delivery",
        "clinical_language",
        "language_classes",
        "entry_subjects",
        "summary",
        "curriculum",
        "careers",
    )


@register(Fee)
class FeeTranslation(TranslationOptions):
    fields = ("includes", "instalments")


@register(ExtraCost)
class ExtraCostTranslation(TranslationOptions):
    fields = ("note",)


@register(Scholarship)
class ScholarshipTranslation(TranslationOptions):
    fields = ("name", "funder", "covers", "how")


@register(Intake)
class IntakeTranslation(TranslationOptions):
    fields = ("label",)


@register(DocumentRule)
class DocumentRuleTranslation(TranslationOptions):
    fields = ("name", "how")


@register(EntryRule)
class EntryRuleTranslation(TranslationOptions):
    fields = ("certificate", "minimum", "subjects", "note")


@register(VisaRule)
class VisaRuleTranslation(TranslationOptions):
    fields = ("details",)


@register(NationalNotice)
class NationalNoticeTranslation(TranslationOptions):
    fields = ("title", "text")


@register(RecognitionStatement)
class RecognitionStatementTranslation(TranslationOptions):
    fields = ("authority", "graduate_must")


@register(RegulatorCondition)
class RegulatorConditionTranslation(TranslationOptions):
    fields = ("requirement", "our_value")


@register(Representative)
class RepresentativeTranslation(TranslationOptions):
    fields = ("legal_name", "city", "services")


@register(Step)
class StepTranslation(TranslationOptions):
    fields = ("title", "text", "duration")
