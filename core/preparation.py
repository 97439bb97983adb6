"""Brings a checkout to where it can serve: catalogues compiled, tables migrated, demonstration loaded, static files collected."""

import gc
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import catalogues, demo


def prepare():
    """Do what is left to do; answers whether anything was. A second call finds nothing."""
    compiled = catalogues.compile_all()
    migrated = migrate()
    loaded = not settings.PRODUCTION and demo.is_empty()
    if loaded:
        demo.load()
    return any([compiled, migrated, loaded, collect_static()])


def migrate():
    gc.set_threshold(50_000, 20, 100)  # migrating makes and drops whole sets of models; collecting rarely saves a fifth of the time
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return bool(plan)


def collect_static():
    """Only where a file of ours or a package has changed since the last time."""
    digest = static_digest()
    mark = settings.VAR_DIR / "static.sha256"
    if mark.exists() and mark.read_text() == digest and Path(settings.STATIC_ROOT).exists():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(digest)
    return True


def static_digest():
    """Of our own static files and of the lock, which stands for those of the packages."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements" / "base.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()
