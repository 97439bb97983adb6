"""Partners of the university and the agreements with them."""

from partners.models.agreement import Agreement, CooperationForm, Party, Renewal
from partners.models.condition import Condition
from partners.models.expiry import ExpiryReminder
from partners.models.news import NewsPartner
from partners.models.page import PartnershipPage, ProposePage
from partners.models.partner import FormerName, OtherId, Partner, TheirContact

__all__ = [
    "Agreement",
    "Condition",
    "CooperationForm",
    "ExpiryReminder",
    "FormerName",
    "NewsPartner",
    "OtherId",
    "Partner",
    "PartnershipPage",
    "Party",
    "ProposePage",
    "Renewal",
    "TheirContact",
]
