"""The certificate as a PDF: one sheet, its left half in the first language and its right half in the second, between them the code of the check."""

from typing import NamedTuple

import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from fpdf import FPDF

from core.days import beginning
from core.languages import CODES, text_of
from core.meta import absolute
from masterclasses.calendar_entries import place
from masterclasses.choices import Certifying, Mode, Seat
from masterclasses.models.registration import grouped

FONTS = settings.BASE_DIR / "static" / "fonts"
FACES = {"literata": "literata-500.ttf", "noto": "noto-serif-500.ttf"}  # the second has the letters that the first lacks: ҳ, ҷ
NO_LETTER = "□"  # for what neither has
DRAWN_AS = {0x2011: "-", 0x2BB: "‘"}  # the first face lacks a hyphen that does not break, and has the apostrophe of Uzbek without a width
INK, GREY, ACCENT, PALE = (25, 28, 42), (94, 99, 117), (42, 59, 156), (232, 228, 216)
# millimetres of an A4 sheet that lies
WIDTH, HEIGHT, MARGIN, HALF = 297, 210, 21, 108
TOP, HEADING, FOOT, MIDDLE = 26, 51, 158, WIDTH / 2
QR_SIDE = 30
HALVES = (MARGIN, WIDTH - MARGIN - HALF)  # where each begins
LINE = 0.3528 * 1.28  # a point in millimetres, and the space between lines
SMALLEST = 6


class Row(NamedTuple):
    """A text, its size in points if it fits into so many lines, and the millimetres above it."""

    text: str
    size: float
    colour: tuple = INK
    lines: int = 1
    gap: float = 0


def draw(certificate, registration, details):
    """The file, as bytes; the same for the same certificate."""
    pdf = FPDF("landscape", "mm", "A4")
    pdf.set_creation_date(beginning(certificate.issued_on))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.add_font("literata", fname=FONTS / FACES["literata"])
    describe(pdf, certificate, details, registration.language)
    pdf.add_page()
    frame(pdf)
    if certificate.is_sample:
        mark_sample(pdf)
    halves = []
    for lang in CODES[: len(HALVES)]:
        with override(lang):
            name = registration.name_in(lang)
            halves.append((head(details), body(certificate.event, name, registration.seat), foot(certificate, lang)))
    for columns, top, end in zip(zip(*halves, strict=True), (TOP, HEADING, FOOT), (HEADING - 2, FOOT - 7, HEIGHT), strict=True):
        put(pdf, columns, top, end)
    draw_qr(pdf, check_address(certificate, registration.language))
    return bytes(pdf.output())


def check_address(certificate, lang):
    """Where anybody checks it."""
    return absolute(certificate.get_url(lang))


def describe(pdf, certificate, details, lang):
    """What programs show of the file: title, author, language."""
    pdf.set_lang(lang)
    with override(lang):
        pdf.set_title(f"{capfirst(certificate.event.get_certifying_display())} {grouped(certificate.code)}")
        pdf.set_author(text_of(details, "university")[0])


# --- what a half says, in the active language ------------------------------------------------------
def head(details):
    return [Row(text_of(details, "university")[0], 11.5), Row(text_of(details, "name")[0], 9.5, GREY, lines=2, gap=0.5)]


def body(event, name, seat):
    """Who, at what, when and where."""
    completed = event.certifying == Certifying.COMPLETION
    return [
        Row(capfirst(event.get_certifying_display()), 26, ACCENT),
        Row(_("This is to certify that"), 10, GREY, gap=4),
        Row(name, 23, lines=3, gap=1),
        Row(_("completed the programme of this event:") if completed else _("took part in this event:"), 10, GREY, gap=3),
        Row(text_of(event, "title")[0], 15, lines=5, gap=1),
        *(Row(text, 10, lines=3, gap=0.8 if number else 2) for number, text in enumerate(facts(event, seat))),
    ]


def facts(event, seat):
    """Kind, days, place, hours; "" for what is not known."""
    where = capfirst(Mode.ONLINE.label) if seat == Seat.ONLINE else place(event)
    hours = text_of(event, "credit_hours")[0]
    return [capfirst(event.get_kind_display()), event.day_text, where, f"{_('Credit hours')}: {hours}" if hours else ""]


def foot(certificate, lang):
    """The number, and where it is checked: on one line, since an address that is broken is typed wrongly."""
    return [
        Row(f"{_('Number')}: {grouped(certificate.code)}", 11),
        Row(_("Issued on %(day)s") % {"day": date_format(certificate.issued_on, "DATE_FORMAT")}, 9.5, gap=1),
        Row(_("Valid only if this page confirms it:"), 8.5, GREY, gap=2),
        Row(check_address(certificate, lang), 8.5, ACCENT, gap=0.5),
    ]


# --- text ------------------------------------------------------------------------------------------
def put(pdf, columns, top, end):
    """The rows of both halves side by side, each as large as both allow; where there is room, with more space between them."""
    pairs = [pair for pair in zip(*columns, strict=True) if any(row.text for row in pair)]
    sizes = [min(fitting(pdf, row) for row in pair) for pair in pairs]
    heights = [max(len(broken(pdf, row.text, size)) for row in pair) * size * LINE for pair, size in zip(pairs, sizes, strict=True)]
    gaps = sum(pair[0].gap for pair in pairs)
    wider = min(2, max(1, (end - top - sum(heights)) / gaps)) if gaps else 1
    for pair, size, height in zip(pairs, sizes, heights, strict=True):
        top += pair[0].gap * wider
        for left, row in zip(HALVES, pair, strict=True):
            write(pdf, left, top, HALF, row.text, size, row.colour)
        top += height


def fitting(pdf, row):
    """The size at which a row takes no more lines than it may."""
    size = row.size
    while len(broken(pdf, row.text, size)) > row.lines and size > SMALLEST:
        size -= 0.5
    return size


def broken(pdf, text, size):
    """Its lines."""
    text = in_face(pdf, text, size)
    return pdf.multi_cell(HALF, size * LINE, text, align="L", dry_run=True, output="LINES")


def write(pdf, left, top, width, text, size, colour, align="L"):
    text = in_face(pdf, text, size)
    pdf.set_text_color(*colour)
    pdf.set_xy(left, top)
    pdf.multi_cell(width, size * LINE, text, align=align, new_x="LEFT", new_y="NEXT")


def in_face(pdf, text, size):
    """The text as it can be printed, in the site's own face or in one that has all its letters."""
    text = " ".join(text.translate(DRAWN_AS).split())
    family = next((family for family in FACES if not unknown(pdf, family, text)), "literata")
    pdf.set_font(family, size=size)
    return text.translate(dict.fromkeys(map(ord, unknown(pdf, family, text)), NO_LETTER))


def unknown(pdf, family, text):
    """The letters that a face lacks."""
    if family not in pdf.fonts:
        pdf.add_font(family, fname=FONTS / FACES[family])
    return {sign for sign in text if ord(sign) not in pdf.fonts[family].cmap}


# --- drawing ---------------------------------------------------------------------------------------
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
        write(pdf, MARGIN, HEIGHT / 2 - 18, WIDTH - 2 * MARGIN, " · ".join(dict.fromkeys(words)).upper(), 68, PALE, align="C")


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
