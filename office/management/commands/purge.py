from django.core.management.base import BaseCommand

from office.retention import purge


class Command(BaseCommand):
    help = "Deletes personal data whose term is over: closed messages, spam, copies of mails. For cron, once a day."

    def handle(self, **options):
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in purge().items()))
