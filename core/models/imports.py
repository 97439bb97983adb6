from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files import private_storage


class ImportRunQuerySet(models.QuerySet):
    def done(self):
        return self.exclude(done_at=None)

    def with_file(self, kind):
        return self.filter(kind=kind).exclude(file="")


class ImportRun(models.Model):
    """A spreadsheet that somebody uploaded: checked, and perhaps imported. Nobody changes the log; the file goes after its term."""

    kind = models.CharField(_("what"), max_length=30, editable=False)
    file = models.FileField(_("file"), upload_to="core/importrun/%Y/", storage=private_storage, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=200)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    live = models.BooleanField(_("published at once"), default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("who"), related_name="+")
    user_name = models.CharField(_("who, by name"), max_length=150)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    done_at = models.DateTimeField(_("imported"), null=True)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)

    unseen = True
    wagtail_reference_index_ignore = True
    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("import"), _("imports")
        ordering = ["-uploaded_at", "pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.file_name} ({self.uploaded_at:%d.%m.%Y})"
