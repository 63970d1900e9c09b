"""Documents that are not one text may still belong together: an excerpt, an order and its letter, a joint statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.records import RelationKind
from digest.relate.compared_text import ComparedText
from digest.relate.pair_relation import relation_of
from tests.relate.pairs import DAY, TEXT, text

BRIEFING = " ".join(f"Question {number}: what is known of it, and who looks into it? Answer: we do." for number in range(60))
ACT = (
    "the national emergency with respect to the straits, which was declared in Order 77 of 4 May 2021 because of the unusual "
    "threat to free passage and to the economy of the republic, must continue in effect beyond 4 May 2026."
)
NOTICE = text(
    f"By this notice I continue for one year what follows: {ACT}", "Notice on the Continuation of the Emergency in the Straits"
)
LETTER = text(
    f"Dear Madam Speaker: The law asks me to report to you each year. I have sent a notice to the gazette that says: {ACT} "
    "Therefore I have found it necessary to go on, and ask for the support of the chamber that you lead.",
    "Letter to the Speaker on the Continuation of the Emergency in the Straits",
    name="b",
)
JOINT = text(TEXT, "Joint Statement on the Fishing Agreement", source="mfa")


def kind_of(one: ComparedText, other: ComparedText) -> RelationKind | None:
    kinds = {None if found is None else found.kind for found in (relation_of(one, other), relation_of(other, one))}
    assert len(kinds) == 1
    return kinds.pop()


def test_a_statement_quoted_in_a_briefing_is_contained_in_it() -> None:
    briefing = text(f"{BRIEFING} {TEXT} {BRIEFING}", "Press briefing, 2 March", name="b")
    assert kind_of(text(TEXT), briefing) is RelationKind.CONTAINED


def test_a_longer_document_about_other_people_does_not_contain_a_statement_of_one_form() -> None:
    other = TEXT.replace("Okafor", "Silva").replace("Lagoria", "Maritania").replace("Bergen", "Tromsø").replace("$200", "$55")
    other = other.replace("Halvorsen", "Lie").replace("Monday, 2 March", "Friday, 6 March").replace("European Union", "League")
    assert kind_of(text(TEXT), text(f"{BRIEFING} {other}", "Press briefing, 6 March", name="b")) is None


def test_a_short_schedule_is_not_contained_in_the_long_one_of_another_day() -> None:
    form = "The Minister attends meetings and briefings at the ministry in the capital, which are closed to the press."
    short = text(form, "Public Schedule, 6 March")
    long = text(f"{form} He opens a bridge. {BRIEFING}", "Public Schedule, 2 March", name="b")
    assert kind_of(short, long) is None
    assert kind_of(short, replace(long, title="Press briefing")) is RelationKind.CONTAINED


def test_an_order_and_the_letter_about_it_are_companions() -> None:
    assert kind_of(NOTICE, LETTER) is RelationKind.COMPANION


def test_a_letter_about_another_order_is_no_companion() -> None:
    other = replace(LETTER, title="Letter to the Speaker on the Continuation of the Blockade of Maritania")
    assert kind_of(NOTICE, other) is None


def test_a_letter_of_another_week_is_no_companion() -> None:
    assert kind_of(NOTICE, replace(LETTER, published=DAY + timedelta(days=3))) is None


def test_copies_of_a_joint_statement_of_which_one_leaves_a_sentence_out_are_one_entry() -> None:
    shorter = TEXT.replace(" Deputy Minister Lund will lead the delegation to Abuja.", "")
    found = relation_of(JOINT, replace(JOINT, id="b", source="lagoria", text=shorter))
    assert found is not None
    assert found.kind is RelationKind.JOINT
    assert found.kind.is_one_entry
    assert "Lund" in found.changed[0][0]


@pytest.mark.parametrize(("old", "new"), [("Lagoria", "Maritania"), ("$200", "$800"), ("Monday", "Friday")])
def test_copies_of_a_joint_statement_with_another_fact_are_two(old: str, new: str) -> None:
    other = replace(JOINT, id="b", source="lagoria", text=TEXT.replace(old, new))
    found = relation_of(JOINT, other)
    assert found is None or not found.kind.is_one_entry


def test_one_joint_statement_by_two_sources_is_one_entry_without_differences() -> None:
    found = relation_of(JOINT, replace(JOINT, id="b", source="lagoria", text=TEXT.replace('"', "“")))
    assert found is not None
    assert (found.kind, found.changed) == (RelationKind.JOINT, ())
    assert kind_of(JOINT, replace(JOINT, id="b")) is RelationKind.SAME


def test_offices_that_name_the_same_parties_may_word_a_passage_in_their_own_way() -> None:
    parties = ("Lagoria", "Norway", "European Union")
    titled = replace(JOINT, title="On the fishing agreement", parties=parties)
    other = replace(titled, id="b", source="lagoria", text=TEXT.replace("the spawning grounds", "the breeding places"))
    found = relation_of(titled, other)
    assert found is not None
    assert found.kind is RelationKind.JOINT
    assert found.changed == (("spawning grounds", "breeding places"),)
    for apart in (
        replace(other, parties=("Lagoria", "Maritania")),
        replace(other, text=TEXT.replace("$200", "$800")),
        replace(other, text=TEXT.replace("did not enter", "did enter")),
    ):
        assert kind_of(titled, apart) is not RelationKind.JOINT


def test_statements_more_than_two_weeks_apart_are_not_related() -> None:
    later = text(TEXT, name="b", published=DAY + timedelta(days=15))
    assert kind_of(text(TEXT), later) is None
    assert kind_of(text(TEXT), replace(later, published=None)) is RelationKind.SAME


def test_a_translation_is_not_the_same_text() -> None:
    from tests.relate.pairs import FRENCH, GERMAN

    assert kind_of(text(GERMAN), text(FRENCH, name="b")) is None


def test_texts_without_words_are_not_related() -> None:
    assert kind_of(text(""), text("", name="b")) is None
    assert kind_of(text("—"), text("—", name="b")) is None
