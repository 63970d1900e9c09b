"""What changed between two texts of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest.records import Paragraph, Removal, Span, Statement
from digest.text.diff import changes


def statement(sentences: Sequence[str]) -> Statement:
    text = " ".join(sentences)
    spans: list[Span] = []
    for sentence in sentences:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(sentence)))
    return Statement("key", "source", "", "", text, (Paragraph(0, len(text)),), tuple(spans))


def changed(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    now = statement(after)
    return [(change.after.of(now.text) if change.after else "", change.before) for change in changes(statement(before), now)]


def test_a_reworded_sentence_comes_with_its_earlier_wording() -> None:
    before = ["They met.", "The meeting lasted two hours.", "They parted."]
    after = ["They met.", "The meeting lasted three hours.", "They parted."]
    assert changed(before, after) == [("The meeting lasted three hours.", "The meeting lasted two hours.")]


def test_a_new_sentence_has_no_earlier_wording_and_one_that_is_gone_has_no_later() -> None:
    assert changed(["They met."], ["They met.", "They agreed on grain."]) == [("They agreed on grain.", "")]
    assert changed(["They met.", "They agreed on grain."], ["They met."]) == [("", "They agreed on grain.")]
    assert changed(["The talks were frank."], ["A ship has sailed."]) == [
        ("A ship has sailed.", ""),
        ("", "The talks were frank."),
    ]


def test_a_sentence_that_moved_is_no_change() -> None:
    assert changed(["One.", "Two.", "Three."], ["Three.", "One.", "Two."]) == []


SENTENCES = st.lists(st.sampled_from(["They met.", "They met again.", "They parted.", "Rain fell.", "No."]), max_size=8)


@given(SENTENCES, SENTENCES)
def test_every_new_sentence_is_told_and_no_old_one(before: list[str], after: list[str]) -> None:
    told = changed(before, after)
    assert {now for now, _ in told if now} == set(after) - set(before)
    assert {was for _, was in told if was} == set(before) - set(after)


def test_a_page_that_says_the_same_thing_thousands_of_times_is_compared_in_time() -> None:
    """A general diff of these two does not end within an hour."""
    before, after = ([f"Yes, {i * step % 7}." for i in range(20_000)] for step in (1, 3))
    assert changed([*before, "They met."], [*after, "They parted."]) == [("They parted.", ""), ("", "They met.")]


def test_a_sentence_that_a_rule_takes_by_now_was_not_taken_out_by_the_publisher() -> None:
    before = statement(["They met.", "Write to the press office.", "It answers."])
    after = replace(
        statement(["They met.", "They dined."]), removed=(Removal("rule", "Write to the press office. It answers."),)
    )
    assert [(change.before, change.after is not None) for change in changes(before, after)] == [("", True)]
    assert [change.before for change in changes(after, before)] == ["They dined."]
