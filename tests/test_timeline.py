"""The story on a partner's page: what was signed, renewed and ended, each as exactly as it is known, and what other sections add."""

import re
from datetime import date

import pytest

from partners.models import FormerName, OtherId, Renewal
from tests.conftest import make_agreement
from tests.events_world import make_event
from tests.reading import statements, words
from tests.training_world import both


def page_of(client, lang, slug):
    return client.get(f"/{lang}/partnership/partners/{slug}/").content.decode()


def moments(page):
    """What each line of the story says, the newest first."""
    told = page.split('class="story')[1].split("</section>")[0] if 'class="story' in page else ""
    return [words(line) for line in re.findall(r"<li>(.*?)</li>", told, re.DOTALL)]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "ru",
            [
                "20 марта 2026 г. Продление до 28 февраля 2031 г. Соглашение sechenov-2024",
                "1 июня 2025 г. Продление Соглашение sechenov-2024",
                "1 марта 2024 г. Подписание Соглашение sechenov-2024",
                "2019 Начало сотрудничества",
            ],
        ),
        (
            "en",
            [
                "20 March 2026 Renewed until 28 February 2031 Agreement sechenov-2024",
                "1 June 2025 Renewed Agreement sechenov-2024",
                "1 March 2024 Signed Agreement sechenov-2024",
                "2019 Cooperation begins",
            ],
        ),
    ],
)
def test_the_page_tells_what_was_signed_and_renewed_and_since_when(client, world, lang, said):
    world.sechenov.relationship_since = 2019
    world.sechenov.save()
    world.mobility.renewals = [Renewal(renewed_on=date(2026, 3, 20), valid_until=date(2031, 2, 28)), Renewal(renewed_on=date(2025, 6, 1))]
    world.mobility.save()
    assert moments(page_of(client, lang, "sechenov-university")) == said


def test_each_moment_leads_to_its_agreement_with_a_date_that_machines_read(client, world):
    told = page_of(client, "en", "nagasaki-university").split('class="story')[1].split("</section>")[0]
    assert '<time datetime="1996">1996</time>' in told
    assert 'href="/en/partnership/agreements/nagasaki-1996/"' in told


def test_a_title_in_another_language_says_which(client, world):
    world.old.title_en = ""
    world.old.save()
    told = page_of(client, "en", "nagasaki-university").split('class="story')[1].split("</section>")[0]
    assert '<a href="/en/partnership/agreements/nagasaki-1996/" lang="ru"' in told


def test_an_agreement_that_has_ended_tells_when_and_never_why(client, world):
    make_agreement(
        "kaunas-2020", world.kaunas, signed_on=date(2020, 1, 1), signed_precision="month", open_ended=True, lifecycle="terminated",
        ended_on=date(2022, 6, 30), ended_precision="month", end_reason="They did not answer.",
    )  # fmt: skip
    page = page_of(client, "en", "kaunas-university")
    assert moments(page) == [
        "June 2022 Ended Agreement kaunas-2020",
        "January 2020 Signed Agreement kaunas-2020",
        "4 May 2015 Ended Agreement kaunas-2010",
        "5 May 2010 Signed Agreement kaunas-2010",
    ]
    assert "did not answer" not in page


def test_what_is_to_come_or_not_public_is_not_told(client, world):
    world.mobility.renewals = [Renewal(renewed_on=date(2027, 1, 1))]
    world.mobility.save()
    make_agreement("talks", world.sechenov, lifecycle="negotiation", signed_on=date(2027, 2, 1))
    make_agreement("unpublished", world.sechenov, live=False, signed_on=date(2020, 2, 1))
    world.secret.signed_on = date(2021, 1, 1)
    world.secret.save()
    assert moments(page_of(client, "en", "sechenov-university")) == ["1 March 2024 Signed Agreement sechenov-2024"]


def test_a_partner_without_a_dated_moment_has_no_story(client, world):
    assert 'class="story' not in page_of(client, "en", "holzminden-hospital")


