"""Primary keys as they came in an address or a form: anybody may have written anything."""

LONGEST = 18  # digits: a longer number is the key of nothing, and more than SQLite takes


def key_of(text):
    """The number that a text is, None for what can be no key."""
    text = str(text or "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None


def keys_of(texts):
    """Those that can be keys; the others are passed over."""
    return [key for key in map(key_of, texts) if key is not None]
