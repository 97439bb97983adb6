from modeltranslation.translator import TranslationOptions, register

from core.models import Contact, Country, Fact, FactValue, FieldOfStudy, Holiday, Notice, OfficeDetails, SiteImage, Unit


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
    fields = ("role", "person", "room")
    required_languages = {"default": ("role",)}


@register(OfficeDetails)
class OfficeDetailsTranslation(TranslationOptions):
    fields = ("university", "name", "address", "access", "appeals")


@register(SiteImage)
class SiteImageTranslation(TranslationOptions):
    fields = ("alt",)


@register(Fact)
class FactTranslation(TranslationOptions):
    fields = ("label", "unit")
    required_languages = {"default": ("label",)}


@register(FactValue)
class FactValueTranslation(TranslationOptions):
    fields = ("text", "note", "source")
    required_languages = {"default": ("source",)}


@register(Notice)
class NoticeTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"default": ("text",)}


@register(Holiday)
class HolidayTranslation(TranslationOptions):
    fields = ("name",)
