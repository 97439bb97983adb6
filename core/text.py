"""One key for both scripts: Russian and English words folded to a common Latin form.

`index_text` makes the stored key of a record, `query_prefixes` the beginnings to look for in it. Both sides fold in the same way,
so that «Сеченов», "Sechenov" and «сеченова» meet; only the query is stemmed.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify
from snowballstemmer import stemmer

RUSSIAN, ENGLISH = stemmer("russian"), stemmer("english")
WORD = re.compile(r"[^\W_]+")
CYRILLIC = re.compile(r"[а-яё]")
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh sh  i  e iu ia".split(" "),  # noqa: SIM905 (ъ and ь are silent)
        strict=True,
    )
)
FOLDS = [("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("j", "i"), ("y", "i"), ("ii", "i")]
MAX_WORDS = 8  # of a query; what follows is ignored


def clean(text, limit=200):
    """What a visitor typed, without control characters, at most `limit` characters long."""
    return CONTROL.sub(" ", str(text or "")).strip()[:limit]


def host_of(url):
    """The host in an address, as a reader is told where a link leads."""
    return url.split("://", 1)[-1].split("/", 1)[0]


def several(text, marks=";"):
    """The parts of a text that any of these characters separate, without blanks around them, without empty ones."""
    return [part.strip() for part in re.split(f"[{marks}]", text or "") if part.strip()]


def fold(word):
    """The common Latin form of one lower-case word."""
    latin = "".join(LETTERS.get(letter, letter) for letter in word)
    latin = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    for written, read in FOLDS:
        latin = latin.replace(written, read)
    return re.sub(r"([a-z])\1", r"\1", latin)


@lru_cache(maxsize=20_000)
def token(word):
    return fold(word.lower())


def index_text(*texts):
    """The stored key: folded words with a space on both sides, ' pervii mgmu imeni i m sechenova '."""
    words = [token(word) for text in texts for word in WORD.findall(text or "")]
    return f" {' '.join(words)} "


def query_prefixes(query):
    """For each word of the query, the folded beginning that its inflected forms share."""
    prefixes = []
    for word in WORD.findall(query.lower().replace("ё", "е"))[:MAX_WORDS]:
        stem = (RUSSIAN if CYRILLIC.search(word) else ENGLISH).stemWord(word)
        folded = fold(stem)
        prefixes.append(folded if len(folded) >= 3 else token(word))
    return [prefix for prefix in prefixes if prefix]


def sort_text(text):
    """A key by which names sort alike on every database: lower case, ё with е, no quotes."""
    return re.sub(r"[«»\"'“”]", "", (text or "").lower().replace("ё", "е"))[:255]


def latin_slug(text, limit=100):
    """A slug in Latin letters; whole words only, never empty."""
    slug = slugify(anyascii(text or ""))
    if len(slug) > limit:
        slug = slug[: limit + 1].rpartition("-")[0] or slug[:limit]
    return slug or "record"
