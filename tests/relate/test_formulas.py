"""Standing formulas: phrases of an issuer about one subject that are missing or back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from digest.records import Paragraph, PhraseStatus, PhraseUse, Span, Statement, StatementType
from digest.relate.formulas import WITHOUT_FORMULAS, formula_uses
from digest.text.sentences import sentence_spans

START = datetime(2026, 1, 1, tzinfo=UTC)
LEAD = "The Minister met Mr Roe of Ruritania on {}."
FORMULA = "She underlined our unshakable support for Ruritanian sovereignty."
THANKS = "She warmly thanked Minister Roe."


def readout(
    number: int, *sentences: str, title: str = "Call with Minister Roe", type: StatementType = StatementType.READOUT
) -> Statement:
    text = " ".join((LEAD.format(number), *sentences))
    spans = sentence_spans(text, [Span(0, len(text))], "en")
    day = START + timedelta(days=number)
    return Statement(
        str(number), "s", "", title, text, (Paragraph(0, len(text)),), spans, published=day, type=type, language="en"
    )


def uses(later: Statement, earlier: Sequence[Statement], others: Sequence[Statement] = ()) -> list[PhraseUse]:
    return list(formula_uses(later, earlier, others))


EARLIER = [readout(number, FORMULA, f"Item {number} was new.") for number in (4, 3, 2, 1)]


def test_a_formula_that_is_missing_is_told_with_its_last_use_and_the_count() -> None:
    (use,) = uses(readout(5, "Trade grows."), EARLIER)
    assert (use.status, use.after, use.watched) == (PhraseStatus.ABSENT, None, False)
    assert "unshakable support" in use.phrase
    assert use.phrase in FORMULA
    assert (use.before, use.day, use.uses, use.looked_at) == (FORMULA, (START + timedelta(days=4)).date(), 4, 4)


def test_a_formula_that_is_used_or_put_in_other_words_is_not_missing() -> None:
    assert uses(readout(5, FORMULA), EARLIER) == []
    assert uses(readout(5, "Our support for the sovereignty of Ruritania is unshakable, she underlined."), EARLIER) == []


def test_a_formula_that_is_used_again_is_told_with_both_sentences() -> None:
    without = [readout(number, "Trade grows.") for number in (7, 6, 5)]
    later = readout(8, FORMULA)
    (use,) = uses(later, [*without, *EARLIER])
    assert use.status is PhraseStatus.BACK
    assert use.after is not None
    assert use.after.of(later.text) == FORMULA
    assert (use.uses, use.looked_at) == (4, 7)


def test_two_uses_make_no_formula() -> None:
    assert uses(readout(5, "Trade grows."), [*EARLIER[:2], readout(1, "Rain fell.")]) == []


def test_a_phrase_that_stands_in_statements_about_other_subjects_is_no_formula() -> None:
    others = [readout(9, FORMULA, title="Call with Minister Doe")]
    assert uses(readout(5, "Trade grows."), EARLIER, others) == []


def test_names_titles_and_courtesies_are_no_formulas() -> None:
    names = [readout(number, "The Grand Alliance for Northern Prosperity and Peace acts.", THANKS) for number in (4, 3, 2, 1)]
    assert uses(readout(5, "Trade grows."), names) == []


def test_words_that_frame_what_was_said_are_no_formula() -> None:
    framed = [readout(number, "She underscored the importance of a range of regional issues.") for number in (4, 3, 2, 1)]
    assert uses(readout(5, "Trade grows."), framed) == []


ELSEWHERE = [
    readout(20 + n, f"She condemned the unprovoked, unjustified attack {n}.", title=f"Call with Doe {n}") for n in (3, 2, 1)
]
PLAIN = [readout(number, f"Item {number} was new.") for number in (4, 3, 2, 1)]
ATTACK = "They spoke against the unprovoked, unjustified attack."


def test_a_formula_of_other_subjects_that_is_used_first_of_this_one_is_told_with_both_sentences() -> None:
    later = readout(30, ATTACK)
    (use,) = uses(later, PLAIN, ELSEWHERE)
    assert (use.status, use.phrase) == (PhraseStatus.FIRST, "unprovoked, unjustified attack")
    assert use.after is not None
    assert use.after.of(later.text) == ATTACK
    assert (use.before, use.title, use.uses, use.looked_at) == (
        "She condemned the unprovoked, unjustified attack 3.",
        "Call with Doe 3",
        3,
        3,
    )


def test_it_is_no_first_use_if_this_subject_had_it_in_whatever_words() -> None:
    later = readout(30, ATTACK)
    assert uses(later, [*PLAIN, readout(0, "The attack was unjustified and unprovoked.")], ELSEWHERE) == []


def test_an_idiom_that_other_types_have_and_a_phrase_of_two_are_no_first_use() -> None:
    later = readout(30, ATTACK)
    order = readout(25, "It was an unprovoked, unjustified attack.", title="An order", type=StatementType.ORDER)
    assert uses(later, PLAIN, [*ELSEWHERE, order]) == []
    assert uses(later, PLAIN, ELSEWHERE[:2]) == []


def test_a_phrase_that_is_common_to_all_subjects_is_no_first_use() -> None:
    later = readout(30, ATTACK)
    many = [readout(40 + n, f"The unprovoked, unjustified attack {n} goes on.", title=f"Call with Poe {n}") for n in range(8)]
    few_others = [readout(60 + n, "Rain fell.", title=f"Call with Moe {n}") for n in range(3)]
    assert uses(later, PLAIN, [*many, *few_others]) == []


def test_first_uses_are_looked_for_only_where_the_subject_is_a_counterpart() -> None:
    later = readout(30, ATTACK, type=StatementType.STATEMENT)
    others = [readout(n, ATTACK, title=f"On {n}", type=StatementType.STATEMENT) for n in (9, 8, 7)]
    assert uses(later, PLAIN, others) == []


@pytest.mark.parametrize("type", sorted(WITHOUT_FORMULAS))
def test_ways_of_speaking_and_forms_of_acts_are_no_formulas(type: StatementType) -> None:
    said = [readout(number, "We stand by our earlier remarks on this matter.", type=type) for number in (4, 3, 2, 1)]
    assert uses(readout(5, "Trade grows.", type=type), said) == []


def test_a_formula_does_not_begin_within_an_abbreviation() -> None:
    said = [readout(number, "She described U.S. efforts towards lasting accountability.") for number in (4, 3, 2, 1)]
    (use,) = uses(readout(5, "Trade grows."), said)
    assert not use.phrase.startswith("S.")
