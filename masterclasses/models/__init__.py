"""Events, who speaks at them, who takes part."""

from masterclasses.models.event import Event
from masterclasses.models.lecturer import Lecturer
from masterclasses.models.material import EventPicture, Material
from masterclasses.models.page import MasterclassesPage
from masterclasses.models.registration import Certificate, Registration
from masterclasses.models.speaker import Session, Speaker

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
