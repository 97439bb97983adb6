"""Names that are probably of the same organisation or person: written alike, or the same in the other script."""

from rapidfuzz import fuzz

from core.text import WORD, token

ENOUGH = 80  # of 100
GENERAL = {  # words that many names have; what is left tells one from another
    token(word)
    for word in [
        "the",
        "of",
        "and",
        "for",
        "in",
        "at",
        "named",
        "after",
        "university",
        "universities",
        "institute",
        "academy",
        "college",
        "school",
        "faculty",
        "hospital",
        "clinic",
        "centre",
        "center",
        "national",
        "state",
        "federal",
        "republican",
        "regional",
        "city",
        "municipal",
        "medical",
        "medicine",
        "health",
        "sciences",
        "science",
        "technology",
        "research",
        "first",
        "университет",
        "университета",
        "институт",
        "института",
        "академия",
        "академии",
        "колледж",
        "школа",
        "факультет",
        "больница",
        "клиника",
        "клинический",
        "центр",
        "национальный",
        "государственный",
        "федеральный",
        "республиканский",
        "областной",
        "городской",
        "медицинский",
        "медицинская",
        "медицины",
        "медицинского",
        "наук",
        "науки",
        "здравоохранения",
        "технологий",
        "исследовательский",
        "научный",
        "имени",
        "им",
        "и",
        "в",
        "на",
        "при",
        "первый",
    ]
}


def distinctive(name):
    """The words of a name that tell it from others, folded to the common Latin form, in alphabetical order."""
    words = [token(word) for word in WORD.findall(name or "")]
    return " ".join(sorted(set(words) - GENERAL) or sorted(words))


def alike(names, others):
    """Is any of these distinctive names nearly one of the others? (Short ones must be equal.)"""
    return any(
        one == other or (min(len(one), len(other)) > 4 and fuzz.ratio(one, other, score_cutoff=ENOUGH)) for one in names for other in others if one and other
    )
