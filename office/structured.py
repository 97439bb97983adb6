"""Structured data of contacts and news (schema.org); sample ones have none."""

from core.languages import active, text_of
from core.meta import absolute
from office import newsroom

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def contact_points(contacts):
    return [{"@context": "https://schema.org", **contact_point(contact)} for contact in contacts if not contact.is_sample]


def contact_point(contact):
    known = {
        "@type": "ContactPoint",
        "contactType": text_of(contact, "role")[0],
        "email": contact.email,
        "telephone": contact.phone_list,
        "availableLanguage": contact.languages,
        "hoursAvailable": [opening(slot) for slot in contact.hours.all()],
    }
    return {name: value for name, value in known.items() if value}


def opening(slot):
    days = [f"https://schema.org/{day}" for day in DAYS[slot.first_day - 1 : slot.last_day]]
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": f"{slot.opens:%H:%M}", "closes": f"{slot.closes:%H:%M}"}


def news_article(page):
    known = {
        "@type": "NewsArticle",
        "headline": page.text("title"),
        "description": page.text("summary"),
        "datePublished": page.date.isoformat(),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else "",
        "inLanguage": active(),
        "url": absolute(newsroom.url_of(page)),
    }
    return {"@context": "https://schema.org", **{name: value for name, value in known.items() if value}}
