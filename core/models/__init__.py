"""What every section builds on."""

from core.models.contacts import Contact, Holiday, OpeningHours, Unit
from core.models.country import Country, FieldOfStudy
from core.models.fact import Fact, FactValue
from core.models.files import SiteDocument, SiteImage, SiteRendition
from core.models.generation import Generation
from core.models.imports import ImportRun
from core.models.multilingual import Multilingual
from core.models.notice import Notice
from core.models.office import OfficeDetails
from core.models.pages import HomePage, SectionPage, SitePage, StandardPage
from core.models.records import FormerSlug, Record, RecordQuerySet
from core.models.rows import Row, RowQuerySet
from core.models.search import SearchEntry
from core.models.user import User

__all__ = [
    "Contact",
    "Country",
    "Fact",
    "FactValue",
    "FieldOfStudy",
    "FormerSlug",
    "Generation",
    "Holiday",
    "HomePage",
    "ImportRun",
    "Multilingual",
    "Notice",
    "OfficeDetails",
    "OpeningHours",
    "Record",
    "RecordQuerySet",
    "Row",
    "RowQuerySet",
    "SearchEntry",
    "SectionPage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "SiteRendition",
    "StandardPage",
    "Unit",
    "User",
]
