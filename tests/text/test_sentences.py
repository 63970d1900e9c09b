"""Sentences of government text: the labelled set, and what must never be cut."""

from __future__ import annotations

import json

import pytest

from digest.records import Span
from digest.text.lang.en import ABBREVIATIONS, FINAL_ABBREVIATIONS
from digest.text.sentences import sentence_spans
from tests.clean.conftest import DATA

FLOOR = 0.99


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, [Span(0, len(text))])]


def ends(text: str, pieces: list[str]) -> set[int]:
    """Where the sentences end, in characters of `text`."""
    found, position = set(), 0
    for piece in pieces:
        position = text.index(piece, position) + len(piece)
        found.add(position)
    return found


def test_the_labelled_boundaries_of_real_statements_are_found() -> None:
    rows = [json.loads(row) for row in (DATA / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {(n, end) for n, row in enumerate(rows) for end in ends(row["text"], row["sentences"]) if end < len(row["text"])}
    found = {
        (n, end) for n, row in enumerate(rows) for end in ends(row["text"], sentences(row["text"])) if end < len(row["text"])
    }
    assert len(wanted) >= 300
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= FLOOR


@pytest.mark.parametrize(
    "text",
    [
        "Amb. Smith met Lt. Gov. Jones under Sec. 1245(d) of Pub. L. No. 112-81 and 50 U.S.C. 1701 et seq. as amended.",
        "The D.P.R.K. Government and the U.S. Department of State spoke with Sens. Collins and Murray about H.R. 5009.",
        "President Joseph R. Biden, Jr. met Gen. Mark A. Milley, Maj. Gen. John Newell III and Dr. S. Jaishankar.",
        "Sec. 2. Establishment and Composition of the Commission.",
        "He praised Roe v. Wade, Showa Best Glove, Inc. of Alabama, and St. Louis at 10 a.m. Eastern on Jan. 18.",
        "We were able to collect the debris — right? — that’s on the ocean floor.",
        "“We will act. We will not wait,” he said.",
    ],
)
def test_an_abbreviation_a_name_or_a_quotation_is_never_cut(text: str) -> None:
    assert sentences(text) == [text]


def test_a_straight_mark_that_opens_a_quotation_belongs_to_what_it_opens() -> None:
    first, second = "The app will help, said the director of Production.", '"One of the most useful things is speed," he said.'
    assert sentences(f"{first} {second} It works.") == [first, second, "It works."]
    assert sentences(f'He said: "It works." {first}') == ['He said: "It works."', first]


@pytest.mark.parametrize("short", sorted(ABBREVIATIONS - FINAL_ABBREVIATIONS))
def test_no_sentence_ends_inside_an_abbreviation_of_the_list(short: str) -> None:
    for written in (short, short.capitalize(), short.upper()):
        text = f"They spoke with {written}. Smith of the plan, and went on."
        assert sentences(text) == [text]


def test_an_abbreviation_may_end_a_sentence() -> None:
    assert sentences("He lives in the U.S. The talks began at 6 p.m. Then he left.") == [
        "He lives in the U.S.",
        "The talks began at 6 p.m.",
        "Then he left.",
    ]


def test_a_stage_direction_belongs_to_no_sentence() -> None:
    assert sentences("I come from it. (Applause.) I will never forget. (Laughter.)") == [
        "I come from it.",
        "I will never forget.",
    ]


def test_a_line_without_a_full_stop_is_one_sentence() -> None:
    assert sentences("The commitment to keep our markets open while standing firm") == [
        "The commitment to keep our markets open while standing firm"
    ]


def test_letters_that_hang_on_another_word_are_one_abbreviation() -> None:
    """From the joint statement on the Japan-United States Clean Energy Partnership, 2021."""
    text = "The United States and Japan held the first Japan-U.S. Clean Energy Partnership (JUCEP) meeting on June 10."
    assert sentence_spans(text, [Span(0, len(text))]) == (Span(0, len(text)),)
