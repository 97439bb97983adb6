"""Calls, the fact sheet for partners, reports, numbers."""

from mobility.models.call import Call, CallPaper
from mobility.models.flow import MobilityFlow
from mobility.models.page import MobilityPage
from mobility.models.report import ExchangeReport
from mobility.models.sheet import FactSheet, SheetAccess, SheetInfo, SheetRequirement, SheetTerm

__all__ = [
    "Call",
    "CallPaper",
    "ExchangeReport",
    "FactSheet",
    "MobilityFlow",
    "MobilityPage",
    "SheetAccess",
    "SheetInfo",
    "SheetRequirement",
    "SheetTerm",
]
