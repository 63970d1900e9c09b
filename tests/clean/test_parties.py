"""Who makes a joint statement, by its title, its lead and its signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.clean.cleaner import StatementCleaner
from digest.clean.parties import parties
from digest.clean.rules.rule import RuleSet
from digest.records import Profile, RawStatement

LEADS = [
    (
        "en",
        "Joint Statement on Fisheries",
        "We, the Foreign Ministers of Norway, Iceland, the Republic of Korea, and the United States of America and the High "
        "Representative of the European Union, condemn the arrest of fishermen in Belarus.",
        ("Norway", "Iceland", "Republic of Korea", "United States", "European Union"),
    ),
    (
        "en",
        "Quad Foreign Ministers’ Statement on Maritime Safety",
        "Today the Quad met in Perth.",
        ("Quad",),
    ),
    (
        "en",
        "Joint Statement on the Situation in Libya",
        "France, Germany, and the U.K. welcome the progress made in the talks with Tunisia.",
        ("France", "Germany", "United Kingdom"),
    ),
    (
        "de",
        "Gemeinsame Erklärung der Außenminister Deutschlands, Frankreichs und des Vereinigten Königreichs zur Lage in Libyen",
        "Wir verurteilen den Angriff.",
        ("Deutschland", "Frankreich", "Vereinigtes Königreich"),
    ),
    (
        "fr",
        "Déclaration conjointe des ministres des Affaires étrangères de la France, de l’Allemagne et du Canada sur le Mali",
        "Nous condamnons cette attaque.",
        ("France", "Allemagne", "Canada"),
    ),
    (
        "es",
        "Comunicado conjunto de los Gobiernos de Argentina, Brasil y Estados Unidos sobre la situación en Haití",
        "Expresamos nuestra preocupación.",
        ("Argentina", "Brasil", "Estados Unidos"),
    ),
    (
        "it",
        "Dichiarazione congiunta",
        "Noi, i Ministri degli Esteri di Italia, Francia e Spagna, condanniamo l'attacco in Siria.",
        ("Italia", "Francia", "Spagna"),
    ),
]


@pytest.mark.parametrize(("language", "title", "lead", "expected"), LEADS)
def test_parties_are_named_in_title_or_lead(language: str, title: str, lead: str, expected: tuple[str, ...]) -> None:
    assert parties(title, [lead], lead, language) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("U.S.-Iceland Joint Statement", ("United States", "Iceland")),
        ("Joint Statement on the Japan – United Kingdom – Italy Air Dialogue", ("Japan", "United Kingdom", "Italy")),
        ("Joint Statement Between the Kingdom of Spain and Ireland on Trade with China", ("Spain", "Ireland")),
        ("G7 Leaders’ Statement on Ukraine", ("G7",)),
        ("Joint Statement of the C5+1", ("C5+1",)),
        (
            "Joint Statement by the U.S. Department of Energy and the Ministry of Climate on Wind",
            ("U.S. Department of Energy", "Ministry of Climate"),
        ),
        ("Joint Statement by President Jane Doe and Prime Minister Roe on Ice", ("President Jane Doe", "Prime Minister Roe")),
        ("Friends of Sudan Joint Statement", ("Friends of Sudan",)),
    ],
)
def test_titles_name_countries_bodies_ministries_and_persons(title: str, expected: tuple[str, ...]) -> None:
    assert parties(title, [], "", "en") == expected


@pytest.mark.parametrize(
    "title",
    [
        "Joint Statement on Belarus",
        "Joint Statement of the Syria Special Envoy Meeting",
        "Joint Statement Commending the United Kingdom’s Sanctions",
        "Joint Statement on Support for Ukraine and Moldova",
    ],
)
def test_what_a_statement_is_about_is_no_party(title: str) -> None:
    assert parties(title, ["Russia’s attack on Ukraine is illegal."], "", "en") == ()


def test_the_signature_names_parties_and_no_other_paragraph_does() -> None:
    text = (
        "We call for calm in Chad.\n\nTrade between Chad, Niger and Mali must go on.\n\nSignatories:\n\n"
        "Norway Minister for Foreign Affairs, Ms. Berg;\n\nPeru’s Foreign Minister, Mr. Paz."
    )
    assert parties("Joint Statement on Chad", [text.split("\n")[0]], text, "en") == ("Norway", "Peru")
    assert parties("Joint Statement", [], "We agree.\n\nFrance, Germany, Italy", "en") == ("France", "Germany", "Italy")


def test_a_country_is_named_once_and_a_name_within_a_word_is_none() -> None:
    lead = "The United States (US) and the UK, and the governments of the United Kingdom and Oman, agree."
    assert parties("Joint Statement", [lead], lead, "en") == ("United States", "United Kingdom", "Oman")
    assert parties("Joint Statement by Omanis and Chadwick", [], "", "en") == ()


def test_a_statement_without_its_sentences_is_the_same_and_names_the_same_parties(rules: RuleSet) -> None:
    lead = "(Applause.)\n\nThey met. Then, we, the Foreign Ministers of Norway, Iceland and Canada, agreed. They left."
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    raw = RawStatement("s", "k", "", lead.encode(), "text/plain", moment, title="Joint Statement on Fisheries")
    whole = StatementCleaner(rules).clean(raw, Profile())
    assert whole.parties == ("Norway", "Iceland", "Canada")
    assert whole.sentences
    assert StatementCleaner(rules, with_sentences=False).clean(raw, Profile()) == replace(whole, sentences=())
