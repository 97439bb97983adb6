"""Loads the demonstration content of demo/ into an empty database, and takes the sample part of it away again.

`sourced/` holds public facts, each with its source. `sample/` holds rows of visibly fictional organisations, marked everywhere; their
dates are moved by the days since REFERENCE_DAY, so that what "ends soon" in the file ends soon whenever it is loaded.
"""

import csv
import secrets
from datetime import date, time, timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from core import registry
from core.choices import Precision
from core.languages import CODES, DEFAULT
from core.models import Contact, Country, Fact, FactValue, HomePage, OfficeDetails, OpeningHours, SitePage, StandardPage, Unit

FOLDER = settings.BASE_DIR / "demo"
REFERENCE_DAY = date(2026, 11, 1)
EDITOR, EDITORS = "editor", "Редакторы / Editors"
PASSWORD_FILE = settings.VAR_DIR / "demo-editor"
SAMPLE_REPLY_DAYS = 5  # working days; what a demonstration promises
GENERAL_CONTACT = "agreements-desk"
PARENTS = {"propose": "partnership"}  # of the pages that do not stand right below the home page
MENU = ["department", "partnership", "masterclasses", "training", "mobility", "honorary", "alumni", "rankings"]


def rows(folder, name):
    """The rows of one file, empty where there is no such file."""
    path = FOLDER / folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def day(text, sample):
    """A date of the file, moved along for sample rows; None for ''."""
    if not text:
        return None
    moved = timezone.localdate() - REFERENCE_DAY if sample else timedelta(0)
    return date.fromisoformat(text) + moved


def both(row, *names):
    """{name_ru: ..., name_en: ...} for each translated column."""
    return {f"{name}_{code}": row.get(f"{name}_{code}", "") for name in names for code in CODES}


def several(text):
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def published():
    """Fields of a record that is public from now on."""
    now = timezone.now()
    return {"live": True, "first_published_at": now, "last_published_at": now}


def is_empty():
    return not HomePage.objects.exists()


@transaction.atomic
def load(with_sample=True):
    """Everything, in one transaction."""
    load_office(with_sample)
    load_facts()
    load_pages()
    group = make_editors_group()
    if with_sample:
        make_editor(group)
    folders = ["sourced", "sample"] if with_sample else ["sourced"]
    for folder in folders:
        contacts = load_contacts(folder)
        name_officers(folder, contacts)
        for loader in registry.demo_loaders:
            loader(folder, contacts)


def load_office(with_sample):
    details = OfficeDetails.load()
    row = rows("sourced", "office")[0]
    plain = {key: row[key] for key in ("website", "ror_id", "founded", "appeals_url")}
    for name, value in {**both(row, "university", "name", "address", "access", "appeals"), **plain}.items():
        setattr(details, name, value or None if name == "founded" else value)
    details.reply_days = SAMPLE_REPLY_DAYS if with_sample else None
    details.sample_loaded = with_sample
    details.save()


def load_facts():
    """The facts register, each value with its source; all of it is sourced."""
    values = {}
    for row in rows("sourced", "fact_values"):
        values.setdefault(row["key"], []).append(row)
    for row in rows("sourced", "facts"):
        fact = Fact(key=row["key"], review_due_on=row["review_due_on"] or None, **both(row, "label", "unit"))
        fact.values = [make_value(line) for line in values[row["key"]]]
        fact.save()


def make_value(row):
    as_of, precision = partial_date(row["as_of"])
    return FactValue(
        number=row["number"] or None,
        qualifier=row["qualifier"],
        as_of=as_of,
        precision=precision,
        source_url=row["source_url"],
        current=row["current"] == "yes",
        **both(row, "text", "note", "source"),
    )


def partial_date(text):
    """(date, precision) of 2024, 2024-03 or 2024-03-01."""
    year, month, number = [*text.split("-"), "", ""][:3]
    precision = Precision.DAY if number else Precision.MONTH if month else Precision.YEAR
    return (date(int(year), int(month or 1), int(number or 1)) if year else None), precision


def load_contacts(folder):
    """{slug in the file: Contact}"""
    sample = folder == "sample"
    units = {row["slug"]: Unit.objects.create(kind=row["kind"], is_sample=sample, **both(row, "name")) for row in rows(folder, "units")}
    found = {row["slug"]: make_contact(row, units, sample) for row in rows(folder, "contacts")}
    for row in rows(folder, "contacts"):
        if row["deputy"]:
            found[row["slug"]].deputy = found[row["deputy"]]
            found[row["slug"]].save()
    return found


def make_contact(row, units, sample):
    contact = Contact(
        unit=units.get(row["unit"]),
        email=row["email"],
        phones=row["phones"].replace(";", ", "),
        languages=several(row["languages"]),
        tasks=several(row["tasks"]),
        is_sample=sample,
        **both(row, "role", "person", "room"),
    )
    contact.hours = [make_hours(text) for text in several(row["hours"])]
    contact.save()
    return contact


