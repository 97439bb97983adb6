"""Rules of the house that need neither a database nor a browser."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.checks import every_order_is_whole
from training.models import Fee

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "node_modules"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["base", "dev"]
# Written so that this file does not match itself.
INDEX = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|--(?:extra-)?index[-]url|--find[-]links|--trusted[-]host|(?:PIP|UV)_(?:EXTRA_)?INDEX|FIND[_]LINKS"
)
MACHINE = re.compile(r"(?<![\w.\-/])/(?:home|Users|root|opt|mnt|work|workspace|builds)/\w")
INLINE = re.compile(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<style|<script(?![^>]*\ssrc=)""", re.IGNORECASE)


def our_files(*endings):
    """Text files of the project, without what is installed or made."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("cache") and name != "__pycache__"]
        for name in names:
            path = Path(folder, name)
            if (not endings or path.suffix in endings) and path.suffix not in {".mo", ".woff2", ".ttf", ".png", ".jpg", ".pyc"}:
                yield path


def findings(pattern, *endings):
    """file:line of every match."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in our_files(*endings)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def locked(name):
    """{package: (version, its hashes)} of a lock file; anything else in it is an error."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("#")[0].split() for line in text.splitlines() if line.split("#")[0].strip()]
    return {words[0].partition("==")[0]: (words[0].partition("==")[2], words[1:]) for words in lines}


# --- layers ------------------------------------------------------------------------------------
def test_each_layer_imports_only_from_those_below_it():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_package_of_the_tree_has_its_layer():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    contract = PROJECT["tool"]["importlinter"]
    assert packages == set(contract["root_packages"])
    assert packages <= set(re.findall(r"\w+", " ".join(contract["contracts"][0]["layers"])))


# --- what must not stand in a file -------------------------------------------------------------
def test_no_file_names_a_package_index():
    assert findings(INDEX) == []


def test_no_file_names_a_place_on_somebodys_machine():
    assert findings(MACHINE) == []


def test_no_template_or_drawing_needs_inline_script_or_style():
    """The content policy of public pages would block it; the screens of the CMS have their own."""
    found = [line for line in findings(INLINE, ".html", ".svg") if "/admin/" not in line.split(":")[0]]
    assert found == []


# --- locks -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_with_its_hashes_and_no_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    for package, (version, hashes) in locked(name).items():
        assert re.fullmatch(r"[a-z0-9-]+", package), package
        assert re.match(r"\d", version), package
        assert hashes, package
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", word) for word in hashes), package


def test_the_development_lock_holds_the_base_lock_unchanged():
    base = locked("base")
    assert {package: pinned for package, pinned in locked("dev").items() if package in base} == base


def test_every_named_dependency_is_locked():
    def names(requirements):
        return {re.match(r"[\w-]+", line)[0].lower() for line in requirements}

    assert names(PROJECT["project"]["dependencies"]) <= set(locked("base"))
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(locked("dev"))


# --- words -------------------------------------------------------------------------------------
def test_every_text_of_the_interface_stands_in_both_languages():
    if not shutil.which("xgettext"):
        reason = "gettext is missing, so the catalogues were NOT compared with the code. On Debian: apt-get install gettext"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    try:
        call_command("catalogues", "--check")
    except CommandError as error:
        pytest.fail(str(error), pytrace=False)


def test_every_environment_variable_is_explained():
    read = set(re.findall(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)\"""", (ROOT / "bsmu_intl" / "settings.py").read_text(encoding="utf-8")))
    explained = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert read
    assert explained == read


def test_every_link_between_our_documents_leads_somewhere():
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in our_files(".md")
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert dead == []


def test_an_order_that_leaves_rows_equal_is_refused(monkeypatch):
    assert every_order_is_whole(None) == []
    monkeypatch.setattr(Fee._meta, "ordering", ["-academic_year", "programme"])
    assert [error.obj for error in every_order_is_whole(None)] == [Fee]


def test_texts_are_marked_under_names_that_the_catalogue_knows():
    """A text marked with a name of one's own is found by nobody, and never translated."""
    assert findings(re.compile(r"gettext(?:_lazy)? as (?!_$|_[,)\s])\w+"), ".py") == []
