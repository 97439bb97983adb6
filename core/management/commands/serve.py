import gc
import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from core import registry
from core.demo import EDITOR, PASSWORD_FILE
from core.preparation import prepare

message.MAX_REQUEST_LINE = settings.QUERY_STRING_LIMIT + 2000  # bytes; gunicorn's 8190 hold only 1,300 Cyrillic letters
OPTIONS = {  # gunicorn's own names
    "worker_class": "gthread",
    "workers": 2,
    "threads": 4,
    "preload_app": True,
    "limit_request_line": message.MAX_REQUEST_LINE,
    "loglevel": "warning",
    "control_socket_disable": True,
}


def start_background_work(worker):
    """In each worker, after the fork: threads of the parent would be lost in it."""
    for work in registry.background_work:
        work()


class Server(BaseApplication):
    """gunicorn in this very process: what was imported to prepare the site is not imported a second time."""

    def load_config(self):
        for name, value in OPTIONS.items():
            self.cfg.set(name, value)
        self.cfg.set("post_worker_init", start_background_work)
        self.cfg.set("bind", f"127.0.0.1:{settings.PORT}")

    def load(self):
        return get_wsgi_application()


class Command(BaseCommand):
    help = "Prepares the site (see prepare) and serves it with gunicorn on 127.0.0.1:PORT."
    requires_system_checks = []

    def handle(self, **options):
        if prepare():  # this process has read catalogues and the list of static files as they were: begin again
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606
        connections.close_all()  # the workers open their own
        gc.freeze()  # what is loaded by now is shared by the workers and never garbage
        self.greet()
        Server().run()

    def greet(self):
        lines = ["", f"  Site    {settings.BASE_URL}/", f"  Admin   {settings.BASE_URL}/admin/"]
        if PASSWORD_FILE.exists():
            lines.append(f"  Sign in as  {EDITOR}  with  {PASSWORD_FILE.read_text().strip()}")
        self.stdout.write("\n".join([*lines, "", "  Stop with Ctrl+C.", ""]))
        self.stdout.flush()
