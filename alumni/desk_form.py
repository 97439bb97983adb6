"""What the office does with one entry beyond putting it right: stops using it, or erases it at the person's written wish."""

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from alumni import membership
from alumni.choices import State
from core.forms import RowForm


class Decision(models.TextChoices):
    RESTRICT = "restrict", _("restrict: it is kept, but neither shown nor counted")
    RELEASE = "release", _("use it again")
    ERASE = "erase", _("erase at the person’s written wish: everything is emptied at once")


OFFERED = {
    State.CONFIRMED: [Decision.RESTRICT, Decision.ERASE],
    State.TO_CONFIRM: [Decision.RESTRICT, Decision.ERASE],
    State.ARCHIVED: [Decision.RESTRICT, Decision.ERASE],
    State.RESTRICTED: [Decision.RELEASE, Decision.ERASE],
    State.NEW: [Decision.ERASE],
    State.ERASED: [],
}
DOES = {  # function(graduate)
    Decision.RESTRICT: membership.restrict,
    Decision.RELEASE: lambda graduate: membership.restrict(graduate, False),
    Decision.ERASE: membership.erase,
}


class GraduateForm(RowForm):
    decision = forms.ChoiceField(label=_("What happens now"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = OFFERED[State(self.instance.state)] if self.instance.pk else []
        self.fields["decision"].choices = [("", "—"), *((decision.value, decision.label) for decision in offered)]

    @transaction.atomic
    def save(self, commit=True):
        graduate = super().save(commit)
        if commit and (decision := self.cleaned_data.get("decision")):
            DOES[Decision(decision)](graduate)
            graduate.refresh_from_db()
        return graduate
