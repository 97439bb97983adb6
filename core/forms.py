"""Forms of the editing screens: what must hold before something is published, not before a draft is saved."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from core import blocks, languages

NEEDED = _("A text in this language is needed too. Fill it in, or choose other languages under “Publication”.")


class SitePageForm(WagtailAdminPageForm):
    """The first publication in a language needs it complete; a language that is already public may lag behind."""

    def clean(self):
        data = super().clean()
        if self.is_deferred_validation:
            return data
        for lang in self.must_be_complete(data):
            for name in ("title", "summary"):
                field = self.instance.column(name, lang)
                if not data.get(field) and (name == "title" or self.filled_elsewhere(data, name, lang)):
                    self.add_error(field, NEEDED)
        self.check_body(data)
        return data

    def must_be_complete(self, data):
        _allowed, required = languages.wanted(data.get("languages") or "all")
        return required

    def filled_elsewhere(self, data, name, lang):
        return any(data.get(self.instance.column(name, other)) for other in languages.others(lang))

    def check_body(self, data):
        errors = {}
        for lang in self.must_be_complete(data):
            for position in blocks.missing(data.get("body"), lang):
                errors.setdefault(position, {})[lang] = ValidationError(NEEDED)
        if errors:
            wrapped = {position: StructBlockValidationError(block_errors=found) for position, found in errors.items()}
            self.add_error("body", StreamBlockValidationError(block_errors=wrapped))


class RecordForm(WagtailAdminModelForm):
    """A record needs its name in every required language; the address of a public one is changed by publishers only."""

    def clean(self):
        data = super().clean()
        model = self._meta.model
        if self.instance.live and self.instance.pk and "slug" in self.changed_data and not self.may_publish():
            self.add_error("slug", _("Only those who may publish can change a public address."))
        if getattr(self, "is_deferred_validation", False):
            return data
        _allowed, required = languages.wanted(data.get("languages") or "all")
        for lang in required:
            field = f"{model.name_field}_{lang}"
            if field in self.fields and not data.get(field):
                self.add_error(field, NEEDED)
        return data

    def may_publish(self):
        meta = self._meta.model._meta
        return bool(self.for_user) and self.for_user.has_perm(f"{meta.app_label}.publish_{meta.model_name}")
