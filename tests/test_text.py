"""The key by which both scripts meet."""

import pytest

from core.text import clean, index_text, latin_slug, query_prefixes, sort_text

NAME = index_text("Первый Московский государственный медицинский университет имени И. М. Сеченова", "Sechenov University", "Ёлкин")


@pytest.mark.parametrize(
    "query",
    [
        "Сеченов",
        "сеченова",
        "СЕЧЕНОВА",
        "Sechenov",
        "sechenova",
        "универси",
        "университеты",
        "университетов",
        "universities",
        "Елкин",
        "ёлкина",
        "медицинские",
        "moskovskii",
    ],
)
def test_a_word_is_found_in_either_script_and_most_inflections(query):
    assert all(f" {prefix}" in NAME for prefix in query_prefixes(query))


@pytest.mark.parametrize("query", ["Нагасаки", "Павлов", "Bogomolets"])
def test_another_word_is_not(query):
    assert not all(f" {prefix}" in NAME for prefix in query_prefixes(query))


@pytest.mark.parametrize("query", ["", "   ", "!!!", "«»", "😀", "%_\\"])
def test_a_query_without_words_looks_for_nothing(query):
    assert query_prefixes(query) == []


def test_control_characters_are_dropped_and_length_is_bounded():
    assert clean("  a\x00b\x1fc  ") == "a b c"
    assert len(clean("я" * 5000)) == 200


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Sechenov University", "sechenov-university"),
        ("Сеченовский университет", "sechenovskiy-universitet"),
        ("長崎大学", "zhangqidaxue"),
        ("!!!", "record"),
        ("", "record"),
    ],
)
def test_a_slug_is_latin_and_never_empty(text, slug):
    assert latin_slug(text) == slug


def test_a_long_slug_ends_with_a_whole_word():
    assert latin_slug("word " * 60).endswith("word")
    assert len(latin_slug("word " * 60)) <= 100


def test_names_sort_alike_on_every_database():
    names = ["Яблоко", "Ёлкин", "«Асфендияров»", "егоров", "Жуков"]
    assert sorted(names, key=sort_text) == ["«Асфендияров»", "егоров", "Ёлкин", "Жуков", "Яблоко"]
