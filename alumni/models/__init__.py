"""Graduates with what they agreed to; stories, officers, services."""

from alumni.models.graduate import Graduate
from alumni.models.link import MailedLink
from alumni.models.officer import Officer
from alumni.models.page import AlumniPage
from alumni.models.service import Service
from alumni.models.story import Story

__all__ = ["AlumniPage", "Graduate", "MailedLink", "Officer", "Service", "Story"]
