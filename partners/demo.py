"""The section's part of the demonstration content: demo/{sourced,sample}/{partners,agreements}.csv."""

from core.demo import both, day, published, rows
from core.languages import CODES
from core.models import Country, FieldOfStudy
from core.text import several
from partners.models import Agreement, Condition, CooperationForm, FormerName, Partner, Party

FLAGS = {"yes": True, "no": False, "": None}


def load(folder, contacts):
    sample = folder == "sample"
    countries = {country.code: country for country in Country.objects.all()}
    for row in rows(folder, "partners"):
        make_partner(row, countries[row["country"]], contacts, sample)
    vocabularies = {form.code: form for form in CooperationForm.objects.all()}, {field.code: field for field in FieldOfStudy.objects.all()}
    later = []
    conditions = {}
    for row in rows(folder, "conditions"):
        conditions.setdefault(row["agreement"], []).append(make_condition(row))
    for row in rows(folder, "agreements"):
        agreement = make_agreement(row, contacts, sample, conditions.get(row["slug"], []), *vocabularies)
        if row["parent"]:
            later.append((agreement, row["parent"]))
    for agreement, parent in later:
        agreement.parent = Agreement.objects.get(slug=parent)
        agreement.save()


def make_partner(row, country, contacts, sample):
    partner = Partner(
        country=country,
        is_sample=sample,
        languages=languages_of(row),
        ror_id=row["ror_id"] or None,
        latitude=row["latitude"] or None,
        longitude=row["longitude"] or None,
        relationship_since=row["relationship_since"] or None,
        coordinator_ours=contacts.get(row.get("coordinator")),
        owner=contacts.get(row.get("coordinator")),
        **{name: row[name] for name in ("slug", "kind", "basis", "native_name", "native_lang", "source_url")},
        **both(row, "name", "acronym", "city", "summary", "website"),
        **published(),
    )
    partner.former_names = former_names(row)
    partner.save()


def languages_of(row):
    """ "all" when the name is known in every language, else one language now and the others when they are known."""
    known = [code for code in CODES if row[f"name_{code}"]]
    return "all" if known == CODES else f"{known[0]}-first"


def former_names(row):
    """`name|until_year` rows, the same number in each language."""
    pairs = zip(several(row["former_names_ru"]), several(row["former_names_en"]), strict=True)
    return [
        FormerName(name_ru=russian.split("|")[0], name_en=english.split("|")[0], until_year=english.partition("|")[2] or None) for russian, english in pairs
    ]


def make_agreement(row, contacts, sample, conditions, forms, fields):
    dates = {name: day(row[name], sample) for name in ("signed_on", "in_force_from", "valid_until", "ended_on")}
    agreement = Agreement(
        is_sample=sample,
        binding=FLAGS[row["binding"]],
        open_ended=row["open_ended"] == "yes",
        renewal_months=row["renewal_months"] or None,
        text_languages=several(row["text_languages"]),
        tuition_waiver=row["tuition_waiver"].replace("unknown", ""),
        signed_precision=row["signed_precision"] or "day",
        ended_precision=row["ended_precision"] or "day",
        coordinator_ours=contacts.get(row.get("coordinator")),
        owner=contacts.get(row.get("coordinator")),
        **dates,
        **{name: row[name] for name in ("slug", "code", "kind", "renewal", "lifecycle", "source_url")},
        **both(row, "title", "summary"),
        **published(),
    )
    agreement.parties = [Party(partner=Partner.objects.get(slug=slug)) for slug in several(row["partners"])]
    agreement.conditions = conditions
    agreement.forms = [forms[code] for code in several(row["forms"])]
    agreement.isced_f = [fields[code] for code in several(row["isced_f"])]
    agreement.save()
    return agreement


def make_condition(row):
    condition = Condition(
        places_per_year=int(row["places_per_year"]),
        months_per_year=row["months_per_year"] or None,
        days_per_year=row["days_per_year"] or None,
        blended=FLAGS[row["blended"]],
        eqf_levels=several(row["eqf_levels"]),
        **{name: row[name] for name in ("activity", "direction", "first_academic_year", "last_academic_year", "isced_f", "language_skills")},
        **both(row, "other_terms"),
    )
    condition.clean()
    return condition
