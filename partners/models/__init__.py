"""Partners of the university and the agreements with them."""

from partners.models.agreement import Agreement, CooperationForm, Party, Renewal
from partners.models.page import PartnershipPage
from partners.models.partner import FormerName, OtherId, Partner, TheirContact

__all__ = ["Agreement", "CooperationForm", "FormerName", "OtherId", "Partner", "PartnershipPage", "Party", "Renewal", "TheirContact"]
