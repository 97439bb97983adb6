from django.core.management.base import BaseCommand

from office import outbox


class Command(BaseCommand):
    help = "Sends the mails that are due. For cron every minute; with --every it stays and does so itself."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="stay, and look again after so many seconds")

    def handle(self, *, every, **options):
        if every:
            outbox.send_every(every)
        self.stdout.write(f"Sent: {outbox.send_due()}")
