from modeltranslation.translator import TranslationOptions, register

from masterclasses.models import Event, EventPicture, Lecturer, Material, Session, Speaker


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "subtitle", "summary", "description", "series", "topics", "venue", "room", "address_line", "credit_hours", "report")


@register(Speaker)
class SpeakerTranslation(TranslationOptions):
    fields = ("topic", "affiliation")


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "others", "room")


@register(Material)
class MaterialTranslation(TranslationOptions):
    fields = ("title",)


@register(EventPicture)
class EventPictureTranslation(TranslationOptions):
    fields = ("caption",)


@register(Lecturer)
class LecturerTranslation(TranslationOptions):
    fields = ("name", "post", "affiliation", "biography")
