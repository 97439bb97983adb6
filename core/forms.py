"""Forms of the editing screens: what must hold before something is published, not before a draft is saved."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from core import blocks, facts, languages
from core.days import beyond_reckoning
from core.imports import importable_of

NEEDED = _("A text in this language is needed too. Fill it in, or choose other languages under “Publication”.")

NO_FACTS = _("Facts are printed in the blocks of the text only.")


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
        self.check_facts(data)
        return data

    def check_facts(self, data):
        """Titles and summaries are printed in lists, feeds and search results, where no fact is looked up."""
        for lang in languages.CODES:
            for name in ("title", "summary", "seo_title", "search_description"):
                field = self.instance.column(name, lang)
                if facts.keys_in(data.get(field)):
                    self.add_error(field, NO_FACTS)

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
        for position, lang, keys in blocks.unknown_facts(data.get("body")):
            errors.setdefault(position, {})[lang] = ValidationError(
                ngettext("There is no such fact: %(keys)s", "There are no such facts: %(keys)s", len(keys)), params={"keys": ", ".join(keys)}
            )
        if errors:
            wrapped = {position: StructBlockValidationError(block_errors=found) for position, found in errors.items()}
            self.add_error("body", StreamBlockValidationError(block_errors=wrapped))


class RecordForm(WagtailAdminModelForm):
    """A record needs its name in every required language; the address of a public one is changed by publishers only.

    One that seems to be there already is saved only when the editor says that it is another; that is asked of drafts too.
    """

    another = forms.BooleanField(label=_("It is another one: save it all the same"), required=False)

    def clean(self):
        data = super().clean()
        model = self._meta.model
        for field, text in beyond_reckoning(model, data).items():  # before anything reckons with it
            self.add_error(field, text)
        self.twins = self.find_twins(data)
        if self.twins and not data.get("another"):
            self.add_error("another", [ValidationError(sentence) for sentence in self.twins])
        if self.instance.live and self.instance.pk and "slug" in self.changed_data and not self.may_publish():
            self.add_error("slug", _("Only those who may publish can change a public address."))
        if getattr(self, "is_deferred_validation", False):
            return data
        _allowed, required = languages.wanted(data.get("languages") or "all")
        for lang in required:
            field = f"{model.name_field}_{lang}"
            if field in self.fields and not data.get(field):
                self.add_error(field, NEEDED)
        for field in (f"{name}_{code}" for name in model.translated_fields() for code in languages.CODES):
            if field in self.fields and facts.keys_in(data.get(field)):
                self.add_error(field, NO_FACTS)
        return data

    def find_twins(self, data):
        """Sentences about records that this one, new or renamed, may be the same as."""
        found = importable_of(self._meta.model)
        changed = {*self.changed_data, *(name for name, formset in self.formsets.items() if formset.has_changed())}
        if not found or not changed & found.telling:
            return []
        return found.lookalikes([self.probe(data)]).get(0, [])

    def probe(self, data):
        """The record as it would be, not to be saved."""
        fields = {field.name: data[field.name] for field in self._meta.model._meta.concrete_fields if field.name in data}
        record = self._meta.model(pk=self.instance.pk, **fields)
        for name, formset in self.formsets.items():
            rows = [form for form in formset.forms if form not in formset.deleted_forms and (form.has_changed() or form.instance.pk)]
            setattr(record, name, [form.instance for form in rows if form.is_valid()])
        return record

    def may_publish(self):
        meta = self._meta.model._meta
        return bool(self.for_user) and self.for_user.has_perm(f"{meta.app_label}.publish_{meta.model_name}")


class RowForm(WagtailAdminModelForm):
    """What must hold of a row is said by its model (`Row.problems`), for this form and for the import alike."""

    def _post_clean(self):
        super()._post_clean()
        found = self.instance.all_problems(lambda name: self.cleaned_data.get(name) or ())
        for field, text in found:
            if not self.errors.get(field):
                self.add_error(field if field in self.fields else None, text)


class FactForm(WagtailAdminModelForm):
    """Each value has its source and says one thing; exactly one is current; the key of a fact in use stays as it is."""

    def clean(self):
        data = super().clean()
        if self.instance.pk and "key" in self.changed_data and (used := len(self.instance.uses())):
            self.add_error("key", ngettext("Texts in %(n)d place use this key.", "Texts in %(n)d places use this key.", used) % {"n": used})
        formset = self.formsets.get("values")
        if formset:
            kept = [form for form in formset.forms if form not in formset.deleted_forms and (form.has_changed() or form.instance.pk)]
            for form in kept:
                self.check_value(form)
            if sum(bool(form.cleaned_data.get("current")) for form in kept) != 1:
                self.add_error(None, _("Mark exactly one value as the current one."))
        return data

    @staticmethod
    def check_value(form):
        words = [name for name in form.fields if name.startswith("text_")]
        said = [bool(form.cleaned_data.get(name)) for name in words]
        has_number = form.cleaned_data.get("number") is not None
        if has_number and any(said):
            form.add_error("number", _("Give a number or words, not both."))
        elif not has_number and not all(said):
            form.add_error("number", _("Give a number, or words in every language."))