@pytest.mark.parametrize(("number", "shown", "folded"), [(8, 8, ""), (9, 6, "3 earlier events"), (20, 6, "14 earlier events")])
def test_of_a_long_story_the_earlier_part_is_folded_away(client, world, number, shown, folded):
    for year in range(number):
        make_agreement(f"one-{year}", world.holzminden, signed_on=date(2000 + year, 5, 5))
    told = page_of(client, "en", "holzminden-hospital").split('class="story')[1].split("</section>")[0]
    open_part, _summary, rest = told.partition("<summary>")
    assert (open_part.count("<li>"), rest.count("<li>")) == (shown, number - shown)
    assert words(rest.split("</summary>")[0]) == folded
    assert f"one-{number - 1}/" in open_part


def test_events_with_a_partner_are_part_of_its_story(client, world):
    assert moments(page_of(client, "en", "nagasaki-university")) == [
        "5 March 2026 Lecture Lecture on sutures",
        "5 March 2026 Honorary professor Sato Hanako",
        "1 March 2026 Call for applications Last year’s call",
        "1996 Signed Agreement nagasaki-1996",
    ]
    assert 'href="/ru/masterclasses/events/sutures-lecture/"' in page_of(client, "ru", "nagasaki-university")


def test_an_event_is_told_of_once_though_partner_and_lecturer_lead_to_it_and_not_before_it_has_been(client, world):
    story = moments(page_of(client, "ru", "nagasaki-university"))
    assert len([line for line in story if "Лекция о швах" in line]) == 1
    assert not [line for line in story if "кардиохирургии" in line]


def test_an_event_of_another_partner_or_one_that_was_cancelled_is_none_of_its_story(client, world):
    make_event("cancelled", partners=[world.sechenov], state="cancelled", starts_on=date(2025, 2, 3))
    make_event("russian-only", partners=[world.sechenov], state="held", starts_on=date(2025, 2, 4), languages="ru", **both(title=("Визит", "")))
    page = page_of(client, "en", "sechenov-university")
    assert [line for line in moments(page) if "2025" in line] == ["4 February 2025 Masterclass Визит"]
    assert 'lang="ru" class="other-language">Визит</a>' in page


def test_an_agreement_that_was_renewed_twice_is_listed_once(client, world):
    world.mobility.renewals = [Renewal(renewed_on=date(2025, 6, 1)), Renewal(renewed_on=date(2026, 3, 20))]
    world.mobility.save()
    listed = page_of(client, "en", "sechenov-university").split('class="agreement_list')[1].split("</ul>")[0]
    assert listed.count("/agreements/sechenov-2024/") == 1


def test_the_page_shows_every_name_and_identifier_of_the_partner(client, world):
    world.nagasaki.ror_id = "https://ror.org/058h74p94"
    world.nagasaki.other_ids = [OtherId(scheme="wikidata", value="Q1066492"), OtherId(scheme="isni", value="0000 0000 8902 2273")]
    world.nagasaki.former_names = [FormerName(name_ru="Медицинский колледж Нагасаки", name_en="Nagasaki Medical College", until_year=1949)]
    world.nagasaki.save()
    page = page_of(client, "en", "nagasaki-university")
    assert '<dd lang="ja">長崎大学</dd>' in page
    assert '<a href="https://ror.org/058h74p94" rel="noopener">ror.org/058h74p94</a>' in page
    for said in ["Wikidata", "Q1066492", "ISNI", "0000 0000 8902 2273", "Until 1949", "Nagasaki Medical College"]:
        assert said in page


def test_renewals_cost_no_query(client, world):
    def cost():
        return len(statements(client, "/en/partnership/partners/sechenov-university/"))

    before = cost()
    world.mobility.renewals = [Renewal(renewed_on=date(2025, 6, 1)), Renewal(renewed_on=date(2026, 3, 20))]
    world.mobility.save()
    assert cost() == before
