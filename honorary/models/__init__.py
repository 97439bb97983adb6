"""Honorary titles and the page that shows them."""

from honorary.models.award import Award
from honorary.models.page import HonoraryPage

__all__ = ["Award", "HonoraryPage"]
