"""What a text is about: the countries and bodies that it names, also by English adjectives; and where a source is at home."""

from __future__ import annotations

import pytest

from digest.text.countries import concerned, home_of, mentions


def codes(text: str, language: str = "en") -> list[str]:
    return [each.code for each in concerned(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call with the Kuwaiti Foreign Minister", ["KW"]),
        ("Dutch and Norwegian ships near Iceland", ["NL", "NO", "IS"]),
        ("The South Korean envoy", ["KR"]),
        ("Parts under Turkish Cypriot control", ["CY"]),
        ("South Sudanese and Sudanese ports", ["SS", "SD"]),
    ],
)
def test_an_adjective_names_a_country(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Security in the Indian Ocean", []),
        ("Athletes of Chinese Taipei", ["TW"]),
        ("A visit to French Polynesia", ["PF"]),
        ("The Organization of American States", ["OAS"]),
        ("The germanium price", []),
    ],
)
def test_a_name_that_holds_an_adjective_does_not(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_other_languages_have_names_only() -> None:
    assert codes("Der Swiss Re in Deutschland", "de") == ["DE"]


def test_adjectives_are_no_parties() -> None:
    assert mentions("the Kuwaiti Foreign Minister", "en") == ()


@pytest.mark.parametrize(
    ("source", "home"),
    [
        ("U.S. Department of State", {"US"}),
        ("The White House (pages of 2017)", {"US"}),
        ("Bundesministerium der Justiz", {"DE"}),
        ("Daily archive", set()),
    ],
)
def test_a_source_is_at_home_where_its_name_or_its_office_is(source: str, home: set[str]) -> None:
    assert home_of(source) == home
