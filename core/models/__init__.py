"""What every section builds on."""

from core.models.contacts import Contact, Unit
from core.models.country import Country, FieldOfStudy
from core.models.files import SiteDocument, SiteImage, SiteRendition
from core.models.multilingual import Multilingual
from core.models.office import OfficeDetails
from core.models.pages import HomePage, SectionPage, SitePage, StandardPage
from core.models.records import FormerSlug, Record, RecordQuerySet
from core.models.user import User

__all__ = [
    "Contact",
    "Country",
    "FieldOfStudy",
    "FormerSlug",
    "HomePage",
    "Multilingual",
    "OfficeDetails",
    "Record",
    "RecordQuerySet",
    "SectionPage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "SiteRendition",
    "StandardPage",
    "Unit",
    "User",
]
