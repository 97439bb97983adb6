"""Field types of our own."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose block definitions stay out of migrations: changing a block changes no table."""

    def __init__(self, *args, **kwargs):
        super().__init__(args[0] if args else StreamBlock([]), **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class ChoicesField(models.JSONField):
    """Several codes of a fixed list, stored as a JSON list of strings."""

    def __init__(self, *args, codes=(), **kwargs):
        self.codes = codes
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.codes,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        known = dict(self.codes)
        if unknown := [code for code in value or [] if code not in known]:
            raise ValidationError(_("Not in the list: %(codes)s"), params={"codes": ", ".join(map(str, unknown))})

    def labels(self, value):
        """The names of the stored codes, in the order of the list."""
        return [label for code, label in self.codes if code in (value or [])]
