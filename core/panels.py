"""Panels of the editing forms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel, TitleFieldPanel

from core.languages import CODES, DEFAULT, others


def in_languages(name, heading=""):
    """One text, its languages side by side. Wagtail's own page columns have no suffix in the first language."""
    unsuffixed = name in ("title", "seo_title", "search_description")
    fields = [name if unsuffixed and code == DEFAULT else f"{name}_{code}" for code in CODES]
    row = FieldRowPanel([FieldPanel(field) for field in fields], classname="language-row")
    return MultiFieldPanel([row], heading=heading) if heading else row


def title_row(name="title"):
    """The title in each language; the address is made from the last one, English."""
    first = FieldPanel("title" if name == "title" else f"{name}_{DEFAULT}")
    rest = [FieldPanel(f"{name}_{code}") for code in others(DEFAULT)[:-1]]
    last = TitleFieldPanel(f"{name}_{CODES[-1]}", targets=["slug"], classname="", placeholder=False)
    return MultiFieldPanel([FieldRowPanel([first, *rest, last], classname="language-row")], heading=_("Title"))


class RelatedPanel(Panel):
    """Read-only list of the records that point at this one, with a button that adds another, already filled in.

    `relation` is a method of the instance that answers the related records; `add_url` one that answers the address of the form.
    """

    def __init__(self, relation, add_url, **kwargs):
        super().__init__(**kwargs)
        self.relation, self.add_url = relation, add_url

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "relation": self.relation, "add_url": self.add_url}

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/related_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                context["rows"] = getattr(self.instance, self.panel.relation)()
                context["add_url"] = getattr(self.instance, self.panel.add_url)()
            return context
