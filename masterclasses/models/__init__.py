"""Events, who speaks at them, who takes part."""

from masterclasses.models.event import Event, Session, Speaker
from masterclasses.models.lecturer import Lecturer
from masterclasses.models.material import EventPicture, Material
from masterclasses.models.page import MasterclassesPage
from masterclasses.models.registration import Certificate, Registration

__all__ = [
    "Certificate",
    "Event",
    "EventPicture",
    "Lecturer",
    "MasterclassesPage",
    "Material",
    "Registration",
    "Session",
    "Speaker",
]
