"""What changed in the words from one statement to a later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.records import Paragraph, Span, Statement
from digest.relate.difference import DifferenceKind, difference
from digest.text.sentences import sentence_spans

BANK = (
    "The Board met today.",
    "The Board decided to keep the rate at 4.5 percent.",
    "Inflation remains above the target of 2 percent.",
    "Unemployment is low.",
    "The Board will act if prices rise.",
)


def statement(sentences: Sequence[str], language: str = "en", title: str = "Rate decision", year: int = 0) -> Statement:
    text = " ".join(sentences)
    paragraphs = (Paragraph(0, len(text)),) if text else ()
    spans = sentence_spans(text, [Span(0, len(text))], language)
    published = datetime(year, 3, 1, tzinfo=UTC) if year else None
    return Statement("key", "source", "", title, text, paragraphs, spans, published=published, language=language)


def told(before: Sequence[str], after: Sequence[str], language: str = "en") -> list[tuple[str, str]]:
    found = difference(statement(before, language), statement(after, language))
    return [(change.earlier, change.later) for change in found.changes]


def test_edited_new_and_dropped_sentences_are_told_apart() -> None:
    after = (*BANK[:1], "The Board decided to cut the rate to 4.25 percent.", *BANK[2:4], "Oil is cheaper.")
    found = difference(statement(BANK), statement(after))
    assert found.kind is DifferenceKind.SERIES
    assert [(change.earlier, change.later) for change in found.edited] == [(BANK[1], after[1])]
    assert [change.later for change in found.new] == ["Oil is cheaper."]
    assert [change.earlier for change in found.dropped] == [BANK[4]]
    assert found.same == 3


def test_sentences_that_moved_are_no_change_and_equal_texts_have_none() -> None:
    assert told(BANK, BANK[::-1]) == []
    assert told(BANK, BANK) == []


def test_a_sentence_that_moved_and_was_reworded_is_an_edit() -> None:
    moved = "Inflation remains well above the target of 2 percent."
    assert told(BANK, (moved, *BANK[:2], *BANK[3:])) == [(BANK[2], moved)]


@pytest.mark.parametrize(
    ("language", "before", "weighty", "plain"),
    [
        ("en", "The force stays in {} as agreed.", ("the north", "no way near the north"), ("quiet places", "calm places")),
        ("de", "Der Rat {} die Mittel im Herbst freigeben.", ("kann", "muss"), ("gern", "rasch")),
        ("fr", "Le Conseil versera {} euros à la région.", ("200", "800"), ("quelques", "certains")),
        ("es", "El Consejo {} enviará la ayuda prometida.", ("ya", "no"), ("pronto", "luego")),
        ("ru", "Совет {} направить помощь в регион.", ("может", "должен"), ("хочет", "рад")),
    ],
)
def test_numbers_negations_and_obligations_go_before_other_words(
    language: str, before: str, weighty: tuple[str, str], plain: tuple[str, str]
) -> None:
    other = {"en": "Talks went on in {}.", "de": "Die Lage wird {} geprüft.", "fr": "Il y aura {} débats au printemps."}
    frame = other.get(language, before)
    one = [frame.format(plain[0]), before.format(weighty[0])]
    two = [frame.format(plain[1]), before.format(weighty[1])]
    assert told(one, two, language)[0][1] == two[1]


def test_a_negation_counts_in_a_script_without_spaces() -> None:
    before = ["我们支持这一决定。", "会议在北京举行。", "双方同意继续对话。"]
    after = ["我们不支持这一决定。", "会谈在北京举行。", "双方同意继续对话。"]
    assert told(before, after, "zh")[0] == (before[0], after[0])


NOTICE = (
    "The emergency declared on June 4, 1998, must continue in effect beyond June 4, {}.",
    "This notice shall be published in the Register.",
    "It goes to the Congress.",
)


def test_a_day_that_moved_with_the_calendar_is_routine() -> None:
    before, after = ([line.format(year) for line in NOTICE] for year in (2025, 2026))
    found = difference(statement(before, year=2025), statement(after, year=2026))
    assert found.changes == ()
    assert [change.later for change in found.routine] == [after[0]]


def test_a_day_that_moved_by_more_than_the_calendar_is_told() -> None:
    before, after = ([line.format(year) for line in NOTICE] for year in (2025, 2027))
    assert len(difference(statement(before, year=2025), statement(after, year=2026)).changes) == 1
    assert len(difference(statement(before), statement(after)).changes) == 1


def test_a_target_year_without_a_day_is_told() -> None:
    assert told(["Coal ends by 2030.", *BANK], ["Coal ends by 2031.", *BANK]) == [("Coal ends by 2030.", "Coal ends by 2031.")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Most protestors went home.", "Most protesters went home."),
        ("He blocked the property of the group.", "He blocked property of the group."),
        ("It rests on law; it is old.", "It rests on law, it is old."),
    ],
)
def test_spelling_articles_and_signs_are_routine(before: str, after: str) -> None:
    found = difference(statement([before, *BANK]), statement([after, *BANK]))
    assert (found.changes, len(found.routine)) == ((), 1)


@pytest.mark.parametrize(
    ("before", "after"), [("The risk remains high.", "The risk remained high."), ("We may act.", "We must act.")]
)
def test_another_form_or_another_modal_verb_is_no_spelling(before: str, after: str) -> None:
    assert told([before, *BANK], [after, *BANK]) == [(before, after)]


WHOLE = "The Board decided to keep the rate at 4.5 percent and expects prices of energy to fall in the coming months."
HALVES = ("The Board decided to keep the rate at 4.5 percent.", "It expects prices of energy to fall in the coming months.")


def test_a_sentence_that_was_split_is_one_edit_and_routine_if_no_word_changed() -> None:
    rest = (BANK[0], *BANK[2:])
    first, second = HALVES[0], HALVES[1].replace("energy", "food")
    assert told((WHOLE, *rest), (first, second, *rest)) == [(WHOLE, f"{first} {second}")]
    assert told((first, second, *rest), (WHOLE, *rest)) == [(f"{first} {second}", WHOLE)]
    assert told((WHOLE, *rest), (*HALVES, *rest)) == []


def test_texts_without_a_common_sentence_are_of_no_kind() -> None:
    other = statement(["A ship has sailed north.", "Birds sang."])
    assert difference(statement(BANK), other).kind is DifferenceKind.NONE
    assert difference(statement(()), statement(())).changes == ()


def test_a_heading_that_the_title_has_is_routine() -> None:
    before, after = statement(["NOTICE", *BANK], title="Notice on Rates"), statement(BANK, title="Notice on Rates")
    first = before.sentences[0]
    before = replace(before, sentences=(Span(0, 6), Span(7, first.end), *before.sentences[1:]))
    assert difference(before, after).changes == ()
    assert len(difference(replace(before, title="Rates"), replace(after, title="Rates")).changes) == 1


SENTENCES = st.lists(st.sampled_from([*BANK, "They met.", "Rates may fall to 3 percent.", "No."]), max_size=7, unique=True)


@given(SENTENCES, SENTENCES)
def test_every_change_is_a_sentence_of_the_side_that_it_names(before: list[str], after: list[str]) -> None:
    one, two = statement(before), statement(after)
    for change in difference(one, two).changes:
        assert change.earlier or change.later
        assert change.earlier in one.text
        assert change.later in two.text
        assert change.earlier != change.later


@given(SENTENCES, SENTENCES)
def test_what_is_new_one_way_is_dropped_the_other_way(before: list[str], after: list[str]) -> None:
    forth, back = difference(statement(before), statement(after)), difference(statement(after), statement(before))
    assert sorted(change.later for change in forth.new) == sorted(change.earlier for change in back.dropped)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Growth was 3.5 percent.", "Growth was -3.5 percent."),
        ("Growth was −0.5 percent.", "Growth was 0.5 percent."),
        ("The Board and the staff agree.", "The Board or the staff agree."),
        ("The ships sail from the port.", "The ships sail to the port."),
        ("Corland attacked Estavia.", "Estavia attacked Corland."),
        ("It pays 5 of 10 crowns.", "It pays 10 of 5 crowns."),
    ],
)
def test_a_sign_and_a_small_word_that_turns_the_sentence_round_are_told(before: str, after: str) -> None:
    assert told((BANK[0], before), (BANK[0], after)) == [(before, after)]


def test_a_range_or_a_name_with_a_number_has_no_sign() -> None:
    assert told(("It takes 10-15 days.", "COVID-19 spreads."), ("It takes 10–15 days.", "COVID–19 spreads.")) == []
