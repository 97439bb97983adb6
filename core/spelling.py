"""What somebody may have meant whose words were not found: typed in the other keyboard layout, or misspelt."""

from rapidfuzz import fuzz, process

from core.generation import memory
from core.models.search import SearchEntry
from core.text import query_prefixes

LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
TO_RUSSIAN, TO_LATIN = str.maketrans(LATIN, RUSSIAN), str.maketrans(RUSSIAN, LATIN)
LIKE = 80  # per cent of letters in common, from which a word counts as the same word misspelt
SHORTEST = 4  # letters: shorter words are like too many others


def other_layout(query):
    """The same keys in the other layout: «ctxtyjd» is «сеченов», "ыусрутщм" is "sechenov"."""
    return query.translate(TO_LATIN if any("а" <= letter <= "я" or letter == "ё" for letter in query.lower()) else TO_RUSSIAN)


def known_words():
    """The folded words of all names, each once; one query for each state of the content."""
    return memory.now().get("search words", lambda: sorted({word for key in SearchEntry.objects.values_list("name_key", flat=True) for word in key.split()}))


def corrected(query):
    """The beginnings of words that a query may have meant: those that no name has, as the likest beginning of a word of a name. [] where nothing is like them."""
    found, words = [], known_words()
    for prefix in query_prefixes(query):
        if len(prefix) >= SHORTEST and not any(word.startswith(prefix) for word in words):
            like = process.extractOne(prefix, {word[: len(prefix)] for word in words if len(word) >= SHORTEST}, scorer=fuzz.ratio, score_cutoff=LIKE)
            if not like:
                return []
            prefix = like[0]
        found.append(prefix)
    return found
