"""What nobody may do with participants and certificates, whatever their rights: make one up, delete a certificate."""

from wagtail.permissions import register_permission_policy

from core.permissions import NamedOnly
from masterclasses.models import Certificate, Registration


def register():
    for model in (Registration, Certificate):
        register_permission_policy(model, NamedOnly(model))
