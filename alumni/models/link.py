"""The mailed link by which a graduate gets at their own entry: no password, one use, an end."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone

LASTS = timedelta(days=3)  # from the mail to the first opening
OPEN_FOR = timedelta(hours=1)  # from the opening on


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


class LinkQuerySet(models.QuerySet):
    def of_token(self, token):
        """The link of an address, whatever has become of it, or None."""
        return self.filter(digest=digest(token)).select_related("graduate").first()

    def take(self, link, holder):
        """Open a link for a holder; False when somebody was quicker or it has ended. One UPDATE, so two can never both have it."""
        now = timezone.now()
        return self.filter(pk=link.pk, opened_at=None, expires_at__gt=now).update(opened_at=now, holder=digest(holder)) == 1

    def past(self, now):
        return self.filter(expires_at__lt=now - timedelta(days=1))


class MailedLink(models.Model):
    """Only the digest of the token is kept: whoever reads the database opens nothing."""

    graduate = models.ForeignKey("alumni.Graduate", models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    holder = models.CharField(max_length=64, blank=True)  # digest of what the browser that opened it keeps

    objects = LinkQuerySet.as_manager()
    unseen = True
    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"№ {self.pk}"

    @classmethod
    def make(cls, graduate):
        """(link, token): the token goes into the mail and is forgotten."""
        token = secrets.token_urlsafe(24)
        return cls.objects.create(graduate=graduate, digest=digest(token), expires_at=timezone.now() + LASTS), token

    @property
    def may_be_opened(self):
        return self.opened_at is None and self.expires_at > timezone.now()

    @property
    def is_open(self):
        return bool(self.opened_at and self.opened_at > timezone.now() - OPEN_FOR)
