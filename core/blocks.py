"""StreamField blocks that hold every language side by side.

A pair block is complete in a language when its text in that language is filled in, or when it is empty in all. One that is ticked
"translation later" is left out where it has no text, under a dated notice, instead of being refused.
"""

from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.languages import CODES, NAMES, active
from core.text import latin_slug

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


def source(value):
    """A child's text as stored, markup included."""
    return str(getattr(value, "source", value) or "")


class PairValue(blocks.StructValue):
    @property
    def t(self):
        """The text in the language being shown, or ''."""
        return self.get(active()) or ""

    def has(self, lang):
        """Is there text in this language? Empty paragraphs and spaces are none."""
        return bool(strip_tags(source(self.get(lang))).strip())

    @property
    def filled(self):
        return [code for code in CODES if self.has(code)]

    @property
    def anchor(self):
        """The same in every language, so that a link to a heading survives the language switch."""
        return slugify(latin_slug(str(next((self.get(code) for code in reversed(CODES) if self.get(code)), ""))))


class PairBlock(blocks.StructBlock):
    """One child per language, made by `child(label=..., required=False)`; other children come before them."""

    def __init__(self, child, local_blocks=(), **kwargs):
        pair = [(code, child(label=NAMES[code], required=False)) for code in CODES]
        later = ("later", blocks.BooleanBlock(required=False, label=_("Translation later")))
        super().__init__([*local_blocks, *pair, later], **kwargs)

    class Meta:
        value_class = PairValue
        form_classname = "struct-block pair-block"


class HeadingBlock(PairBlock):
    def __init__(self, **kwargs):
        super().__init__(blocks.CharBlock, **kwargs)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading inside the page; readers jump between headings.")
        template = "blocks/heading.html"
        preview_value = {"ru": "Наши задачи", "en": "Our tasks"}


class TextBlock(PairBlock):
    def __init__(self, **kwargs):
        super().__init__(lambda **options: blocks.RichTextBlock(features=TEXT_FEATURES, **options), **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = {"ru": "<p>Партнёрство с ведущими университетами.</p>", "en": "<p>Partnership with leading universities.</p>"}


class PictureBlock(PairBlock):
    """A picture with a caption; its text alternative belongs to the picture itself."""

    def __init__(self, **kwargs):
        super().__init__(blocks.CharBlock, [("image", ImageChooserBlock(label=_("Picture")))], **kwargs)

    class Meta:
        icon = "image"
        label = _("Picture with a caption")
        description = _("One picture; the caption stands below it.")
        template = "blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    picture = PictureBlock()


def pairs(stream):
    """(position, value) of every pair block of a body."""
    return [(i, child.value) for i, child in enumerate(stream or ()) if isinstance(child.value, PairValue)]


def missing(stream, lang):
    """Positions of the blocks that have text in another language but none in `lang`, and are not ticked "later"."""
    return [i for i, value in pairs(stream) if value.filled and lang not in value.filled and not value.get("later")]


def texts(stream, lang):
    """The texts of a body in one language, as stored."""
    return [source(value.get(lang)) if value.has(lang) else "" for _, value in pairs(stream)]
