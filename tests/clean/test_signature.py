"""A name and an office below a text, which say who speaks."""

from __future__ import annotations

import pytest

from digest.clean.document import Line
from digest.clean.signature import signature
from tests.clean.conftest import Clean

TEXT = ("Nine boats are missing since Monday.", "The search goes on until Friday.")


def signer(language: str, *last: str) -> str:
    return signature([Line(text) for text in (*TEXT, *last)], language).speaker


@pytest.mark.parametrize(
    ("language", "last", "who"),
    [
        ("en", ("Dr Ida Falk", "Minister of Health"), "Dr Ida Falk, Minister of Health"),
        ("en", ("Director, Harbour Division", "Anna Goh (Ms)"), "Anna Goh (Ms), Director, Harbour Division"),
        ("ru", ("Министр рыболовства", "Виктор Сом"), "Виктор Сом, Министр рыболовства"),
        ("de", ("Anna Berg", "Bundesministerin für Fischerei"), "Anna Berg, Bundesministerin für Fischerei"),
        ("fr", ("Paul Mercier", "Président de la République"), "Paul Mercier, Président de la République"),
    ],
)
def test_a_name_and_an_office_below_a_text_sign_it(language: str, last: tuple[str, str], who: str) -> None:
    assert signer(language, *last) == who


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("en", ("The minister met Anna Berg.", "Minister Berg thanked all.")),
        ("en", ("Ministry of Health", "Minister of Health")),
        ("en", ("North Harbour", "Secretary Berg said that nine boats are missing.")),
        ("de", ("Nordhafen", "Ministerin Berg")),
        ("ru", ("Порт Осло", "Министр сообщил о встрече.")),
    ],
)
def test_sentences_bodies_and_places_sign_nothing(language: str, last: tuple[str, str]) -> None:
    assert signer(language, *last) == ""


def test_a_signature_names_the_speaker_and_is_no_sentence(clean: Clean) -> None:
    text = "\n\n".join(("Statement by the Minister of Health on the boats", *TEXT, "Dr Ida Falk", "Minister of Health"))
    statement = clean(text)
    assert statement.speaker == "Dr Ida Falk, Minister of Health"
    assert [span.of(statement.text) for span in statement.sentences] == list(TEXT)
    assert statement.text.endswith("Dr Ida Falk\n\nMinister of Health")
