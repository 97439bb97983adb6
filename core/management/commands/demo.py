from django.core.management.base import BaseCommand

from core import demo


class Command(BaseCommand):
    help = "Loads the demonstration content into an empty database; --remove deletes its sample part."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="delete every sample row and the demo editor")
        parser.add_argument("--without-sample", action="store_true", help="load only the public facts with their sources")

    def handle(self, *, remove, without_sample, **options):
        if remove:
            removed = demo.remove()
            self.stdout.write("Removed: " + ", ".join(f"{number} {name}" for name, number in removed.items()))
        elif demo.is_empty():
            demo.load(with_sample=not without_sample)
            self.stdout.write("The demonstration content is loaded.")
        elif options["verbosity"] > 1:
            self.stdout.write("The database is not empty: nothing was changed.")
