"""The end of personal data: what is deleted, and when (the terms stand in settings)."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from core import registry
from core.models import ImportRun
from office.models import Enquiry, OutgoingMail


def forget_files(now):
    """Uploaded spreadsheets that were only checked, and those whose import is long past; the line of the log stays."""
    runs = ImportRun.objects.exclude(file="").filter(uploaded_at__lt=now - timedelta(days=settings.UPLOAD_RETENTION_DAYS))
    old = [*runs.filter(done_at=None), *runs.done().filter(done_at__lt=now - timedelta(days=settings.IMPORT_RETENTION_DAYS))]
    for run in old:
        run.file.delete(save=False)
        if run.done_at:
            run.save(update_fields=["file"])
        else:
            run.delete()
    return len(old)


def purge():
    """Delete what is past its term; answers {what: number}. The log of consents stays: it holds no address."""
    now = timezone.now()
    sent = OutgoingMail.objects.filter(sent_at__lt=now - timedelta(days=settings.MAIL_RETENTION_DAYS))
    given_up = OutgoingMail.objects.failed().filter(created_at__lt=now - timedelta(days=settings.ENQUIRY_RETENTION_DAYS))
    gone = {
        "mails": sent.delete()[0] + given_up.delete()[0],
        "messages": len(expired := list(Enquiry.objects.expired())),
    }
    for enquiry in expired:
        enquiry.delete()
    gone["import files"] = forget_files(now)
    gone |= {label: purge_of_section(now) for label, purge_of_section in registry.purges}
    gone["sender keys"] = Enquiry.objects.exclude(sender_key="").filter(received_at__lt=now - timedelta(days=1)).update(sender_key="")
    return gone
