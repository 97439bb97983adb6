"""StreamField blocks that hold every language side by side.

A pair block is complete in a language when its text in that language is filled in, or when it is empty in all. One that is ticked
"translation later" is left out where it has no text, under a dated notice, instead of being refused.
"""

from django.apps import apps
from django.utils.html import escape, strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from core import facts
from core.languages import CODES, NAMES, active
from core.richtext import html_of
from core.text import latin_slug

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


def source(value):
    """A child's text as stored, markup included."""
    return str(getattr(value, "source", value) or "")


class PairValue(blocks.StructValue):
    facts = None  # {key: Fact}, found for the whole body at once by `prepare`

    @property
    def found_facts(self):
        return facts.find(facts.keys_in(source(self.t))) if self.facts is None else self.facts

    @property
    def line(self):
        """A heading or caption in the language being shown, ready to print."""
        return mark_safe(facts.expand(escape(self.t), self.found_facts))  # noqa: S308 (escaped)

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


def facts_named_in(text):
    """What Wagtail's index of references keeps: (model, pk, "", "") of every fact that a text prints."""
    fact = apps.get_model("core", "Fact")
    for pk in fact.objects.filter(key__in=facts.keys_in(text)).values_list("pk", flat=True):
        yield fact, str(pk), "", ""


class Line(blocks.CharBlock):
    """One line of plain text in which `[[key]]` prints a fact."""

    def extract_references(self, value):
        yield from facts_named_in(value)


class HeadingBlock(PairBlock):
    def __init__(self, **kwargs):
        super().__init__(Line, **kwargs)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading inside the page; readers jump between headings.")
        template = "blocks/heading.html"
        preview_value = {"ru": "Наши задачи", "en": "Our tasks"}


class RichText(blocks.RichTextBlock):
    """Formatted text in which `[[key]]` prints a fact; Wagtail's index of references knows which facts it prints."""

    def extract_references(self, value):
        yield from super().extract_references(value)
        yield from facts_named_in(source(value))


class TextValue(PairValue):
    @property
    def html(self):
        """The text in the language being shown, ready to print."""
        return html_of(source(self.t), self.found_facts)


class TextBlock(PairBlock):
    def __init__(self, **kwargs):
        super().__init__(lambda **options: RichText(features=TEXT_FEATURES, **options), **kwargs)

    class Meta:
        value_class = TextValue
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = {"ru": "<p>Партнёрство с ведущими университетами.</p>", "en": "<p>Partnership with leading universities.</p>"}


class PictureBlock(PairBlock):
    """A picture with a caption; its text alternative belongs to the picture itself."""

    def __init__(self, **kwargs):
        super().__init__(Line, [("image", ImageChooserBlock(label=_("Picture")))], **kwargs)

    class Meta:
        icon = "image"
        label = _("Picture with a caption")
        description = _("One picture; the caption stands below it.")
        template = "blocks/picture.html"


class FiguresValue(blocks.StructValue):
    @property
    def printed(self):
        return [fact for fact in self["facts"] if fact and fact.current_value]

    @property
    def figures(self):
        return [facts.figure(fact) for fact in self.printed]

    @property
    def rows(self):
        return facts.history(self.printed) if self.get("history") else []


class FiguresBlock(blocks.StructBlock):
    """Facts set large, each with its date and source; on wish with all their values, older and conflicting ones too."""

    facts = blocks.ListBlock(SnippetChooserBlock("core.Fact", label=_("Fact")), label=_("Facts"))
    history = blocks.BooleanBlock(required=False, label=_("With a table of earlier and other values"))

    class Meta:
        icon = "table"
        label = _("Figures")
        description = _("Numbers from the facts register, with date and source.")
        template = "blocks/figures.html"
        value_class = FiguresValue


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    figures = FiguresBlock()
    picture = PictureBlock()


class OpeningBlock(blocks.StreamBlock):
    """The figures that the home page opens with."""

    fact = SnippetChooserBlock("core.Fact", label=_("Fact"))


def pairs(stream):
    """(position, value) of every pair block of a body."""
    return [(i, child.value) for i, child in enumerate(stream or ()) if isinstance(child.value, PairValue)]


def missing(stream, lang):
    """Positions of the blocks that have text in another language but none in `lang`, and are not ticked "later"."""
    return [i for i, value in pairs(stream) if value.filled and lang not in value.filled and not value.get("later")]


def texts(stream, lang):
    """The texts of a body in one language, as stored."""
    return [source(value.get(lang)) if value.has(lang) else "" for _, value in pairs(stream)]


def prepare(stream):
    """Fetch every fact that a body prints: a fixed number of queries for any number of blocks. Answers the same body."""
    values = [value for _, value in pairs(stream)]
    chosen = [fact for child in stream or () if isinstance(child.value, FiguresValue) for fact in child.value["facts"] if fact]
    found = facts.find({key for value in values for key in facts.keys_in(source(value.t))}, known=chosen)
    for value in values:
        value.facts = found
    return stream


def unknown_facts(stream):
    """(position, language, keys) wherever a text names a fact that there is not."""
    named = [(i, code, facts.keys_in(source(value.get(code)))) for i, value in pairs(stream) for code in CODES]
    unknown = facts.unknown_keys("".join(f"[[{key}]]" for _i, _code, keys in named for key in keys))
    return [(i, code, gone) for i, code, keys in named if (gone := [key for key in keys if key in unknown])]
