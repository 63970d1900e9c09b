"""Statements of one event are one group only if all of them are alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from digest.relate.compared_text import ComparedText
from digest.relate.events import complete_link, event_groups, event_pairs, similarities
from tests.relate.pairs import DAY

NORTH = (
    "An earthquake of magnitude 6.1 struck the island of Norland on Monday; 12 people died in Havnby, the mayor said.",
    "Havnby in Norland mourns: the mayor counts 12 dead after the quake of magnitude 6.1 that struck on Monday.",
)
SOUTH = (
    "An earthquake of magnitude 7.4 struck the coast of Sudmark on Friday; 90 people died in Porta, the governor said.",
    "Porta in Sudmark mourns: the governor counts 90 dead after the quake of magnitude 7.4 that struck on Friday.",
)
TEXTS = [ComparedText(str(number), text) for number, text in enumerate((NORTH[0], SOUTH[0], NORTH[1], SOUTH[1]))]


def pairs(texts: list[ComparedText]) -> set[tuple[int, int]]:
    return {(pair.one, pair.other) for pair in event_pairs(texts, ())}


def test_two_events_of_one_kind_are_two_groups() -> None:
    assert sorted(event_groups(TEXTS)) == [[0, 2], [1, 3]]


def test_pairs_are_of_two_sources_and_near_in_time() -> None:
    assert pairs(TEXTS) == {(0, 2), (1, 3)}
    assert pairs([replace(text, source="agency") for text in TEXTS]) == set()
    others = [replace(text, source=text.id) for text in TEXTS]
    assert pairs(others) == {(0, 2), (1, 3)}
    dated = [replace(text, published=DAY + timedelta(days=4 * number)) for number, text in enumerate(others)]
    assert pairs(dated) == set()


def test_texts_that_share_whole_passages_have_one_form() -> None:
    other = NORTH[0].replace("Norland", "Sudmark").replace("Havnby", "Porta")
    texts = [TEXTS[0], ComparedText("b", other), *(ComparedText(f"c{number}", text) for number, text in enumerate(SOUTH))]
    assert (0, 1) not in pairs(texts)


def test_a_known_pair_is_not_named_again() -> None:
    assert {(pair.one, pair.other) for pair in event_pairs(TEXTS, {(2, 0)})} == {(1, 3)}


def test_the_order_of_the_statements_makes_no_difference() -> None:
    assert pairs(TEXTS[::-1]) == {(0, 2), (1, 3)}


def test_similarity_is_symmetric_and_full_for_a_text_itself() -> None:
    found = similarities(TEXTS)
    assert np.allclose(found, found.T)
    assert np.allclose(np.diag(found), 1.0)


def test_a_group_needs_every_pair_to_be_alike() -> None:
    # The first is like the second and the second like the third, but the first is not like the third.
    chain = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.8], [0.1, 0.8, 1.0]], dtype=np.float32)
    assert complete_link(chain, 0.5) == [0, 0, 2]
    assert complete_link(chain, 0.05) == [0, 0, 0]


def test_no_texts_have_no_groups() -> None:
    assert event_groups([]) == []
    assert complete_link(np.zeros((0, 0), dtype=np.float32), 0.5) == []