def make_hours(text):
    """«1-4 09:00-13:00»: from Monday to Thursday."""
    days, times = text.split()
    first, _, last = days.partition("-")
    opens, closes = times.split("-")
    return OpeningHours(first_day=int(first), last_day=int(last or first), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def name_officers(folder, contacts):
    """Who answers for which region, who for everything else; the demo editor acts in every sample role."""
    for row in rows(folder, "contacts"):
        Country.objects.filter(subregion__in=several(row["regions"])).update(officer=contacts[row["slug"]])
        contacts[row["slug"]].staff.set(get_user_model().objects.filter(username=EDITOR))
    if GENERAL_CONTACT in contacts:
        details = OfficeDetails.load()
        details.contact = contacts[GENERAL_CONTACT]
        details.save()


# --- pages -----------------------------------------------------------------------------------
def load_pages():
    texts = {}
    for row in sorted(rows("sourced", "pages"), key=lambda row: int(row["order"])):
        texts.setdefault(row["page"], []).append(row)
    root = Page.get_first_root_node()
    Page.objects.child_of(root).filter(slug="home").delete()  # Wagtail's own greeting page, and the site that shows it
    root = Page.get_first_root_node()
    first = make_page(HomePage, "home", texts["home"])
    root.add_child(instance=first)
    first.save_revision().publish()
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": first, "hostname": "localhost", "site_name": "BSMU International"})
    fixed = {model.fixed_slug: model for model in apps.get_models() if getattr(model, "fixed_slug", "")}
    for slug in [*MENU, *(slug for slug in texts if slug not in ("home", *MENU))]:
        page = make_page(fixed.get(slug, StandardPage), slug, texts[slug], in_menu=slug in MENU)
        parent = SitePage.objects.get(slug=PARENTS[slug]) if slug in PARENTS else HomePage.objects.get()
        parent.add_child(instance=page)
        page.save_revision().publish()


def make_page(model, slug, lines, in_menu=False):
    said = {line["block"]: line for line in lines if line["block"] in ("title", "summary")}
    fields = {SitePage.column(name, code): said[name][code] for name in said for code in CODES}
    page = model(slug=slug, show_in_menus=in_menu, draft_title=said["title"][DEFAULT], **fields)
    page.body = body_of(page, [line for line in lines if line["block"] not in (*said, "opening")])
    for line in lines:
        if line["block"] == "opening":
            stream = page._meta.get_field("opening").stream_block
            page.opening = stream.to_python([{"type": "fact", "value": pk} for pk in fact_numbers(line[DEFAULT])])
    return page


def body_of(page, lines):
    """The body that lines of a file describe: a kind of block and its texts, or the keys of the facts it shows."""
    rows = [figures(line) if line["block"] in ("figures", "history") else pair(line) for line in lines]
    return page._meta.get_field("body").stream_block.to_python(rows)


def pair(line):
    return {"type": line["block"], "value": {**{code: line[code] for code in CODES}, "later": False}}


def figures(line):
    return {"type": "figures", "value": {"facts": fact_numbers(line[DEFAULT]), "history": line["block"] == "history"}}


def fact_numbers(text):
    numbers = dict(Fact.objects.values_list("key", "pk"))
    return [numbers[key] for key in several(text)]


# --- the demo editor ---------------------------------------------------------------------------
def make_editors_group():
    """Whoever may edit and publish everything, but manages no users and changes no settings of the site."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    ours = {model._meta.app_label for model in registry.sample_models} | {"core"}
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=ours).exclude(content_type__model__in=["user", "officedetails"]))
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    root = Page.get_first_root_node()
    for action in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=action, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = Permission.objects.filter(content_type__app_label__in=["wagtailimages", "wagtaildocs"], content_type__model__in=["image", "document"])
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=Collection.get_first_root_node(), permission=permission)
    return group


def make_editor(group):
    """Someone to sign in as; the password is made here, once, and kept in the ignored folder."""
    password = secrets.token_urlsafe(12)
    user = get_user_model().objects.create_user(EDITOR, "editor@bsmu.example", password, first_name="Sample", last_name="Editor")
    user.groups.add(group)
    PASSWORD_FILE.touch(mode=0o600)
    PASSWORD_FILE.write_text(password)


def delete_all(rows):
    """Rows may protect each other (a protocol its agreement): those that can go, go first."""
    while rows:
        kept = [row for row in rows if not deleted(row)]
        if len(kept) == len(rows):
            raise RuntimeError(f"Something that is no sample holds on to {kept[0]!r}.")
        rows = kept


def deleted(row):
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


@transaction.atomic
def remove():
    """Deletes every sample row and the demo editor; answers {name: number}. Sourced content stays."""
    removed = {}
    for model in [*registry.sample_models, Contact, Unit]:
        rows = list(model._base_manager.filter(is_sample=True))
        removed[str(model._meta.verbose_name_plural)] = len(rows)
        delete_all(rows)
    get_user_model().objects.filter(username=EDITOR).delete()
    details = OfficeDetails.load()
    details.sample_loaded, details.reply_days = False, None
    details.save()
    PASSWORD_FILE.unlink(missing_ok=True)
    return removed
