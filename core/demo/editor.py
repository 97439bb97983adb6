"""The group of editors, and the demonstration's editor."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from core import registry

EDITOR, EDITORS = "editor", "Редакторы / Editors"
PASSWORD_FILE = settings.VAR_DIR / "demo-editor"


def make_editors_group():
    """Whoever may edit and publish everything, but manages no users and changes no settings of the site."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    ours = {model._meta.app_label for model in registry.sample_models} | {"core"}
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=ours).exclude(content_type__model__in=["user", "officedetails"]))
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    root = Page.get_first_root_node()
    for action in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=action, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = Permission.objects.filter(content_type__app_label__in=["wagtailimages", "wagtaildocs"], content_type__model__in=["image", "document"])
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=Collection.get_first_root_node(), permission=permission)
    return group


def make_editor(group):
    """Someone to sign in as; the password is made here, once, and kept in the ignored folder."""
    password = secrets.token_urlsafe(12)
    user = get_user_model().objects.create_user(EDITOR, "editor@bsmu.example", password, first_name="Sample", last_name="Editor")
    user.groups.add(group)
    PASSWORD_FILE.touch(mode=0o600)
    PASSWORD_FILE.write_text(password)


def remove_editor():
    get_user_model().objects.filter(username=EDITOR).delete()
    PASSWORD_FILE.unlink(missing_ok=True)
