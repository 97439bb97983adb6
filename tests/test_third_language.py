"""A third language, which the law may ask for, is one line in the settings and one generated migration."""

import os
import subprocess
import sys

from django.conf import settings

CODE = """
import io, os
os.environ["DJANGO_SETTINGS_MODULE"] = "bsmu_intl.settings"
from bsmu_intl import settings
settings.LANGUAGES.insert(1, ("be", "Беларуская"))
settings.LANGUAGE_LABELS["be"] = "in Belarusian"
settings.DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
import django
django.setup()
from django.core.management import call_command
call_command("check", fail_level="WARNING")
out = io.StringIO()
call_command("makemigrations", dry_run=True, stdout=out)
print(out.getvalue())
from core.blocks import TextBlock
from core.models import SitePage
print("blocks", list(TextBlock().child_blocks))
print("columns", [SitePage.column("title", code) for code in ("ru", "be", "en")])
"""


def test_belarusian_is_one_line_and_one_generated_migration(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "VAR_DIR": str(tmp_path)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    changes = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith(("+", "~", "-"))]
    added = [line for line in changes if line.startswith("+ Add field") and "_be " in line]
    assert "+ Add field title_be to sitepage" in added
    assert "+ Add field name_be to partner" in added
    others = [line for line in changes if line not in added]
    # the list of languages a file, a message, a mail or a consent may be in
    assert sorted(others) == [
        f"~ Alter field language on {model}" for model in ("consent", "enquiry", "graduate", "outgoingmail", "registration", "sitedocument")
    ]
    assert "blocks ['ru', 'be', 'en', 'later']" in done.stdout
    assert "columns ['title', 'title_be', 'title_en']" in done.stdout
