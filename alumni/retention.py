"""The end of stories: emptied some time after the person no longer agrees, drafts and old versions too."""

from datetime import timedelta

from django.utils.timezone import localdate

from alumni.models.story import Story
from core.languages import CODES

KEPT = timedelta(days=30)  # so that a slip of the pen in a date can be put right
PERSONAL = [f"{name}_{code}" for name in ("title", "person", "summary", "text", "quote", "post") for code in CODES] + [
    "consent_evidence", "internal_note", "photo_permission", "source_url",
]  # fmt: skip


def purge_stories(now):
    """Answers how many stories were emptied."""
    ended = [story for story in Story.objects.ended(localdate(now) - KEPT) if any(getattr(story, name) for name in PERSONAL)]
    for story in ended:
        empty(story)
    return len(ended)


def empty(story):
    for name in PERSONAL:
        setattr(story, name, "")
    story.slug, story.live, story.photo, story.graduate, story.latest_revision = f"withdrawn-{story.pk}", False, None, None, None
    story.save()
    story.revisions.all().delete()
    story.forget_addresses()
