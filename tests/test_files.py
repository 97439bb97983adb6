"""Who may read which file, and what a browser is told about it."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from core.models import SiteDocument, SiteImage
from tests.test_editing import agreement_form, edit


def picture(name="bridge.png"):
    stream = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(stream, "PNG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/png")


def read(answer):
    return b"".join(answer.streaming_content)


def test_media_are_served_without_debug_and_can_run_nothing(client, db, settings):
    assert settings.DEBUG is False
    image = SiteImage.objects.create(title="Мост", file=picture(), alt_ru="Мост", alt_en="A bridge")
    answer = client.get(image.file.url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert read(answer)[:4] == b"\x89PNG"
    for folder in ("/media/", "/media/original_images/"):
        assert client.get(folder, follow=True).status_code == 404


def test_documents_are_served_by_the_view_that_knows_their_privacy(client, db):
    document = SiteDocument.objects.create(title="Положение", file=ContentFile(b"%PDF-1.4", name="rules.pdf"))
    assert client.get(document.url).status_code == 200
    assert client.get(document.file.url, follow=True).status_code == 404  # not by its place in the media folder
    collection = Collection.get_first_root_node().add_child(name="Private")
    collection.view_restrictions.create(restriction_type="login")
    document.collection = collection
    document.save()
    assert client.get(document.url).status_code == 302


def test_a_scan_goes_to_staff_with_the_right_and_to_nobody_else(desk, client, world, editor, django_user_model, settings):
    scan = SimpleUploadedFile("signed.pdf", b"%PDF-1.4 signatures", "application/pdf")
    desk.post(edit(world.mobility), {**agreement_form(world.sechenov), "slug": "sechenov-2024", "scan": scan, "action-publish": "1"})
    world.mobility.refresh_from_db()
    assert world.mobility.scan.path.startswith(str(settings.PRIVATE_ROOT))
    assert f'href="{world.mobility.scan.url}"' in desk.get(edit(world.mobility)).content.decode()
    answer = desk.get(world.mobility.scan.url)
    assert read(answer) == b"%PDF-1.4 signatures"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "private" in answer["Cache-Control"]

    client.logout()
    assert client.get(world.mobility.scan.url).status_code == 403
    assert client.get(f"/media/{world.mobility.scan.name}", follow=True).status_code == 404
    reader = django_user_model.objects.create_user("reader", password="correct horse")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    assert client.get(world.mobility.scan.url).status_code == 403
    for lang in ("ru", "en"):
        assert "signed" not in client.get(f"/{lang}/partnership/agreements/sechenov-2024/").content.decode()


@pytest.mark.parametrize("name", ["partners/agreement/../../../secret", "partners/agreement/none.pdf", "partners/agreement/", "x", "core/user/1"])
def test_a_made_up_private_address_gives_nothing(desk, db, name):
    assert desk.get(f"/private/{name}", follow=True).status_code in (403, 404)


def test_a_picture_is_described_in_each_language_or_marked_as_decoration(desk, world):
    def send(**fields):
        return desk.post(
            reverse("wagtailimages:add"),
            {"title": "Мост", "file": picture(), "collection": Collection.get_first_root_node().pk, "alt_ru": "", "alt_en": "", **fields},
        )

    form = send(alt_ru="Мост через Свислочь").context["form"]
    assert list(form.errors) == ["alt_en"]
    assert send(alt_ru="Мост через Свислочь", alt_en="A bridge over the Svislach").status_code == 302
    assert send(decorative="on").status_code == 302
    assert [image.default_alt_text for image in SiteImage.objects.order_by("pk")] == ["Мост через Свислочь", ""]


@pytest.mark.parametrize(
    ("name", "content"), [("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), ("page.png", b"<html>"), ("bomb.exe", b"MZ")]
)
def test_what_is_no_picture_is_refused(desk, world, name, content):
    answer = desk.post(
        reverse("wagtailimages:add"),
        {"title": "x", "file": SimpleUploadedFile(name, content), "decorative": "on", "collection": Collection.get_first_root_node().pk},
    )
    assert "file" in answer.context["form"].errors
    assert not SiteImage.objects.exists()
