"""In which languages an object may be shown, and which of its texts are older than the others."""

import hashlib
from datetime import date

from django.db import models
from django.db.models import Value
from django.db.models.functions import StrIndex
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import languages
from core.languages import CODES
from core.text import query_prefixes


class SearchKeyQuerySet(models.QuerySet):
    """Of models with a `search_key` made by `core.text.index_text`."""

    def matching(self, query):
        """Every word of the query begins some word of the key, whatever the script, case or ending."""
        found = self
        for number, prefix in enumerate(query_prefixes(query)):
            found = found.alias(**{f"at{number}": StrIndex("search_key", Value(f" {prefix}"))}).filter(**{f"at{number}__gt": 0})
        return found

    def search_keys(self):
        """(primary key, everything that `matching` looks at) of each row."""
        return self.order_by().values_list("pk", "search_key")


class Multilingual(models.Model):
    """`shown` is computed on every save of the live object and never typed; whatever a visitor meets reads only that.

    A language is shown first when it is complete. Once public it stays so until its title or its whole text is gone, or an editor
    withdraws it. `text_state` keeps per language {"hash": of its texts, "on": date of their last change, "against": {other
    language: hash of its texts when this one was last confirmed}}: a language is stale when another has moved on since.
    """

    languages = models.CharField(_("languages"), max_length=20, default="all", choices=languages.language_choices)
    shown = models.CharField(max_length=60, default="", editable=False)
    text_state = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    def texts(self, lang):
        """The object's texts in one language, title first."""
        raise NotImplementedError

    def complete(self, lang):
        """May this language be published for the first time?"""
        return bool(self.texts(lang)[0])

    public_until = None  # the moment after which visitors see it no more, where that is told by the clock

    def search_also(self):
        """Words by which it is found too, besides its name and texts: of what it belongs to."""
        return []

    @property
    def shown_codes(self):
        return self.shown.split()

    def is_shown_in(self, lang):
        return lang in self.shown_codes

    @property
    def missing_languages(self):
        """Wanted, but not shown."""
        allowed, _required = languages.wanted(self.languages)
        return [code for code in allowed if code not in self.shown_codes]

    @property
    def stale_languages(self):
        """Shown, but older than a text in another language."""
        return [code for code in self.shown_codes if code in self.text_state and self._is_behind(self.text_state, code)]

    def newer_text(self, lang):
        """(language, date) of the newer text when `lang` is stale, else None."""
        if lang not in self.stale_languages:
            return None
        seen = self.text_state[lang]["against"]
        newer = next(code for code in seen if seen[code] != self.text_state[code]["hash"])
        return newer, date.fromisoformat(self.text_state[newer]["on"])

    def settle_languages(self):
        """Compute `shown` and `text_state` from what is stored and what is about to be."""
        stored = type(self)._base_manager.filter(pk=self.pk).values("live", "shown", "text_state").first() if self.pk else None
        public = stored["shown"].split() if stored and stored["live"] else []
        allowed, _required = languages.wanted(self.languages)
        self.shown = languages.pack([code for code in allowed if self.complete(code) or (code in public and self._stays_public(code))])
        self.text_state = self._next_state((stored or {}).get("text_state") or {})

    def _stays_public(self, lang):
        title, *body = self.texts(lang)
        elsewhere = any(any(self.texts(other)[1:]) for other in languages.others(lang))
        return bool(title) and (any(body) or not elsewhere)

    def _next_state(self, state):
        """A language that changes is confirmed against the others as they are now. One that was stale has caught up, so that
        the others are confirmed against it too; one that was not has moved on, and leaves the others stale."""
        now = {code: hashlib.sha256("\x1f".join(filter(None, self.texts(code))).encode()).hexdigest()[:16] for code in CODES}
        changed = [code for code in CODES if state.get(code, {}).get("hash") != now[code]]
        caught_up = {code for code in changed if code in state and self._is_behind(state, code)}
        today = timezone.localdate().isoformat()
        following = {**state}
        for code in changed:
            following[code] = {"hash": now[code], "on": today, "against": {other: now[other] for other in languages.others(code)}}
        for code in caught_up:
            for other in (other for other in languages.others(code) if other not in changed):
                following[other] = {**following[other], "against": {**following[other]["against"], code: now[code]}}
        return following

    @staticmethod
    def _is_behind(state, code):
        return any(seen != state.get(other, {}).get("hash") for other, seen in state[code]["against"].items())
