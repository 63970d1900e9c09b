"""Words that a speaker broke off: what is mended, and what stays broken."""

from __future__ import annotations

import pytest

from digest.summarise.extractive.speech import is_broken
from digest.summarise.extractive.trim import trimmed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Our partners in the — in Europe and in Asia will act.", "Our partners in Europe and in Asia will act."),
        ("The ports that are — that we have closed stay closed.", "The ports that we have closed stay closed."),
        # What a speaker takes back, or says of another thing, stays.
        ("We will not — we will do it in May.", "We will not — we will do it in May."),
        ("We met in the north — in the towns of the coast.", "We met in the north — in the towns of the coast."),
        ("The fund is for ships — for those that sail north.", "The fund is for ships — for those that sail north."),
    ],
)
def test_a_phrase_that_begins_anew_before_its_first_telling_word_is_mended(text: str, rest: str) -> None:
    assert trimmed(text, english=True, spoken=True).text == rest


@pytest.mark.parametrize(
    "text",
    [
        "We will act subject to the — those two steps being taken.",
        "I know that the port of Ferro is closed — I know they said so.",
        "The report confirms that our — what I said on Monday holds.",
        "The army, excuse me, the navy will leave in May.",
        "Ferro has missed more than 900 — 9 million days of work.",
        "The war has taken more than — the war took 800 lives.",
        "Ferro will send — oh, two hundred ships to the north.",
    ],
)
def test_a_speaker_who_looks_for_words_is_broken(text: str) -> None:
    assert is_broken(text)


@pytest.mark.parametrize(
    "text",
    [
        "The plan that we adopted — a plan for all ports — ends in May.",
        "We have one aim — the end of the war.",
        "Ferro will build the port — and France will help.",
        "In 1906 — 20 years later — the port was opened.",
        "The plan costs 5–7 million a year.",
        "The excuse that Ferro gave convinced nobody.",
        "The ban that they set up — the first of its kind — ends in May.",
    ],
)
def test_asides_and_emphasis_are_not_broken(text: str) -> None:
    assert not is_broken(text)
