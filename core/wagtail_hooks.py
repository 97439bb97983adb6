"""Editing screens of what all sections share: countries, contacts, units."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.models import Contact, Country, Unit
from core.models.pages import HomePage, SectionPage, SitePage, StandardPage
from core.panels import in_languages
from core.viewsets import PlainViewSet, exported


class CountryViewSet(PlainViewSet):
    model = Country
    icon = "globe"
    list_display = ["code", "name_ru", "name_en", "subregion", "officer"]
    list_filter = ["subregion"]
    list_export = ["code", *exported("name"), "subregion", "latitude", "longitude"]
    export_filename = "countries"
    search_fields = ["code", "name_ru", "name_en"]
    ordering = ["name_ru"]
    edit_handler = ObjectList(["code", in_languages("name"), "subregion", "latitude", "longitude", "officer", in_languages("embassy")])


class UnitViewSet(PlainViewSet):
    model = Unit
    icon = "group"
    list_display = ["name_ru", "name_en", "kind", "is_sample"]
    list_filter = ["kind"]
    list_export = [*exported("name"), "kind", "is_sample"]
    export_filename = "units"
    search_fields = ["name_ru", "name_en"]
    ordering = ["name_ru"]
    edit_handler = ObjectList([in_languages("name"), "kind"])


class ContactViewSet(PlainViewSet):
    model = Contact
    icon = "mail"
    list_display = ["role_ru", "role_en", "email", "unit", "public", "is_sample"]
    list_filter = ["public", "unit"]
    list_export = [*exported("role", "person"), "email", "phones", "public", "is_sample"]
    export_filename = "contacts"
    search_fields = ["role_ru", "role_en", "person_ru", "person_en", "email"]
    ordering = ["role_ru"]
    edit_handler = ObjectList(
        [
            in_languages("role"),
            in_languages("person"),
            "unit",
            "email",
            "phones",
            FieldPanel("languages"),
            in_languages("hours"),
            in_languages("room"),
            FieldPanel("tasks"),
            "deputy",
            "public",
        ]
    )


class SharedGroup(SnippetViewSetGroup):
    menu_label = _("Office")
    menu_name = "office"
    menu_icon = "mail"
    menu_order = 250
    items = (ContactViewSet, UnitViewSet, CountryViewSet)


register_snippet(SharedGroup)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


def give_forms():
    """Each page type's editing form in three tabs."""
    pages = [SitePage, *SitePage.__subclasses__(), *SectionPage.__subclasses__()]
    for model in {HomePage, StandardPage, *pages} - {SitePage, SectionPage}:
        model.edit_handler = model.tabs()


give_forms()
