"""The screen of the next academic year: from which year, what would be copied, the button, what to check."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.panels import edit_url
from training import rollover


def may_copy(user):
    return user.has_perms(["training.add_fee", "training.add_intake"])


class NextYear(WagtailAdminTemplateMixin, View):
    template_name = "training/admin/next_year.html"
    page_title = gettext_lazy("Next academic year")
    header_icon = "date"

    @cached_property
    def kinds(self):
        return rollover.kinds_for(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not may_copy(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": reverse("wagtailsnippets_training_fee:list"), "label": _("Fees")}, {"url": "", "label": self.page_title}]

    def chosen(self, words):
        """(the years there are, the one that the words name, else the newest that visitors see)."""
        years = rollover.years(self.kinds)
        return years, words.get("year") if words.get("year") in years else rollover.newest_public(self.kinds)

    def get(self, request):
        years, year = self.chosen(request.GET)
        return self.render_to_response(self.get_context_data(years=years, year=year, **(shown(rollover.plan(year, self.kinds)) if year else {})))

    def post(self, request):
        _years, year = self.chosen(request.POST)
        if not year or year != request.POST.get("year"):
            return redirect("training_next_year")
        number = rollover.copy(year, self.kinds, request.user)
        said = ngettext("%(n)s row copied as a draft.", "%(n)s rows copied as drafts.", number) % {"n": number}
        messages.success(request, said if number else _("There was nothing left to copy."))
        return redirect(f"{reverse('training_next_year')}?year={year}")


def shown(plan):
    """What the screen prints of a plan."""
    return {
        "next_year": plan.next_year,
        "fresh": [line(row) for row, _copy in plan.fresh],
        "there": [{**line(row), "copy_href": edit_url(copy)} for row, copy in plan.there],
        "drafts": [line(row) for row in plan.drafts],
        "to_check": [{"title": title, "href": href, "text": text} for title, href, text in plan.to_check],
    }


def line(row):
    return {"kind": row._meta.verbose_name, "title": str(row), "href": edit_url(row)}
