"""What one can study here, what it costs, by when one applies and under which rules."""

from training.models.intake import Intake
from training.models.money import ExchangeRate, ExtraCost, Fee, Scholarship
from training.models.programme import LanguageVariant, Programme
from training.models.recognition import RecognitionStatement, RegulatorCondition
from training.models.representative import Representative
from training.models.rules import DocumentRule, EntryRule, NationalNotice, VisaRule
from training.models.step import Step

from training.models.page import TrainingPage  # isort: skip (its registers need the models)

__all__ = [
    "DocumentRule",
    "EntryRule",
    "ExchangeRate",
    "ExtraCost",
    "Fee",
    "Intake",
    "LanguageVariant",
    "NationalNotice",
    "Programme",
    "RecognitionStatement",
    "RegulatorCondition",
    "Representative",
    "Scholarship",
    "Step",
    "TrainingPage",
    "VisaRule",
]
