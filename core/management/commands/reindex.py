from django.core.management.base import BaseCommand

from core import search_index


class Command(BaseCommand):
    help = "Makes everything that the search box looks in anew. Needed after changes past Django (raw SQL, a database put back); harmless at any time."

    def handle(self, **options):
        self.stdout.write(f"{search_index.rebuild()} entries")
