"""The features that mean the same in every language."""

from __future__ import annotations

import numpy as np
import pytest

from digest.records import Statement
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.language_features import describe_any, group_vectors, has_open_quotation
from tests.summarise.fakes import statement

GERMAN = [
    "Die Ministerin hat heute ein Abkommen über die Fischerei unterzeichnet.",
    "Das Wetter in der Hauptstadt war an diesem Tag sonnig und mild.",
    "Die beiden Länder wollen die Fischerei in der Nordsee gemeinsam überwachen.",
]


def features(given: Statement) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return describe_any(given, all_sentences(given))


@pytest.mark.parametrize("language", ["de", "en", "ja", "xx", ""])
def test_every_language_has_the_same_columns(language: str) -> None:
    made = features(statement(GERMAN, language=language))
    assert made.shape == features(statement(GERMAN, language="de")).shape
    assert np.isfinite(made).all()


def test_the_cue_words_of_the_language_are_seen() -> None:
    with_cues, without = features(statement(GERMAN, language="de")), features(statement(GERMAN, language="xx"))
    assert (with_cues != without).any(axis=1).tolist() == [True, False, False]


def test_sentences_that_share_words_in_other_forms_are_near() -> None:
    vectors, title = group_vectors(["Abkommen über Fischereirechte", *GERMAN])
    assert vectors[0] @ title[0] > vectors[1] @ title[0]
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1]


def test_scripts_without_spaces_are_compared_too() -> None:
    vectors, title = group_vectors(["漁業協定に署名", "両国は漁業協定に署名した。", "首都は晴れていた。"])
    assert vectors[0] @ title[0] > vectors[1] @ title[0]


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("„Das ist ein guter Tag“, sagte der Minister.", False),
        ("„Das ist ein guter Tag, und wir", True),
        ("und damit ist es entschieden“, sagte er.", True),
        ("«Nous avançons», dit-il.", False),
        ("Er sagte: «Wir gehen", True),
        ("「決めた」と述べた。", False),
        ('He said "yes" and left.', False),
        ('He said "yes and left.', True),
        ("It's the country's day.", False),
    ],
)
def test_a_fragment_of_a_quotation_is_recognised(text: str, is_open: bool) -> None:
    assert has_open_quotation(text) is is_open
