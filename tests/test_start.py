"""What `./start` prepares: it fills an empty database and never touches one with content."""

from django.core.management import call_command

from core.models import SitePage
from core.preparation import prepare
from partners.models import Agreement, Partner


def everything():
    return {model: list(model._base_manager.order_by("pk").values()) for model in (Partner, Agreement, SitePage)}


def test_a_start_changes_nothing_in_a_database_with_content(world, settings, tmp_path):
    settings.STATIC_ROOT, settings.VAR_DIR, settings.STATICFILES_DIRS = tmp_path / "static", tmp_path, [settings.BASE_DIR / "static"]
    before = everything()
    prepare()
    call_command("demo")
    assert everything() == before


def test_static_files_are_collected_again_only_when_one_has_changed(world, settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATIC_ROOT, settings.VAR_DIR, settings.STATICFILES_DIRS = tmp_path / "static", tmp_path, [source]
    assert prepare() is True
    collected = tmp_path / "static" / "a.css"
    collected.write_text("kept")
    assert prepare() is False
    assert collected.read_text() == "kept"
    (source / "a.css").write_text("b {}")
    assert prepare() is True
    assert collected.read_text() == "b {}"
