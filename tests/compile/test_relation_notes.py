"""An entry names the statements that have its text or are related to it, with the words that differ, and links safely."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.compile.relation_notes import MAX_PASSAGE, MAX_PASSAGES, other_text_notes, relation_notes
from digest.compile.view import build_view
from digest.compile.view_model import EntryView
from digest.locale.catalogue import ENGLISH
from digest.records import AlsoGiven, Change, EntryRelation, RelationKind, SeriesChange, StatementRelation, Wording
from tests.compile.editions import a_statement, an_edition, an_entry, span

OTHER = EntryRelation(StatementRelation(RelationKind.COMPANION, ""), "mfa", "A letter", "https://mfa.example/1")


def notes(relation: EntryRelation) -> list[str]:
    return list(relation_notes(replace(an_entry(a_statement()), relations=(relation,)), ENGLISH))


def below(kind: RelationKind, *changed: tuple[str, str]) -> list[str]:
    also = AlsoGiven("k", "f", "mfa", "https://mfa.example/2", True, StatementRelation(kind, "", changed))
    return list(other_text_notes(also, "Ministry", ENGLISH))


def test_a_related_statement_is_named_with_its_link_and_the_day_on_which_it_was_told() -> None:
    assert notes(OTHER) == ["See also “A letter” (https://mfa.example/1)."]
    told = replace(OTHER, slot=date(2026, 3, 2))
    assert notes(told) == ["See also “A letter” (https://mfa.example/1), 2 March 2026."]


@pytest.mark.parametrize(("is_within", "note"), [(True, "Also in “A letter”"), (False, "Holds the text of “A letter”")])
def test_the_shorter_of_two_texts_stands_in_the_longer(is_within: bool, note: str) -> None:
    contained = replace(OTHER, relation=StatementRelation(RelationKind.CONTAINED, ""), is_within=is_within)
    assert notes(contained)[0].startswith(note)


def test_other_facts_are_shown_as_they_were_and_are() -> None:
    changed = (("$800 million", "$200 million"), ("", "two ships"), ("a port", ""))
    assert notes(replace(OTHER, relation=StatementRelation(RelationKind.REISSUED, "", changed)))[1:] == [
        "“$200 million” is now “$800 million”.",
        "Left out: “two ships”.",
        "Added: “a port”.",
    ]


def test_a_copy_is_named_below_its_entry() -> None:
    assert below(RelationKind.SAME, ("a", "b")) == ["Also given by Ministry (https://mfa.example/2)."]
    assert below(RelationKind.CORRECTED, ("vessel", "vesel"))[1] == "“vesel” is now “vessel”."


def test_a_dangerous_link_and_an_endless_title_or_passage_do_no_harm() -> None:
    hostile = replace(OTHER, title="T" * 10_000, link="javascript:alert(1)")
    (note,) = notes(hostile)
    assert "javascript" not in note
    assert len(note) < 300
    long = below(RelationKind.CORRECTED, *[("w" * 10_000, "v")] * 50)
    assert len(long) == MAX_PASSAGES + 1
    assert max(map(len, long)) < MAX_PASSAGE + 100


SENTENCE = "The Bank gives $800 million to the ports."


def worded(*changed: tuple[str, str], updated: bool = False) -> EntryView:
    """The view of an entry that is issued again with passages that differ, and that shows one changed sentence."""
    statement = a_statement(SENTENCE, link="https://bank.example/2")
    changes = (Change(span(statement, SENTENCE), SENTENCE.replace("$800", "$200")),)
    relation = EntryRelation(StatementRelation(RelationKind.REISSUED, "", changed), "bank", "Grants", "https://bank.example/1")
    since = None if updated else Wording(SeriesChange("Grants", "https://bank.example/1", None, changes))
    entry = replace(an_entry(statement), relations=(relation,), wording=since, updated=updated, changed=changes * updated)
    (view,) = build_view(an_edition(entry)).entries
    return view


@pytest.mark.parametrize("updated", [False, True])
def test_words_that_the_changes_show_are_not_told_once_more(updated: bool) -> None:
    view = worded(("$800 million", "$200 million"), updated=updated)
    notes = [note for note in view.notes if "million" in note or "bank.example/1" in note]
    assert notes == ["Issued again with other facts. Before: “Grants” (https://bank.example/1)."]
    shown = [*view.changes, *(point.change for point in view.points if point.change)]
    assert [piece.text.strip() for change in shown for piece in change.pieces if piece.edit != "same"] == ["$200", "$800"]


def test_words_that_no_change_shows_are_told() -> None:
    assert "“five ships” is now “six ships”." in worded(("six ships", "five ships")).notes


ADDED = "The ports stay open."


def issued_again(*changed: tuple[str, str]) -> EntryView:
    """The view of an entry that is issued again, without a series."""
    statement = a_statement(f"{SENTENCE} {ADDED}", link="https://bank.example/2")
    statement = replace(statement, sentences=(span(statement, SENTENCE), span(statement, ADDED)))
    relation = StatementRelation(RelationKind.REISSUED, "", changed)
    other = EntryRelation(relation, "bank", "Grants", "https://bank.example/1", slot=date(2026, 3, 2))
    (view,) = build_view(an_edition(replace(an_entry(statement), relations=(other,)))).entries
    return view


def test_a_text_that_is_issued_again_shows_its_changed_sentences_and_what_was_added_and_left_out() -> None:
    before, gone = SENTENCE.replace("gives", "does not give"), "The harbours are closed."
    view = issued_again((SENTENCE, before), (ADDED, ""), ("", gone))
    changes = [*(point.change for point in view.points if point.change), *view.changes]
    assert [(change.earlier, change.later) for change in changes] == [
        (before, SENTENCE),
        ("", ADDED),
        (gone, ""),
    ]
    assert view.changes_heading == "Changed since “Grants”, 2 March 2026:"
    assert not [note for note in view.notes if "Added" in note or "is now" in note]


def test_words_that_are_no_sentence_of_the_text_are_told_in_a_note() -> None:
    view = issued_again(("$800 million", "$200 million"))
    assert not view.changes
    assert "“$200 million” is now “$800 million”." in view.notes
