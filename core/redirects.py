"""Wagtail makes a redirect in the language that is active when a page is published; make it in the others too."""

from django.utils.translation import get_language, override
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_page_move, autocreate_redirects_on_slug_change
from wagtail.signals import page_slug_changed, post_page_move

from core.languages import CODES


def in_other_languages(handler):
    def receiver(**kwargs):
        now = get_language()
        for code in CODES:
            if code != now:
                with override(code):
                    handler(**kwargs)

    return receiver


def connect():
    page_slug_changed.connect(in_other_languages(autocreate_redirects_on_slug_change), weak=False, dispatch_uid="core.redirects.slug")
    post_page_move.connect(in_other_languages(autocreate_redirects_on_page_move), weak=False, dispatch_uid="core.redirects.move")
