"""A contact as a vCard 4.0 (RFC 6350): UTF-8, lines folded at 75 bytes and ended by CRLF."""

import uuid

from django.conf import settings

from core.languages import active, text_of

NAMESPACE = uuid.UUID("5a4a3f2c-8f5e-4f0c-9a55-0d1f6f0f7b10")  # ours: makes one lasting UID of each contact's number


def write(contact, office):
    """The card's text in the active language. A role without a person is a group that has no name but its own."""
    role, person = text_of(contact, "role")[0], text_of(contact, "person")[0]
    unit = text_of(contact.unit, "name")[0] if contact.unit else text_of(office, "name")[0]
    rows = [
        ("VERSION", "4.0"),
        ("KIND", "individual" if person else "group"),
        ("UID", f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{settings.TAG_AUTHORITY}/contact/{contact.pk}')}"),
        ("FN", escape(person or role)),
        ("ORG", ";".join(map(escape, filter(None, [text_of(office, "university")[0], unit])))),
        ("TITLE", escape(role)),
        ("EMAIL", contact.email and escape(contact.email)),
        *(("TEL;VALUE=uri", f"tel:{phone.replace(' ', '')}") for phone in contact.phone_list),
        *((f"LANG;PREF={number}", code) for number, code in enumerate(contact.languages, 1)),
        ("ADR", address(contact, office)),
        ("TZ", settings.TIME_ZONE),
        ("NOTE", escape("; ".join(f"{days} {times}" for days, times in contact.hours_lines))),
        ("URL", f"{settings.BASE_URL}/{active()}/department/#contact-{contact.pk}"),
    ]
    lines = ["BEGIN:VCARD", *(f"{name}:{value}" for name, value in rows if value), "END:VCARD"]
    return "".join(fold(line) + "\r\n" for line in lines)


def address(contact, office):
    """Street and room in the components that RFC 6350 gives them: box; extended; street; locality; region; code; country."""
    street = text_of(office, "address")[0]
    return ";".join(["", escape(text_of(contact, "room")[0]), escape(street), "", "", escape(office.postcode), ""]) if street else ""


def escape(text):
    for character, written in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text.replace("\r", "")


def fold(line):
    """Longer lines go on in the next one after a space; never inside a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > (75 if not parts else 74):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
