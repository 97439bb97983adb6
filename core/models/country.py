from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

SUBREGIONS = [  # United Nations M49 sub-regions
    ("eastern-europe", _("Eastern Europe")),
    ("northern-europe", _("Northern Europe")),
    ("southern-europe", _("Southern Europe")),
    ("western-europe", _("Western Europe")),
    ("central-asia", _("Central Asia")),
    ("eastern-asia", _("Eastern Asia")),
    ("south-eastern-asia", _("South-eastern Asia")),
    ("southern-asia", _("Southern Asia")),
    ("western-asia", _("Western Asia")),
    ("northern-africa", _("Northern Africa")),
    ("sub-saharan-africa", _("Sub-Saharan Africa")),
    ("northern-america", _("Northern America")),
    ("latin-america-caribbean", _("Latin America and the Caribbean")),
    ("oceania", _("Oceania")),
    ("antarctica", _("Antarctica")),
]


class NamedQuerySet(models.QuerySet):
    """Of vocabularies: rows with a code and a translated name."""

    def numbered(self, text):
        """The row of a key that stands in an address, None where there is none."""
        return self.filter(pk=int(text[:12])).first() if text.isdecimal() else None

    def names(self, lang):
        """{code: name in the language}; one query."""
        return dict(self.values_list("code", f"name_{lang}"))


class Country(index.Indexed, models.Model):
    """A country or territory of ISO 3166-1, loaded by a migration."""

    code = models.CharField(_("ISO 3166-1 code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=100)
    subregion = models.CharField(_("region of the world"), max_length=30, choices=SUBREGIONS)
    latitude = models.DecimalField(_("latitude"), max_digits=5, decimal_places=2, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=5, decimal_places=2, null=True, blank=True)
    officer = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("responsible officer"), related_name="+")
    embassy = models.TextField(_("embassy"), blank=True, help_text=_("Address and phone of the embassy in Minsk."))

    known_by = ("code", "name_ru", "name_en")
    objects = NamedQuerySet.as_manager()
    search_fields = [index.AutocompleteField("name_ru"), index.AutocompleteField("name_en"), index.AutocompleteField("code")]

    class Meta:
        verbose_name, verbose_name_plural = _("country"), _("countries")
        ordering = ["code"]

    def __str__(self):
        return f"{self.name_ru} / {self.name_en}"


class FieldOfStudy(models.Model):
    """A detailed field of ISCED-F 2013, loaded by a migration."""

    code = models.CharField(_("ISCED-F code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=120)

    known_by = ("code", "name_ru", "name_en")
    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("field of study"), _("fields of study")
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} {self.name_ru} / {self.name_en}"
