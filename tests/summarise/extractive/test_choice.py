"""Which sentences the selection may choose, and which it would rather not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from digest.records import StatementType
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.choice import choosable, choose
from tests.summarise.fakes import statement

NEWS = "The government of Ferro closed two mines in the north in March."


def shown(*texts: str, kind: StatementType = StatementType.REMARKS) -> list[str]:
    given = replace(statement(*texts), type=kind)
    return [sentence.text for sentence in choosable(given, all_sentences(given), english=True).candidates]


@pytest.mark.parametrize(
    "text",
    [
        "He will talk with the President of Ferro about the mines.",
        "They have closed the mines of the north for good.",
        "It’ll restore the mines of the north to what they were.",
        "But she said that the mines would open in May.",
        "Also, he has said that he wants the mines of the north closed.",
        "Number two: that we set the conditions for the mines of the north.",
        "And no, the mines in the north of Ferro will not open again.",
        "Private planes over the mines — the first of their kind in the north.",
        "I raised it with Minister Ruiz in the north.",
        "We have had the trial of the mines and it’s gone well for all who want to work there, now and in the years to come.",
    ],
)
def test_spoken_words_of_somebody_whom_only_others_name_are_shown_only_without_better_ones(text: str) -> None:
    assert shown(text, NEWS) == [NEWS]
    assert shown(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "He who closed the mines in the north will open the ports.",
        "It is time to close the mines of the north.",
        "One hundred mines in the north will stay closed in May.",
        "Heads of state met in the north.",
        "The Council of Ferro told the owners of all mines in the north that it wants them closed by May.",
        "I told Minister Ruiz that the mines in the north have to close.",
    ],
)
def test_a_subject_that_is_named_is_as_good_as_any(text: str) -> None:
    assert text in shown(text, NEWS)


def test_a_written_statement_may_go_on_with_a_pronoun() -> None:
    text = "They discussed the mines of the north and agreed to close two."
    assert text in shown(NEWS, text, kind=StatementType.READOUT)


def test_of_two_equal_sentences_the_one_that_refers_back_gives_way() -> None:
    given = statement("In spite of this decision, the Council of Ferro paid for the ports.", NEWS)
    found = choosable(given, all_sentences(given), english=True)
    assert choose(found, np.array([1.0, 0.9]), None, 1) == (1,)


def test_a_clause_of_an_order_that_nobody_can_read_gives_way_to_a_shorter_one() -> None:
    endless = f"The Secretary shall report on {', '.join(f'the port of town {n}' for n in range(14))} to the Assembly of Ferro."
    given = statement(endless, NEWS)
    scores = np.array([1.0, 0.7])
    for kind, chosen in ((StatementType.ORDER, (1,)), (StatementType.STATEMENT, (0,))):
        made = replace(given, type=kind)
        assert choose(choosable(made, all_sentences(made), english=True), scores, None, 1) == chosen
