"""Where files lie and who may read them.

Media are public and are answered by `media`. Private files (scans of signed papers) lie outside the media folder and are answered
by `private_file` to signed-in staff only. A private file's folder names its model, and so the permission that opens it.
"""

import mimetypes
import os

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, storages
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils._os import safe_join
from django.views.decorators.cache import never_cache
from django.views.static import serve

SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


class PrivateStorage(FileSystemStorage):
    """Files that no public address leads to."""

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return os.path.abspath(settings.PRIVATE_ROOT)

    def url(self, name):
        return reverse("private_file", args=[name])


def private_storage():
    """A callable for `FileField(storage=...)`, so that migrations hold no path."""
    return storages["private"]


def media(request, path):
    """A public file. Documents are left out: they are answered by Wagtail's own view, which knows their privacy."""
    if path.startswith("documents/"):
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@never_cache
def private_file(request, name):
    """A private file, as a download, to staff who may change the record it belongs to."""
    app_label, _, rest = name.partition("/")
    model = rest.partition("/")[0]
    if not (request.user.is_authenticated and request.user.has_perm(f"{app_label}.change_{model}")):
        raise PermissionDenied
    try:
        path = safe_join(settings.PRIVATE_ROOT, name)
        stream = open(path, "rb")  # noqa: SIM115 (the response closes it)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(stream, as_attachment=True, content_type=kind)
    response["Content-Security-Policy"] = SANDBOX
    return response
