"""The screens of an import: upload, dry run, outcome. Nothing is saved before the dry run has been confirmed."""

import hashlib

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import DraftStateMixin

from core.imports import importables, sheets, template
from core.imports.kinds import check, write
from core.imports.writing import Meanwhile
from core.models.imports import ImportRun

MOST_SHOWN = 200  # problems, warnings, changes in one table
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may(user, importable, *actions):
    """Where nothing is published in Wagtail's sense, whoever changes a row may also show it."""
    meta = importable.model._meta
    rights = {"publish": "publish" if issubclass(importable.model, DraftStateMixin) else "change"}
    return all(user.has_perm(f"{meta.app_label}.{rights.get(action, action)}_{meta.model_name}") for action in actions)


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Spreadsheet"), help_text=gettext_lazy("XLSX or CSV. Only the first sheet is read."))
    live = forms.ChoiceField(
        label=gettext_lazy("What becomes of the records"),
        choices=[("", gettext_lazy("drafts, published by hand later")), ("1", gettext_lazy("published at once"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, may_publish, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["live"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > sheets.MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than %(n)s MB. Split it.") % {"n": sheets.MAX_BYTES // 1024 // 1024})
        self.content = file.read()
        try:
            sheets.read(self.content)
        except sheets.Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return file


class Screen(WagtailAdminTemplateMixin, View):
    """What both screens share: which kind of record, and whether this editor may."""

    header_icon = "upload"

    @cached_property
    def importable(self):
        found = importables.get(self.kind())
        if not found:
            raise Http404
        return found

    def kind(self):
        return self.kwargs["name"]

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, self.importable, "add", "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return f"{_('Import')}: {self.importable.label}"

    def list_url(self):
        meta = self.importable.model._meta
        return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:list")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": self.list_url(), "label": capfirst(self.importable.label)}, {"url": "", "label": self.get_page_title()}]

    def answer(self, **names):
        return self.render_to_response(self.get_context_data(importable=self.importable, list_url=self.list_url(), **names))


class Upload(Screen):
    template_name = "core/admin/import_upload.html"

    def form(self, *data):
        return UploadForm(*data, may_publish=may(self.request.user, self.importable, "publish"))

    def get(self, request, name):
        return self.answer(form=self.form())

    def answer(self, **names):
        return super().answer(template_url=reverse("import_template", args=[self.importable.name]), **names)

    def post(self, request, name):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form=form)
        file = form.cleaned_data["file"]
        run = ImportRun(
            kind=name,
            file_name=file.name[-200:],
            digest=hashlib.sha256(form.content).hexdigest(),
            live=bool(form.cleaned_data.get("live")),
            user=request.user,
            user_name=request.user.get_username(),
        )
        run.file.save(f"{name}{'.xlsx' if form.content.startswith(sheets.ZIP) else '.csv'}", ContentFile(form.content), save=False)
        run.save()
        return redirect("import_run", run.pk)


class Run(Screen):
    """The dry run of one file; its confirmation; what came of it."""

    template_name = "core/admin/import_run.html"

    @cached_property
    def run(self):
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"])

    def kind(self):
        return self.run.kind

    def plan(self):
        with self.run.file.open("rb") as stream:
            return check(self.importable, sheets.read(stream.read()), self.run.live)

    @property
    def seen(self):
        """Where the session keeps which plan of this file the editor has seen."""
        return f"import-{self.run.pk}"

    def get(self, request, pk):
        if self.run.done_at:
            return self.answer(run=self.run)
        if not self.run.file or not self.run.file.storage.exists(self.run.file.name):
            return self.answer(run=self.run, unreadable=_("The file is no longer here. Upload it again."))
        try:
            plan = self.plan()
        except sheets.Unreadable as error:
            return self.answer(run=self.run, unreadable=str(error))
        if not plan.problems:
            request.session[self.seen] = plan.digest
        return self.answer(run=self.run, **shown(plan))

    def post(self, request, pk):
        run, seen = self.run, request.session.pop(self.seen, "")
        if run.done_at or not seen:  # it is done, or there was nothing to confirm
            return redirect("import_run", run.pk)
        if run.live and not may(request.user, self.importable, "publish"):
            raise PermissionDenied
        try:
            plan = self.plan()
            if plan.problems or plan.digest != seen:
                raise Meanwhile
            self.carry_out(plan, request.user)
        except (Meanwhile, IntegrityError, sheets.Unreadable, OSError):
            messages.error(request, _("Somebody has changed one of these records in the meantime. Nothing was saved; look through the list again."))
            return redirect("import_run", run.pk)
        messages.success(request, outcome(run))
        return redirect("import_run", run.pk)

    @transaction.atomic
    def carry_out(self, plan, user):
        """Once only, whoever confirms it first."""
        run = self.run
        numbers = {"created": len(plan.new), "updated": len(plan.changed), "unchanged": plan.unchanged, "done_at": timezone.now()}
        claimed = ImportRun.objects.filter(pk=run.pk, done_at=None).update(user=user, user_name=user.get_username(), **numbers)
        if claimed:
            write(plan, self.importable.model, user, run.live, run.pk)
        run.refresh_from_db()


def outcome(run):
    return _("Imported: %(created)s, %(updated)s, %(unchanged)s.") % {
        "created": ngettext("%(n)s new record", "%(n)s new records", run.created) % {"n": run.created},
        "updated": ngettext("%(n)s changed", "%(n)s changed", run.updated) % {"n": run.updated},
        "unchanged": ngettext("%(n)s unchanged", "%(n)s unchanged", run.unchanged) % {"n": run.unchanged},
    }


def shown(plan):
    """What the screen prints of a plan: everything counted, the beginning of long lists."""
    return {
        "plan": plan,
        "problems": plan.problems[:MOST_SHOWN],
        "warnings": plan.warnings[:MOST_SHOWN],
        "new_rows": [{"number": row.number, "title": str(row.record)} for row in plan.new[:MOST_SHOWN]],
        "changed_rows": [changed_row(plan, row) for row in plan.changed[:MOST_SHOWN]],
        "most_shown": MOST_SHOWN,
    }


def changed_row(plan, row):
    changes = [
        {"label": column.label, "before": plan.meanings[column].show(before), "after": plan.meanings[column].show(after)}
        for column, before, after in row.changes
    ]
    return {"number": row.number, "title": str(row.record), "changes": changes}


def blank(request, name):
    """The workbook to fill in."""
    importable = importables.get(name)
    if not importable or not may(request.user, importable, "add"):
        raise Http404
    response = HttpResponse(template.workbook(importable), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-template.xlsx"'
    return response
