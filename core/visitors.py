"""Who is asking, as far as we need to know: an address for counting messages and guesses, never kept as such."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.utils.timezone import localdate


def address(request):
    """The visitor's network address; behind `PROXIES` web servers it is the one the outermost of them saw."""
    names = [name.strip() for name in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if name.strip()]
    if settings.PROXIES and len(names) >= settings.PROXIES:
        return names[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def sender_key(request):
    """The same for one address on one day, different on the next; no address can be read from it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{localdate()}:{address(request)}".encode(), hashlib.sha256).hexdigest()


class Misses:
    """How often somebody guessed wrongly within an hour, so that guessing gets nowhere. `name` says what is guessed."""

    HOUR = 3600

    def __init__(self, request, name, most):
        self.key, self.most = f"misses:{name}:{sender_key(request)}", most

    @property
    def are_too_many(self):
        return cache.get(self.key, 0) >= self.most

    def count(self):
        cache.add(self.key, 0, self.HOUR)
        try:
            cache.incr(self.key)
        except ValueError:  # the hour ended at this very moment
            cache.set(self.key, 1, self.HOUR)
