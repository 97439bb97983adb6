from modeltranslation.translator import TranslationOptions, register

from office.models import ReadyAnswer


@register(ReadyAnswer)
class ReadyAnswerTranslation(TranslationOptions):
    fields = ("title", "text")
    required_languages = {"default": ("title",)}
