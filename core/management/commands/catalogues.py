"""Keeps the message catalogues of locale/ complete: what the code and the templates say, in every language.

Everything happens in a temporary copy, because Django's `makemessages` writes files beside the templates while it works.
"""

import contextlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from babel.messages import pofile
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import makemessages

from core.languages import CODES

SOURCE = "en"  # the language of the strings in the code; its catalogue repeats them, or Django would answer in LANGUAGE_CODE, Russian
MISSING_TOOL = "gettext's xgettext is missing. On Debian: apt-get install gettext"
HEAD = """# {code}: texts of the interface. Made by manage.py catalogues --update.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
{plural}
"""
PLURAL = re.compile(r'^"Plural-Forms: .*"$', re.MULTILINE)
SHOWN = 20  # of each kind of problem


class Extractor(makemessages.Command):
    """Django's command, looking only at the current folder and guessing no translation from a similar text."""

    settings_available = False
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


class Command(BaseCommand):
    help = "Compares the message catalogues with the code (--check) or brings them up to date with it (--update). Needs gettext."
    requires_system_checks = []

    def add_arguments(self, parser):
        action = parser.add_mutually_exclusive_group(required=True)
        action.add_argument("--check", action="store_true", help="fail where a text is missing, empty, fuzzy, or has placeholders of its own")
        action.add_argument("--update", action="store_true", help="add new texts, drop unused ones, fill in English; Russian stays for the translator")

    def handle(self, *, check, **options):
        if not shutil.which("xgettext"):
            raise CommandError(MISSING_TOOL)
        with tempfile.TemporaryDirectory() as folder:
            fresh = extract(Path(folder))
            if check:
                self.report({code: problems(catalogue(code), fresh[code], code) for code in CODES})
            else:
                self.update(fresh)

    def report(self, found):
        lines = [line for code in CODES for line in found[code]]
        if lines:
            raise CommandError("\n".join(["The catalogues are not complete. After manage.py catalogues --update, translate:", *lines]))
        self.stdout.write("The catalogues are complete.")

    def update(self, fresh):
        for code in CODES:
            target = catalogue(code)
            text = fresh[code].read_text(encoding="utf-8")
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_text(encoding="utf-8") != text:
                target.write_text(text, encoding="utf-8")
            waiting = sum(not is_filled(message) for message in read(target, code).values())
            self.stdout.write(f"{target.relative_to(settings.BASE_DIR)}: {len(read(target, code))} texts, {waiting} without translation")


def catalogue(code, root=settings.BASE_DIR):
    return root / "locale" / code / "LC_MESSAGES" / "django.po"


def extract(folder):
    """{language: the catalogue as it would be after an update}, made in `folder` from a copy of the code and the templates."""
    for source in settings.BASE_DIR.iterdir():
        is_package = (source / "__init__.py").exists() and source.name != "tests"
        if is_package or source.name in ("templates", "locale"):
            shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    (folder / "locale").mkdir(exist_ok=True)
    with contextlib.chdir(folder):
        call_command(Extractor(), locale=CODES, no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
    fresh = {code: catalogue(code, folder) for code in CODES}
    filled = subprocess.run(["msgen", "--no-wrap", fresh[SOURCE]], capture_output=True, check=True)  # noqa: S603, S607 (of gettext, no text of others)
    fresh[SOURCE].write_bytes(filled.stdout)
    for code, path in fresh.items():
        path.write_text(with_plain_head(path.read_text(encoding="utf-8"), code), encoding="utf-8")
    return fresh


def with_plain_head(text, code):
    """A head that names the language (or its plurals would not be read) and no date, so that an update changes only texts."""
    head, _blank, body = text.partition("\n\n")
    return HEAD.format(code=code, plural=PLURAL.search(head)[0]) + "\n" + body


def read(path, code):
    """{(text, context): message}; nothing where there is no catalogue."""
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        return {(message.id, message.context): message for message in pofile.read_po(stream, locale=code) if message.id}


def is_filled(message):
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(texts) and not message.fuzzy


def problems(kept, fresh, code):
    """One line for each text that a reader would not see in the language, or would see broken."""
    have, wanted = read(kept, code), read(fresh, code)
    kinds = {
        "missing": [key for key in wanted if key not in have],
        "empty or fuzzy": [key for key in wanted if key in have and not is_filled(have[key])],
        "placeholders differ": [key for key in wanted if key in have and is_filled(have[key]) and have[key].check()],
    }
    lines = []
    for kind, keys in kinds.items():
        lines += [f"  {code}, {kind}: {text if isinstance(text, str) else text[0]!r}" for text, _context in keys[:SHOWN]]
        lines += [f"  {code}, {kind}: {len(keys) - SHOWN} more"] if len(keys) > SHOWN else []
    return lines
