"""Structured data of the department's page (schema.org); sample contacts have none."""

from core.languages import text_of

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
