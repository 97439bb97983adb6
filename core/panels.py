"""Panels of the editing forms."""

from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel, TitleFieldPanel

from core.languages import CODES, DEFAULT, IN_LANGUAGE, active, others


def row(fields, heading):
    panel = FieldRowPanel(fields, classname="language-row")
    return MultiFieldPanel([panel], heading=heading) if heading else panel


def in_languages(name, heading=""):
    """One text, its languages side by side."""
    return row([FieldPanel(f"{name}_{code}") for code in CODES], heading)


def labelled(label, code):
    """The label of a text, with its language."""
    return format_lazy("{}, {}", label, IN_LANGUAGE[code])


def of_wagtail(name, heading):
    """The same for a column that Wagtail made: in the first language it has no suffix."""
    return row([FieldPanel(name if code == DEFAULT else f"{name}_{code}", heading=labelled(heading, code)) for code in CODES], heading)


def title_row(first):
    """The title in each language, the address made from the last one, English. `first` is the column of the first language."""
    name = first.removesuffix(f"_{DEFAULT}")
    columns = {DEFAULT: first, **{code: f"{name}_{code}" for code in others(DEFAULT)}}
    panels = [FieldPanel(columns[code], heading=labelled(_("Title"), code)) for code in CODES[:-1]]
    last = TitleFieldPanel(columns[CODES[-1]], targets=["slug"], classname="", placeholder=False, heading=labelled(_("Title"), CODES[-1]))
    return row([*panels, last], _("Title"))


class TwinsPanel(FieldPanel):
    """The question whether the record is another one; it stands there only when it has been asked."""

    def __init__(self, **kwargs):
        super().__init__("another", **{"heading": _("It is another one: save it all the same"), **kwargs})

    def clone_kwargs(self):
        return {name: value for name, value in super().clone_kwargs().items() if name != "field_name"}

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return bool(getattr(self.form, "twins", None)) and super().is_shown()


class RelatedPanel(Panel):
    """Read-only list of the records or rows that point at this one, with a button that adds another, already filled in.

    `relation` is a method of the instance that answers what is related; `add_url` one that answers the address of the form; `told` is
    (attribute, label) of what the list says of each beside its title.
    """

    def __init__(self, relation, add_url, told, add_label, **kwargs):
        super().__init__(**kwargs)
        self.relation, self.add_url, self.told, self.add_label = relation, add_url, told, add_label

    def clone_kwargs(self):
        own = {"relation": self.relation, "add_url": self.add_url, "told": self.told, "add_label": self.add_label}
        return {**super().clone_kwargs(), **own}

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/related_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                name, context["told_label"] = self.panel.told
                context["rows"] = [related_row(row, name) for row in getattr(self.instance, self.panel.relation)()]
                context["add_url"], context["add_label"] = getattr(self.instance, self.panel.add_url)(), self.panel.add_label
            return context


def related_row(row, told):
    return {"title": str(row), "href": edit_url(row), "told": getattr(row, told), "is_public": row.live if hasattr(row, "live") else row.public}


def edit_url(row):
    """Where a record or row is edited."""
    return reverse(f"wagtailsnippets_{row._meta.app_label}_{row._meta.model_name}:edit", args=[row.pk])


def ticked(name):
    """Things to tick, in a box that scrolls: the lists are long."""
    return FieldPanel(name, widget=CheckboxSelectMultiple(attrs={"class": "countries"}))


class TickedPanel(FieldPanel):
    """Records to tick, in the order of their names in the editor's language. `order` is a function() -> column, `named` a function(record) -> str."""

    order = named = None

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, **{"widget": CheckboxSelectMultiple(attrs={"class": "countries"}), **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field:
                field = self.bound_field.field
                field.label_from_instance = self.panel.named
                field.queryset = field.queryset.order_by(self.panel.order())


class CountriesPanel(TickedPanel):
    def __init__(self, field_name="countries", **kwargs):
        super().__init__(field_name, **kwargs)

    @staticmethod
    def order():
        return f"name_{active()}"

    @staticmethod
    def named(country):
        return getattr(country, f"name_{active()}")
