from modeltranslation.translator import TranslationOptions, register

from alumni.models import Officer, Service, Story


@register(Story)
class StoryTranslation(TranslationOptions):
    fields = ("title", "person", "summary", "text", "quote", "post")


@register(Officer)
class OfficerTranslation(TranslationOptions):
    fields = ("name", "about")


@register(Service)
class ServiceTranslation(TranslationOptions):
    fields = ("name", "who", "what_to_send", "how", "price")
