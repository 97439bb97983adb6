from django.core.management.base import BaseCommand

from partners.expiry import remind


class Command(BaseCommand):
    help = "Writes the mails that agreements end in 180, 90 and 30 days, once each. For cron, once a day; may run twice or miss days."

    def handle(self, **options):
        self.stdout.write(f"Agreements told of: {remind()}")
