from django.core.management.base import BaseCommand

from core import registry


class Command(BaseCommand):
    help = "Writes the mails that are due today, once each: agreements that end, events that begin. For cron, once a day; may run twice or miss days."

    def handle(self, **options):
        self.stdout.write(", ".join(f"{label}: {remind()}" for label, remind in registry.reminders))
