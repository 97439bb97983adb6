"""Many partners, agreements, events and calls, made up and marked as sample, for measuring only."""

import random
import uuid
from datetime import date, time, timedelta

from django.utils import timezone

from core.models import Country, FieldOfStudy
from core.text import index_text, sort_text
from masterclasses import times
from masterclasses.choices import Audience, Kind, Mode
from masterclasses.models import Event, Lecturer, Speaker
from mobility.choices import Activity, Funding, Who
from mobility.models import Call
from partners.choices import AgreementKind, Direction, Lifecycle, PartnerKind, RenewalRule
from partners.models import Agreement, CooperationForm, Partner, Party

SEED = 20261123
AT_ONCE = 1000
TOWNS = ["Alba", "Borea", "Cirrus", "Delta", "Ember", "Fjord", "Grove", "Haven", "Istria", "Juno", "Karst", "Lumen", "Morava", "Nadir", "Orion", "Pergola"]


def fill(partners, agreements):
    """So many more of each; the same rows every time."""
    dice = random.Random(SEED)  # noqa: S311 (reproducible, not secret)
    made = Partner.objects.bulk_create(many_partners(dice, partners), batch_size=AT_ONCE)
    papers = Agreement.objects.bulk_create(many_agreements(dice, agreements), batch_size=AT_ONCE)
    sides = [Party(agreement=paper, partner=partner) for paper in papers for partner in dice.sample(made, dice.choice([1, 1, 1, 1, 2]))]
    Party.objects.bulk_create(sides, batch_size=AT_ONCE)
    link(dice, papers, Agreement.forms.through, "cooperationform_id", list(CooperationForm.objects.values_list("pk", flat=True)))
    link(dice, papers, Agreement.isced_f.through, "fieldofstudy_id", list(FieldOfStudy.objects.filter(code__startswith="09").values_list("pk", flat=True)))
    return made, papers


def link(dice, papers, through, column, choices):
    own = papers[0]._meta.model_name + "_id"
    rows = [through(**{own: paper.pk, column: pk}) for paper in papers for pk in dice.sample(choices, dice.choice([1, 2]))]
    through.objects.bulk_create(rows, batch_size=AT_ONCE)


def many_partners(dice, number):
    countries = list(Country.objects.all())
    for n in range(number):
        country, town = dice.choice(countries), f"{dice.choice(TOWNS)} {n % 997}"
        names = {"name_ru": f"Вымышленный университет {town} {n}", "name_en": f"Fictional University of {town} {n}"}
        yield Partner(
            **names,
            **public(names, "name", f"fictional-university-{n}"),
            kind=dice.choice(PartnerKind.values),
            country=country,
            city_ru=town,
            city_en=town,
            latitude=round(dice.uniform(-50, 65), 2),
            longitude=round(dice.uniform(-170, 170), 2),
        )


def many_agreements(dice, number):
    for n in range(number):
        names = {"title_ru": f"Вымышленное соглашение № {n}", "title_en": f"Fictional agreement No. {n}"}
        signed = date(1990, 1, 1) + timedelta(days=dice.randrange(13_000))
        yield Agreement(
            **names,
            **public(names, "title", f"fictional-agreement-{n}"),
            code=f"FICT-{n}",
            kind=dice.choice(AgreementKind.values),
            lifecycle=dice.choices(Lifecycle.values, [1, 1, 20, 1, 2])[0],
            signed_on=signed,
            in_force_from=signed,
            valid_until=dice.choice([None, signed + timedelta(days=1826), signed + timedelta(days=5 * 1826)]),
            renewal=dice.choice(RenewalRule.values),
            renewal_months=60,
        )


def fill_events(number):
    """So many events around today, each with one of a hundred lecturers; a tenth is still to come."""
    dice = random.Random(SEED)  # noqa: S311
    countries = list(Country.objects.all())
    lecturers = Lecturer.objects.bulk_create(many_lecturers(dice, countries, 100), batch_size=AT_ONCE)
    events = Event.objects.bulk_create(many_events(dice, number), batch_size=AT_ONCE)
    Speaker.objects.bulk_create([Speaker(event=event, lecturer=dice.choice(lecturers)) for event in events], batch_size=AT_ONCE)
    link(dice, events, Event.isced_f.through, "fieldofstudy_id", list(FieldOfStudy.objects.filter(code__startswith="09").values_list("pk", flat=True)))


def many_lecturers(dice, countries, number):
    for n in range(number):
        names = {"name_ru": f"Вымышленный лектор {n}", "name_en": f"Fictional lecturer {n}"}
        yield Lecturer(**names, **public(names, "name", f"fictional-lecturer-{n}"), country=dice.choice(countries))


def many_events(dice, number):
    today = timezone.localdate()
    for n in range(number):
        names = {"title_ru": f"Вымышленное событие {n}", "title_en": f"Fictional event {n}"}
        event = Event(
            **names,
            **public(names, "title", f"fictional-event-{n}"),
            kind=dice.choice(Kind.values),
            state="confirmed",
            mode=dice.choice(Mode.values),
            starts_on=today + timedelta(days=n % 330 + 1) if n % 10 == 0 else today - timedelta(days=400 + dice.randrange(3000)),
            starts_time=time(10),
            ends_time=time(12),
            audience=dice.sample(Audience.values, 2),
            working_languages=["en"],
            interpretation=["ru"],
            venue_ru="Главный корпус",
            venue_en="Main building",
            summary_ru="Описание события.",
            summary_en="What the event is about.",
        )
        event.begins_at, event.over_at = times.span(event)
        event.year, event.shown_mode = event.starts_on.year, event.mode
        yield event


def fill_calls(number):
    """So many calls, a tenth of them open."""
    dice = random.Random(SEED)  # noqa: S311
    partners = list(Partner.objects.all())
    calls = Call.objects.bulk_create(many_calls(dice, partners, number), batch_size=AT_ONCE)
    link(dice, calls, Call.isced_f.through, "fieldofstudy_id", list(FieldOfStudy.objects.filter(code__startswith="09").values_list("pk", flat=True)))


def many_calls(dice, partners, number):
    now = timezone.now()
    for n in range(number):
        names = {"title_ru": f"Вымышленный набор {n}", "title_en": f"Fictional call {n}"}
        yield Call(
            **names,
            **public(names, "title", f"fictional-call-{n}"),
            direction=dice.choice(Direction.values),
            activity=dice.choice(Activity.values),
            who=dice.sample(Who.values, 2),
            partner=dice.choice(partners),
            language_skills="en B2",
            funding=dice.choice(Funding.values),
            closes_at=now + timedelta(days=n % 300 + 1) if n % 10 == 0 else now - timedelta(days=1 + dice.randrange(3000)),
        )


def public(names, name, slug):
    now = timezone.now()
    keys = {f"sort_key_{column[-2:]}": sort_text(text) for column, text in names.items()}
    shown = {"live": True, "shown": "ru en", "first_published_at": now, "last_published_at": now, "is_sample": True}
    return {"slug": slug, "public_id": uuid.uuid4(), "search_key": index_text(*names.values()), **keys, **shown}
