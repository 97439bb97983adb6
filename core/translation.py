from modeltranslation.translator import TranslationOptions, register

from core.models import Contact, Country, FieldOfStudy, OfficeDetails, SiteImage, Unit


@register(Country)
class CountryTranslation(TranslationOptions):
    fields = ("name", "embassy")
    required_languages = {"default": ("name",)}


@register(FieldOfStudy)
class FieldOfStudyTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"default": ("name",)}


@register(Unit)
class UnitTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"default": ("name",)}


@register(Contact)
class ContactTranslation(TranslationOptions):
    fields = ("role", "person", "hours", "room")
    required_languages = {"default": ("role",)}


@register(OfficeDetails)
class OfficeDetailsTranslation(TranslationOptions):
    fields = ("university", "name", "address")


@register(SiteImage)
class SiteImageTranslation(TranslationOptions):
    fields = ("alt",)
