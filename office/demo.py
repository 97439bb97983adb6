"""The office's part of the demonstration content: demo/{sourced,sample}/news.csv, demo/sample/{enquiries,ready_answers}.csv."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import override

from core import addresses, registry
from core.academic_year import academic_year
from core.demo import body_of, both, day, moment, rows
from core.languages import CODES, DEFAULT
from core.models import Country, OfficeDetails, SitePage
from core.text import several
from office import inbox
from office.models import Enquiry, NewsIndexPage, NewsPage, ReadyAnswer


def load(folder, contacts):
    sample = folder == "sample"
    countries = {country.code: country for country in Country.objects.all()}
    archive = NewsIndexPage.objects.get()
    for row in sorted(rows(folder, "news"), key=lambda row: row["date"]):
        make_news(archive, row, countries, sample)
    for row in rows(folder, "ready_answers"):
        ReadyAnswer.objects.create(topics=several(row["topics"]), is_sample=sample, **both(row, "title", "text"))
    for row in rows(folder, "enquiries"):
        make_enquiry(row, countries)


def make_news(archive, row, countries, sample):
    fields = {SitePage.column(name, code): row[f"{name}_{code}"] for name in ("title", "summary") for code in CODES}
    page = NewsPage(
        slug=row["slug"], date=day(row["date"], sample), source_url=row["source_url"], is_sample=sample, draft_title=row[f"title_{DEFAULT}"], **fields
    )
    page.deadline = moment(row["deadline"], sample)
    page.body = body_of(page, [{"block": "text", **{code: row[f"text_{code}"] for code in CODES}}])
    page.sections = list(SitePage.objects.filter(slug__in=several(row["sections"]), depth=archive.depth))
    page.countries = [countries[code] for code in several(row["countries"])]
    for tag in registry.news_tags:
        tag.load(page, row)
    archive.add_child(instance=page)
    page.save_revision().publish()
    at = timezone.make_aware(datetime.combine(page.date, time(12)))  # in the archive it stands under its date; feeds go by when it appeared
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)


def moved_year(text):
    """An academic year of a sample row, moved with the dates; '' for ''."""
    return academic_year(day(f"{text[:4]}-09-01", True)) if text else ""


def make_enquiry(row, countries):
    """A message from a fictional person, as if it had come through a form."""
    enquiry = Enquiry(
        **{name: row[name] for name in ("topic", "name", "email", "organisation", "wanted", "language", "text", "state")},
        country=countries.get(row["country"]),
        start=moved_year(row["start"]),
        received_at=timezone.now() - timedelta(days=int(row["days_ago"])),
        is_sample=True,
    )
    about = addresses.record_at(row["about"].strip("/").split("/"))
    if about:
        enquiry.about = about
        enquiry.about_title, enquiry.about_path = getattr(about, f"{about.name_field}_{row['language']}"), about.get_url(row["language"])
    details = OfficeDetails.load()
    enquiry.assignee = (about and about.owner) or (enquiry.country and enquiry.country.officer) or details.contact
    enquiry.set_due(details.reply_days)
    with override(enquiry.language):
        enquiry.consent = inbox.consent_of(enquiry, inbox.consent_text(details))
    enquiry.save()
    return enquiry
