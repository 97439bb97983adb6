from django.core.management.base import BaseCommand

from core.preparation import prepare


class Command(BaseCommand):
    help = "Brings catalogues, database and static files up to date; does nothing where nothing has changed."
    requires_system_checks = []

    def handle(self, **options):
        prepare()
