import hashlib
import multiprocessing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import catalogues, demo


class Command(BaseCommand):
    help = "Brings catalogues, database and static files up to date; does nothing where nothing has changed."
    requires_system_checks = []

    def handle(self, **options):
        catalogues.compile_all()
        static = multiprocessing.get_context("fork").Process(target=self.collect_static)  # beside the database: it takes seconds
        static.start()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        if not settings.PRODUCTION and demo.is_empty():
            demo.load()
        static.join()
        if static.exitcode:
            raise CommandError("The static files could not be collected.")

    def collect_static(self):
        """Only when a file of ours or a package has changed: compressing everything takes ten seconds."""
        digest = hashlib.sha256((settings.BASE_DIR / "requirements" / "base.txt").read_bytes())
        for folder in settings.STATICFILES_DIRS:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file():
                    digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
        mark = settings.VAR_DIR / "static.sha256"
        if mark.exists() and mark.read_text() == digest.hexdigest() and Path(settings.STATIC_ROOT).exists():
            return
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(digest.hexdigest())
