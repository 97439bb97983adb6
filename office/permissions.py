"""What nobody may do with the inbox, whatever their rights."""

from wagtail.permissions import register_permission_policy

from core.permissions import NamedOnly
from office.models import Consent, Enquiry, OutgoingMail


def register():
    for model in (Consent, Enquiry, OutgoingMail):
        register_permission_policy(model, NamedOnly(model))
