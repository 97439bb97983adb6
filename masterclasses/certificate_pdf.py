"""The certificate as a PDF: one sheet, its left half in the first language and its right half in the second, between them the code of the check."""

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from fpdf import FPDF

from core.days import beginning
from core.languages import CODES, text_of
from masterclasses.calendar_entries import place
from masterclasses.choices import Mode, Seat
from masterclasses.models.registration import grouped

FONTS = settings.BASE_DIR / "static" / "fonts"
FACES = {"literata": "literata-500.ttf", "noto": "noto-serif-500.ttf"}  # the second has the letters that the first lacks: ҳ, ҷ, ẓ
INK, GREY, ACCENT, PALE = (25, 28, 42), (94, 99, 117), (42, 59, 156), (232, 228, 216)
# millimetres of an A4 sheet that lies
WIDTH, HEIGHT, MARGIN, HALF = 297, 210, 21, 108
TOP, HEADING, FOOT, MIDDLE = 26, 50, 158, WIDTH / 2
QR_SIDE = 30
HALVES = (MARGIN, WIDTH - MARGIN - HALF)  # where each begins


def draw(certificate, registration, details):
    """The file, as bytes; the same for the same certificate."""
    pdf = FPDF("landscape", "mm", "A4")
    pdf.set_creation_date(beginning(certificate.issued_on))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.add_font("literata", fname=FONTS / FACES["literata"])
    pdf.set_lang(registration.language)
    with override(registration.language):
        pdf.set_title(f"{capfirst(certificate.event.get_certifying_display())} {grouped(certificate.code)}")
    pdf.add_page()
    frame(pdf)
    if certificate.is_sample:
        mark_sample(pdf)
    for lang, left in zip(CODES, HALVES, strict=False):
        with override(lang):
            half(pdf, left, certificate, registration.name_in(lang), registration.seat, details, lang)
    draw_qr(pdf, check_address(certificate, registration.language))
    return bytes(pdf.output())


def check_address(certificate, lang):
    """Where anybody checks it."""
    with override(lang):
        return settings.BASE_URL + reverse("wagtail_serve", args=[f"masterclasses/{certificate.path}"])


# --- the parts of the sheet ------------------------------------------------------------------------
def frame(pdf):
    """A double line around, the mark of the site on top, a line between the halves."""
    pdf.set_draw_color(*ACCENT)
    for inset, thickness in ((9, 0.9), (11.5, 0.25)):
        pdf.set_line_width(thickness)
        pdf.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
    pdf.line(MIDDLE, TOP + 20, MIDDLE, FOOT - 8)
    pdf.set_text_color(*ACCENT)
    draw_mark(pdf, MIDDLE - 8, TOP - 3, 16)


RAYS = ((6.5, 13), (44, 5), (59, 26), (54, 57), (14, 59))  # of static/img/mark.svg, in a square of 64


def draw_mark(pdf, left, top, side):
    """The mark of the site: arcs from one point, as straight lines."""
    unit = side / 64
    centre = (left + 27 * unit, top + 38 * unit)
    pdf.set_fill_color(*ACCENT)
    pdf.set_line_width(2 * unit)
    for across, down in RAYS:
        pdf.line(*centre, left + across * unit, top + down * unit)
        pdf.circle(left + across * unit, top + down * unit, 3 * unit, style="F")
    pdf.set_fill_color(255, 255, 255)
    pdf.circle(*centre, 5.5 * unit, style="DF")


def mark_sample(pdf):
    """Across the sheet, beneath the text: this certifies nothing."""
    pdf.set_text_color(*PALE)
    words = []
    for lang in CODES:
        with override(lang):
            words.append(pgettext("mark of demonstration content", "Sample"))
    with pdf.rotation(24, MIDDLE, HEIGHT / 2):
        block(pdf, MARGIN, HEIGHT / 2 - 18, WIDTH - 2 * MARGIN, " · ".join(dict.fromkeys(words)).upper(), 68, PALE, lines=1, align="C")


def half(pdf, left, certificate, name, seat, details, lang):
    """Who, at what, when and where, in the active language; at the foot the number and where it is checked."""
    event = certificate.event

    def put(top, text, size, colour=INK, lines=1):
        return block(pdf, left, top, HALF, text, size, colour, lines)

    top = put(TOP, text_of(details, "university")[0], 11.5, lines=2)
    put(top + 0.5, text_of(details, "name")[0], 9.5, GREY, lines=2)
    top = put(HEADING, capfirst(event.get_certifying_display()), 26, ACCENT)
    top = put(top + 4, _("This is to certify that"), 10, GREY)
    top = put(top + 1, name, 23, lines=2)
    top = put(top + 3, _("took part in this event:"), 10, GREY)
    top = put(top + 1, text_of(event, "title")[0], 15, lines=4) + 1.5
    for line in facts(event, seat):
        top = put(top + 0.5, line, 10, lines=2)
    foot = put(FOOT, f"{_('Number')}: {grouped(certificate.code)}", 11)
    foot = put(foot + 1, _("Issued on %(day)s") % {"day": date_format(certificate.issued_on, "DATE_FORMAT")}, 9.5)
    foot = put(foot + 2, _("Anybody can check it here:"), 8.5, GREY)
    put(foot + 0.5, check_address(certificate, lang), 8.5, ACCENT)  # on one line: an address that is broken is typed wrongly


def facts(event, seat):
    """Kind, days, place, hours: a line each, those that are known."""
    where = capfirst(Mode.ONLINE.label) if seat == Seat.ONLINE else place(event)
    hours = text_of(event, "credit_hours")[0]
    return filter(None, [capfirst(event.get_kind_display()), event.day_text, where, f"{_('Credit hours')}: {hours}" if hours else ""])


# --- drawing ---------------------------------------------------------------------------------------
def block(pdf, left, top, width, text, size, colour, lines=1, align="L"):
    """Text in a column, smaller where it would take more lines; answers where it ends."""
    family = face(pdf, text)
    pdf.set_text_color(*colour)
    while True:
        pdf.set_font(family, size=size)
        height = size * 0.3528 * 1.28  # a point in millimetres, and the space between lines
        pdf.set_xy(left, top)
        broken = pdf.multi_cell(width, height, text, align=align, dry_run=True, output="LINES")
        if len(broken) <= lines or size <= 6:
            break
        size -= 0.5
    pdf.multi_cell(width, height, text, align=align, new_x="LEFT", new_y="NEXT")
    return pdf.get_y()


def face(pdf, text):
    """The site's own face, or one that has every letter of the text."""
    known = pdf.fonts["literata"].cmap
    if all(ord(sign) in known for sign in text if not sign.isspace()):
        return "literata"
    if "noto" not in pdf.fonts:
        pdf.add_font("noto", fname=FONTS / FACES["noto"])
    return "noto"


def draw_qr(pdf, address):
    """A square for each run of dark modules, with the quiet zone that readers need around it."""
    rows = [bytes(row) for row in segno.make(address, error="m").matrix]
    unit = QR_SIDE / len(rows)
    pdf.set_fill_color(*INK)
    for down, row in enumerate(rows):
        for start, length in runs(row):
            pdf.rect(MIDDLE - QR_SIDE / 2 + start * unit, FOOT - 1 + down * unit, length * unit, unit, style="F")


def runs(row):
    """(start, length) of each run of dark modules in a row."""
    start = None
    for number, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = number
        elif not dark and start is not None:
            yield start, number - start
            start = None
