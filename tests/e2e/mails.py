"""The mails that the served site has sent."""

import email
import email.policy
import subprocess
import sys
import time

from tests.e2e.instance import ROOT


def mails_about(site, reference):
    """{recipient: mail}, after a round of the outbox; the server itself may have begun to send them a moment before."""
    send(site)
    end = time.monotonic() + 10
    while True:
        found = {mail["To"]: mail for mail in mails_of(site) if reference in mail["Subject"]}
        if len(found) == 2 or time.monotonic() > end:
            return found
        time.sleep(0.2)


def mail_to(site, address, number):
    """The mail with this number, counted from 1, of those to an address."""
    send(site)
    end = time.monotonic() + 10
    while True:
        found = [mail for mail in mails_of(site) if mail["To"] == address]
        if len(found) >= number or time.monotonic() > end:
            return sorted(found, key=lambda mail: mail["Date"].datetime)[number - 1]
        time.sleep(0.2)


def send(site):
    """A round of the outbox."""
    subprocess.run([sys.executable, "manage.py", "outbox"], cwd=ROOT, env=site.environment, check=True, capture_output=True)


def mails_of(site):
    """Everything that was sent so far."""
    files = (site.log.parent / "mail").iterdir()
    texts = [text.strip() for file in files for text in file.read_bytes().split(b"-" * 79)]
    return [email.message_from_bytes(text, policy=email.policy.default) for text in texts if text]
