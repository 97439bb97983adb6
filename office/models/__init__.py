from office.models.consent import Consent
from office.models.department import DepartmentPage
from office.models.enquiry import Enquiry, EnquiryNote
from office.models.mail import OutgoingMail
from office.models.news import NewsIndexPage, NewsPage
from office.models.ready import ReadyAnswer

__all__ = ["Consent", "DepartmentPage", "Enquiry", "EnquiryNote", "NewsIndexPage", "NewsPage", "OutgoingMail", "ReadyAnswer"]
