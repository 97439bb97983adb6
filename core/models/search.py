"""What the search box looks in: one row for every page and record that visitors may see, kept true by core/search_index.py."""

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length, StrIndex

NAME_BEGINS, IN_NAME, IN_TEXT = 14, 10, 1  # points for a word of the query, by where it stands


class SearchEntryQuerySet(models.QuerySet):
    def with_marks(self, prefixes):
        """With `score`, and `words`: how many of the folded beginnings of words it holds."""
        score, words = Value(0), Value(0)
        found = self
        for number, prefix in enumerate(prefixes):
            name, text = f"name{number}", f"text{number}"
            found = found.alias(**{name: StrIndex("name_key", Value(f" {prefix}")), text: StrIndex("text_key", Value(f" {prefix}"))})
            begins, in_name, in_text = Q(**{name: 1}), Q(**{f"{name}__gt": 0}), Q(**{f"{text}__gt": 0})
            score += cases(When(begins, Value(NAME_BEGINS)), When(in_name, Value(IN_NAME)), When(in_text, Value(IN_TEXT)))
            words += cases(When(in_name | in_text, Value(1)))
        return found.annotate(score=score, words=words, length=Length("name_key"))

    def showing(self, now):
        """Not past the moment after which nobody may see it."""
        return self.filter(Q(until=None) | Q(until__gt=now))

    def holding(self, prefixes, at_least=None):
        """[(kind, pk)] of those that hold all of these beginnings, or so many of them; the best first. One query."""
        if not prefixes:
            return []
        found = self.with_marks(prefixes).filter(words__gte=len(prefixes) if at_least is None else at_least)
        return list(found.order_by("-words", "-score", "is_sample", "length", "pk").values_list("kind", "pk"))


def cases(*whens):
    return Case(*whens, default=Value(0), output_field=IntegerField())


class SearchEntry(models.Model):
    """One public thing. `told` is {language: {title, kind, lead, text}} without markup, for the languages that it is shown in."""

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    path = models.CharField(max_length=500)  # below the home page of a language
    name_key = models.TextField()
    text_key = models.TextField()
    told = models.JSONField(default=dict)
    until = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    objects = SearchEntryQuerySet.as_manager()
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = "search entry", "search entries"
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="one_entry_of_a_thing")]

    def __str__(self):
        return self.path
