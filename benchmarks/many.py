"""Many partners and agreements, made up and marked as sample, for measuring only."""

import random
import uuid
from datetime import date, timedelta

from django.utils import timezone

from core.models import Country, FieldOfStudy
from core.text import index_text, sort_text
from partners.choices import AgreementKind, Lifecycle, PartnerKind, RenewalRule
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
    rows = [through(agreement_id=paper.pk, **{column: pk}) for paper in papers for pk in dice.sample(choices, dice.choice([1, 2]))]
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


def public(names, name, slug):
    now = timezone.now()
    keys = {f"sort_key_{column[-2:]}": sort_text(text) for column, text in names.items()}
    shown = {"live": True, "shown": "ru en", "first_published_at": now, "last_published_at": now, "is_sample": True}
    return {"slug": slug, "public_id": uuid.uuid4(), "search_key": index_text(*names.values()), **keys, **shown}
