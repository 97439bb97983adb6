"""A real instance of the site, prepared and served as `./start` does, in a folder and with a database of its own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[2]
EDITOR = "editor"
WAIT = 180  # seconds for the first answer, preparation included
NOT_OURS = [
    "PRODUCTION", "DEBUG", "SECRET_KEY", "CONSENT_SECRET", "PROXIES", "ALLOWED_HOSTS", "MEDIA_ROOT", "PRIVATE_ROOT", "STATIC_ROOT", "EMAIL_URL",
    "OUTBOX_SECONDS", "FORM_LIMIT_ALL", "REGISTRATION_LIMIT_EVENT", "DATABASE_URL",
]  # fmt: skip


@dataclass
class Site:
    url: str
    editor: str
    password: str
    log: Path
    server: subprocess.Popen
    environment: dict

    def last_words(self):
        """The end of the server's log; with its exit status where it has stopped."""
        ended = "" if self.server.poll() is None else f"\nTHE SERVER HAS ENDED with status {self.server.returncode}"
        return self.log.read_text()[-4000:] + ended


@contextmanager
def running(folder, name="e2e"):
    """The site with the demonstration content, until the block ends; instances that live at the same time have names of their own."""
    port = free_port()
    with own_database(os.environ.get("DATABASE_URL", ""), name) as database:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        environment = {**kept, **database, "VAR_DIR": str(folder), "PORT": str(port), "FORM_LIMIT_SENDER": "1000", "BASE_URL": f"http://127.0.0.1:{port}"}
        log = folder / "server.log"
        with log.open("w") as stream:
            server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=stream, stderr=subprocess.STDOUT)
        try:
            wait_for(port, server, log)
            yield Site(environment["BASE_URL"], EDITOR, (folder / "demo-editor").read_text().strip(), log, server, environment)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, server, log):
    """Until /healthz answers; an error that shows the server's log if it never does."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start (exit status {server.poll()}):\n{log.read_text()}")


@contextmanager
def own_database(outer, name):
    """{DATABASE_URL} of a database made for this run beside the outer PostgreSQL one; {} for the default, an SQLite file."""
    if not outer.startswith("postgres"):
        yield {}
        return
    address, mark, options = outer.partition("?")
    own = sql.Identifier(f"{address.rpartition('/')[2]}_{name}")
    statement(address, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own))
    statement(address, sql.SQL("CREATE DATABASE {}").format(own))
    try:
        yield {"DATABASE_URL": f"{address}_{name}{mark}{options}"}
    finally:
        statement(address, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(own))


def statement(address, text):
    connection = psycopg2.connect(address)
    try:
        connection.autocommit = True  # databases are made outside transactions
        connection.cursor().execute(text)
    finally:
        connection.close()
