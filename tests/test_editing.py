"""An editor changes a record in the CMS and a visitor sees it; what must hold before publishing."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import Country
from partners.models import Agreement, Partner

ADD = reverse("wagtailsnippets_partners_partner:add")
ADD_AGREEMENT = reverse("wagtailsnippets_partners_agreement:add")


def edit(record):
    return reverse(f"wagtailsnippets_partners_{record._meta.model_name}:edit", args=[record.pk])


def partner_form(**changes):
    fields = {
        "name_ru": "Университет Акиты", "name_en": "Akita University", "slug": "", "languages": "all", "kind": "university", "basis": "agreement",
        "country": Country.objects.get(code="JP").pk, "summary_ru": "Кардиология.", "summary_en": "Cardiology.",
        "former_names": inline_formset([]), "other_ids": inline_formset([]), "contacts_theirs": inline_formset([]),
    }  # fmt: skip
    return nested_form_data({**fields, **changes})


def agreement_form(partner, **changes):
    fields = {
        "title_ru": "Соглашение с Акитой", "title_en": "Agreement with Akita", "slug": "", "languages": "all", "kind": "framework", "lifecycle": "signed",
        "signed_precision": "day", "ended_precision": "day", "renewals": inline_formset([]), "conditions": inline_formset([]),
        "parties": inline_formset([{"partner": partner.pk, "unit_ru": "", "unit_en": "", "signatory_ru": "", "signatory_en": ""}] if partner else []),
    }  # fmt: skip
    return nested_form_data({**fields, **changes})


def errors(answer):
    return answer.context["form"].errors


def test_a_new_partner_is_on_the_site_when_published_and_not_before(desk, client, world):
    answer = desk.post(ADD, partner_form())
    akita = Partner.objects.get(slug="akita-university")
    assert answer.status_code == 302
    assert client.get("/en/partnership/partners/akita-university/").status_code == 404
    desk.post(edit(akita), partner_form(slug="akita-university", **{"action-publish": "1"}))
    for lang, name in [("ru", "Университет Акиты"), ("en", "Akita University")]:
        assert name in client.get(f"/{lang}/partnership/partners/akita-university/").content.decode()
        assert name in client.get(f"/{lang}/partnership/?country=JP").content.decode()
    assert "Кардиология" in client.get("/ru/partnership/partners/akita-university/").content.decode()


def test_a_draft_of_a_public_partner_changes_nothing_on_the_site(desk, client, world):
    form = partner_form(name_ru="Другое имя", name_en="Another name", slug="nagasaki-university")
    desk.post(edit(world.nagasaki), form)
    assert "Nagasaki University" in client.get("/en/partnership/partners/nagasaki-university/").content.decode()
    desk.post(edit(world.nagasaki), {**form, "action-publish": "1"})
    assert "Another name" in client.get("/en/partnership/partners/nagasaki-university/").content.decode()


def test_publishing_needs_the_name_in_each_wanted_language_and_loses_nothing_typed(desk, world):
    answer = desk.post(ADD, partner_form(name_en="", summary_ru="Набранный текст", **{"action-publish": "1"}))
    assert list(errors(answer)) == ["name_en"]
    assert "Набранный текст" in answer.content.decode()
    assert not Partner.objects.filter(name_ru="Университет Акиты").exists()


@pytest.mark.parametrize("languages", ["ru", "ru-first"])
def test_an_editor_may_choose_to_publish_one_language(desk, client, world, languages):
    desk.post(ADD, partner_form(name_en="", summary_en="", languages=languages, **{"action-publish": "1"}))
    partner = Partner.objects.get(name_ru="Университет Акиты")
    assert partner.shown_codes == ["ru"]
    assert '<span lang="ru" class="other-language">Университет Акиты</span>' in client.get(f"/en/partnership/partners/{partner.slug}/").content.decode()


def test_a_draft_may_have_gaps(desk, world):
    desk.post(ADD, partner_form(name_en="", summary_en=""))
    assert Partner.objects.get(name_ru="Университет Акиты").live is False


def test_a_wrong_ror_identifier_is_refused_and_an_empty_one_is_unknown(desk, world):
    assert "ror_id" in errors(desk.post(ADD, partner_form(ror_id="https://ror.org/abc", **{"action-publish": "1"})))
    assert "ror_id" in errors(desk.post(ADD, partner_form(ror_id="https://ror.org/02yqqv993", **{"action-publish": "1"})))
    for name in ("First University", "Second University"):
        desk.post(ADD, partner_form(name_en=name, ror_id="", another="on", **{"action-publish": "1"}))
    assert Partner.objects.filter(name_ru="Университет Акиты", ror_id=None).count() == 2


def test_a_logo_needs_a_permission(desk, world):
    assert "logo_permission" in errors(desk.post(ADD, partner_form(logo_permitted="on", **{"action-publish": "1"})))


def test_the_partners_form_lists_its_agreements_and_offers_another(desk, world):
    page = desk.get(edit(world.sechenov)).content.decode()
    assert edit(world.mobility) in page
    assert edit(world.secret) in page
    assert edit(world.old) not in page
    assert f'href="{ADD_AGREEMENT}?partner={world.sechenov.pk}"' in page


def test_the_form_that_it_offers_knows_the_partner(desk, world):
    page = desk.get(f"{ADD_AGREEMENT}?partner={world.sechenov.pk}").content.decode()
    assert f'name="parties-0-partner" value="{world.sechenov.pk}"' in page
    for wrong in ["x", "999999", "-1", "9" * 40, "%00", ""]:
        assert desk.get(f"{ADD_AGREEMENT}?partner={wrong}").status_code == 200


def test_a_prefilled_agreement_is_saved_with_its_party(desk, client, world):
    address = f"{ADD_AGREEMENT}?partner={world.nagasaki.pk}"
    form = agreement_form(world.nagasaki, **{"action-publish": "1"}) | {"parties-INITIAL_FORMS": "1", "parties-0-id": ""}
    desk.post(address, form)
    agreement = Agreement.objects.get(slug="agreement-with-akita")
    assert agreement.partners == [world.nagasaki]
    assert "Agreement with Akita" in client.get("/en/partnership/partners/nagasaki-university/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"in_force_from": "2026-01-01", "valid_until": "2025-12-31"}, "valid_until"),
        ({"open_ended": "on", "valid_until": "2027-12-31"}, "valid_until"),
        ({"kind": "memorandum", "binding": "true"}, "binding"),
        ({"renewal": "automatic", "valid_until": "2027-12-31"}, "renewal_months"),
        ({"title_ru": ""}, "title_ru"),
        ({"kind": ""}, "kind"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(desk, world, changes, field):
    answer = desk.post(ADD_AGREEMENT, agreement_form(world.nagasaki, **{"action-publish": "1"}, **changes))
    assert field in errors(answer)
    assert not Agreement.objects.filter(title_en="Agreement with Akita").exists()


def test_an_agreement_needs_a_party(desk, world):
    answer = desk.post(ADD_AGREEMENT, agreement_form(None, **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert not Agreement.objects.filter(title_en="Agreement with Akita").exists()


def test_a_partner_with_agreements_cannot_be_deleted(desk, world):
    desk.post(reverse("wagtailsnippets_partners_partner:delete", args=[world.sechenov.pk]))
    assert Partner.objects.filter(pk=world.sechenov.pk).exists()
    desk.post(reverse("wagtailsnippets_partners_partner:delete", args=[world.holzminden.pk]))
    assert not Partner.objects.filter(pk=world.holzminden.pk).exists()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_record_is_previewed_in_each_language(desk, world, lang):
    for record in (world.nagasaki, world.old):
        address = reverse(f"wagtailsnippets_partners_{record._meta.model_name}:preview_on_edit", args=[record.pk])
        form = (
            partner_form(name_ru="Набросок", name_en="A sketch")
            if record is world.nagasaki
            else agreement_form(world.nagasaki, title_ru="Набросок", title_en="A sketch")
        )
        assert desk.post(address, form).json() == {"is_valid": True, "is_available": True}
        page = desk.get(f"{address}?mode={lang}").content.decode()
        assert f'<html lang="{lang}"' in page
        assert {"ru": "Набросок", "en": "A sketch"}[lang] in page


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_page_is_previewed_in_each_language(desk, world, lang):
    for page in (world.about, world.home, world.partnership, world.rules):
        address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        answer = desk.get(f"{address}?mode={lang}")
        assert answer.status_code == 200
        assert f'<html lang="{lang}"' in answer.content.decode()


def page_form(page, *blocks, **changes):
    fields = {
        "title": page.title, "title_en": page.title_en, "summary_ru": "", "summary_en": "", "slug": page.slug, "languages": "all", "seo_title": "",
        "seo_title_en": "", "search_description": "", "search_description_en": "", "show_in_menus": "on",
        "body": streamfield([("text", {"ru": rich_text(block.get("ru", "")), "en": rich_text(block.get("en", "")), "later": block.get("later", "")}) for block in blocks]),
    }  # fmt: skip
    return nested_form_data({**fields, **changes})


def test_publishing_a_page_is_refused_on_the_exact_block_that_lacks_a_language(desk, world):
    address = reverse("wagtailadmin_pages:edit", args=[world.about.pk])
    blocks = [{"ru": "<p>Первый.</p>", "en": "<p>First.</p>"}, {"ru": "<p>Второй.</p>"}]
    answer = desk.post(address, page_form(world.about, *blocks, **{"action-publish": "1"}))
    body = errors(answer).as_data()["body"][0]
    assert list(body.block_errors) == [1]
    assert list(body.block_errors[1].block_errors) == ["en"]
    assert "First." in answer.content.decode()  # nothing typed is lost
    saved = desk.post(address, page_form(world.about, *blocks))
    assert saved.status_code == 302  # as a draft it may have gaps


def test_a_block_ticked_later_may_be_published(desk, client, world):
    address = reverse("wagtailadmin_pages:edit", args=[world.about.pk])
    blocks = [{"ru": "<p>Первый.</p>", "en": "<p>First.</p>"}, {"ru": "<p>Второй.</p>", "later": "on"}]
    assert desk.post(address, page_form(world.about, *blocks, **{"action-publish": "1"})).status_code == 302
    assert "Второй" in client.get("/ru/about/").content.decode()
    assert "Второй" not in client.get("/en/about/").content.decode()
    assert "First." in client.get("/en/about/").content.decode()


def test_the_address_of_a_public_record_is_changed_by_publishers_only(client, world):
    writer = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    group = Group.objects.create(name="Writers")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_partner", "add_partner"]))
    writer.groups.add(group)
    client.force_login(writer)
    answer = client.post(edit(world.nagasaki), partner_form(slug="another-address"))
    assert "slug" in errors(answer)
    assert client.post(edit(world.nagasaki), partner_form(slug="nagasaki-university")).status_code == 302


def test_a_section_page_stands_once_at_its_own_address(world):
    assert not type(world.partnership).can_create_at(world.home)
    world.partnership.slug = "elsewhere"
    world.partnership.save()
    assert world.partnership.slug == "partnership"
