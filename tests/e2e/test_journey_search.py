"""Journey 9, its first version: a reader looks for Sechenov University by the search box of the header, in either script."""

import pytest

from tests.e2e.visiting import LANGUAGES, follow, visit

PARTNER = "/{lang}/partnership/partners/sechenov-university/"
HITS = ".hit h2 a"


def look_for(page, words):
    page.fill("header form.search_box [name=q]", words)
    follow(page, page.locator("header form.search_box button"))


def addresses(page):
    return page.locator(HITS).evaluate_all("links => links.map(link => link.getAttribute('href'))")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", ["Сеченов", "Sechenov", "сеченова"])
def test_every_spelling_finds_the_partner_among_the_first_three(open_page, lang, words):
    page = open_page()
    visit(page, f"/{lang}/")
    look_for(page, words)
    assert PARTNER.format(lang=lang) in addresses(page)[:3]
    assert page.locator("header form.search_box [name=q]").input_value() == words, "the words stay in the box"
    follow(page, page.locator(f"{HITS}[href='{PARTNER.format(lang=lang)}']"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hit_in_the_other_language_says_so(open_page, lang):
    """The hospital in Holzminden has no Russian name; the association of that town has both."""
    page = open_page()
    visit(page, f"/{lang}/")
    look_for(page, "Holzminden")
    foreign = page.locator(".hit", has=page.locator("h2[lang]"))
    expected = ["/ru/partnership/partners/krankenhaus-holzminden/"] if lang == "ru" else []
    assert foreign.locator("h2 a").evaluate_all("links => links.map(link => link.getAttribute('href'))") == expected
    assert len(addresses(page)) > len(expected)
    for hit in foreign.all():
        assert hit.locator("h2").get_attribute("lang") == "en"
        assert hit.locator(".language").inner_text().strip(), "a label that can be seen, not only an attribute"
