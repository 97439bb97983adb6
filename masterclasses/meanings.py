"""What the cells of the section's own columns mean: the first day of an event, its speakers, its programme."""

import re

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.columns import by_name
from core.imports.cells import Day
from core.imports.clocks import read_clock
from core.imports.inside import Lines, fitting, joined, one_line, one_of, same_text, split, taken, write_text
from core.imports.others import Many, One
from core.languages import CODES, active
from masterclasses.choices import Role
from masterclasses.models.lecturer import Lecturer
from masterclasses.models.speaker import Session, Speaker

WHEN = re.compile(r"(?P<day>\d[\d.-]{7,9})?\s*(?:(?P<starts>\d{1,2}:\d\d)\s*(?:[–—-]\s*(?P<ends>\d{1,2}:\d\d))?)?")


class FirstDay(Day):
    """Of an event: 2024 and 03.2024 will do, where no more is known."""

    precision = "precision"

    def __init__(self, model):
        super().__init__("starts_on", model._meta.get_field("starts_on"))


class Partners(Many):
    """The partners of an event. One that is not public stays, named or not: the files that visitors download are silent about it."""

    def __init__(self, model):
        super().__init__("partners", model._meta.get_field("partners"))

    def put(self, record, value):
        hidden = {row.pk for row in record.partners.all() if not row.live}
        super().put(record, sorted({*value, *hidden}))


class WithLecturers(Lines):
    """Lines that name lecturers."""

    @cached_property
    def names(self):
        """{language: by which name a line calls each lecturer}"""
        return {lang: by_name(Lecturer, lang) for lang in CODES}

    def line(self, row, lang=None):
        return self.written_line(row, self.names[lang or active()], lang)

    @cached_property
    def lecturers(self):
        return One("lecturer", Speaker._meta.get_field("lecturer"))

    @cached_property
    def by_key(self):
        return {row.pk: row for row in Lecturer.objects.all()}


class Speakers(WithLecturers):
    """The speakers of an event, one a line: "Hanako Sato | lecturer | topic | organisation at that time"."""

    prefetch = ("speakers__lecturer",)

    def read(self, cell):
        found = super().read(cell)
        if len({(said["lecturer"], said["role"]) for _line, said in found}) < len(found):
            raise ValidationError(_("A speaker is there twice in the same role."))
        return found

    def read_one(self, line):
        """The fields of a speaker by name."""
        name, role, topic, affiliation = split(line, 4)
        code = one_of(Role.choices, role) if role else Role.LECTURER.value
        return {"lecturer": self.lecturers.find(name), "role": code, **fitting(Speaker, topic=topic, affiliation=affiliation)}

    def is_about(self, row, said):
        return (row.lecturer_id, row.role) == (said["lecturer"], said["role"])

    def instead(self, left, said):
        return taken(left, lambda row: row.lecturer_id == said["lecturer"])

    def written(self, row, said):
        row = row or Speaker()
        row.lecturer, row.role = self.by_key[said["lecturer"]], said["role"]
        for name in ("topic", "affiliation"):
            write_text(row, name, said[name])
        return row

    @staticmethod
    def written_line(speaker, names, lang=None):
        role, texts = speaker.get_role_display(), (one_line(speaker, name, lang) for name in ("topic", "affiliation"))
        return joined(names.get(speaker.lecturer.slug, speaker.lecturer.slug), str(role), *texts)

    def explain(self):
        roles = ", ".join(str(label) for _code, label in Role.choices)
        return _(
            "one speaker a line, in the language of the table: Hanako Sato | lecturer | topic | organisation at that time. Roles: %(roles)s. "
            "A speaker that stays keeps the topic in the other language"
        ) % {"roles": roles}


class Sessions(WithLecturers):
    """The programme of an event, one session a line: "10:00–11:00 | title | lecturer | also speaking | room"; a day before the time, where it is another."""

    prefetch = ("sessions__lecturer",)

    def read_one(self, line):
        """The fields of a session by name."""
        when, title, lecturer, others, room = split(line, 5)
        match = WHEN.fullmatch(when)
        if not match or not title:
            raise ValidationError(_("Not understood: %(part)s. Write: 10:00–11:00 | title | lecturer.") % {"part": line})
        starts, ends = (match[name] and read_clock(match[name]) for name in ("starts", "ends"))
        if starts and ends and ends <= starts:
            raise ValidationError(_("A session would end before it begins: %(part)s.") % {"part": line})
        day = match["day"] and Day("day", Session._meta.get_field("day")).read(match["day"])
        times = {"day": day or None, "starts": starts or None, "ends": ends or None}
        return {**times, "lecturer": lecturer and self.lecturers.find(lecturer), **fitting(Session, title=title, others=others, room=room)}

    def is_about(self, row, said):
        return same_text(row, "title", said["title"])

    def instead(self, left, said):
        """Another title at the same time."""
        return said["starts"] and taken(left, lambda row: (row.day, row.starts) == (said["day"], said["starts"]))

    def written(self, row, said):
        row = row or Session()
        row.lecturer = self.by_key.get(said["lecturer"])
        for name in ("day", "starts", "ends"):
            setattr(row, name, said[name])
        for name in ("title", "others", "room"):
            write_text(row, name, said[name])
        return row

    @staticmethod
    def written_line(session, names, lang=None):
        clock = "–".join(f"{moment:%H:%M}" for moment in (session.starts, session.ends) if moment)
        when = " ".join(filter(None, [session.day and session.day.isoformat(), clock]))
        title, others, room = (one_line(session, name, lang) for name in ("title", "others", "room"))
        lecturer = session.lecturer.slug if session.lecturer_id else ""
        return joined(when, title, names.get(lecturer, lecturer), others, room)

    def explain(self):
        return _(
            "one session a line, in the language of the table: 10:00–11:00 | title | lecturer | also speaking | room. On another day than the first: "
            "2026-12-11 10:00–11:00 | title. A session that stays keeps its title in the other language"
        )
