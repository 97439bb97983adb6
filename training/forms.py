"""What applicants send: a question to the office, a short one from those under 16; a name or number to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.academic_year import academic_year, following
from core.languages import text_of
from office.forms import MessageForm
from training.choices import IN_STUDY_LANGUAGE

UNDECIDED = ("", _("not decided yet"))


class QuestionForm(MessageForm):
    """A question with what it takes to answer it: country, programme, language, beginning of studies."""

    field_order = ["text", "country", "programme", "study_language", "start", "name", "email", "consent"]
    country = forms.ChoiceField(label=_("Citizenship"))
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    study_language = forms.ChoiceField(label=_("Language of teaching"), required=False)
    start = forms.ChoiceField(label=_("Beginning of studies, academic year"), required=False)

    def __init__(self, *args, published, **kwargs):
        super().__init__(*args, **kwargs)
        named = self.data.get("programme") or self.initial.get("programme")
        offered = [row for row in published.programmes if row.is_offered or row.slug == named]
        self.fields["country"].choices = [("", "—"), *((code, text_of(country, "name")[0]) for code, country in published.countries.items())]
        self.fields["programme"].choices = [UNDECIDED, *((row.slug, text_of(row, "name")[0]) for row in offered)]
        self.fields["study_language"].choices = [UNDECIDED, *IN_STUDY_LANGUAGE.items()]
        years = [academic_year()]
        years += [following(years[0]), following(following(years[0]))]
        self.fields["start"].choices = [UNDECIDED, *((year, year) for year in years)]
        self.fields["text"].label = _("Your question")


class MinorQuestionForm(MessageForm):
    """Of someone under 16: the question and an address for the answer, nothing else."""

    minor = True
    field_order = ["text", "email", "consent"]
    name = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your question")
        self.fields["text"].help_text = _("Please do not write your name or anything about your health.")


class CheckForm(forms.Form):
    """A name or a number of a letter of authority; nothing of it is kept."""

    asked = forms.CharField(
        label=_("Name of the organisation or person, or number of the letter"),
        max_length=200,
        min_length=3,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
