"""Brings a checkout to where it can serve: catalogues compiled, tables migrated, demonstration loaded, static files collected."""

import hashlib
import multiprocessing
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import catalogues, demo


def prepare():
    """Do what is left to do; answers whether anything was. A second call finds nothing."""
    compiled = catalogues.compile_all()
    collecting = start_collecting()  # in a process of its own beside the database's work: both take seconds
    migrated = migrate()
    loaded = not settings.PRODUCTION and demo.is_empty()
    if loaded:
        demo.load()
    if collecting:
        collecting.join()
        if collecting.exitcode:
            raise CommandError("The static files could not be collected.")
    return bool(compiled or collecting or migrated or loaded)


def migrate():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return bool(plan)


def start_collecting():
    """The process that collects the static files, None where none has changed: compressing everything takes ten seconds."""
    digest = static_digest()
    mark = settings.VAR_DIR / "static.sha256"
    if mark.exists() and mark.read_text() == digest and Path(settings.STATIC_ROOT).exists():
        return None
    process = multiprocessing.get_context("fork").Process(target=collect, args=(mark, digest))
    process.start()
    return process


def collect(mark, digest):
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(digest)


def static_digest():
    """Of our own static files and of the lock, which stands for those of the packages."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements" / "base.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()
