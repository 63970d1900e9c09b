"""What a sentence of an order gains for what it does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from digest.records import StatementType
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.operative import (
    ACT_BONUS,
    BACKGROUND_COST,
    DUTY_BONUS,
    HOUSEKEEPING_COST,
    MIN_GRADE,
    OBSERVANCE_COST,
    operative_bonuses,
)
from tests.summarise.fakes import statement

OBSERVANCE = "I, JANE Q. DOE JR., Governor of Ferro, do hereby proclaim May as the Month of the Harbour."
ACT = "I, JANE Q. DOE JR., Governor of Ferro, do hereby revoke the order of 3 May."


def bonuses(*texts: str, kind: StatementType = StatementType.ORDER, grade: float = 1.0) -> list[float]:
    given = replace(statement(*texts), type=kind)
    return operative_bonuses(all_sentences(given), given, np.full(len(texts), grade))


@pytest.mark.parametrize(
    ("text", "bonus"),
    [
        (ACT, ACT_BONUS),
        ("The order of 3 May is revoked.", ACT_BONUS),
        ("Within 90 days, the Secretary of Trade shall report on the harbours.", DUTY_BONUS),
        ("Agencies shall end the programmes that the list names.", DUTY_BONUS),
        ("There is established a Council on Harbours in the Department of Trade.", ACT_BONUS),
        ("The Secretary of Trade shall cooperate with the task force.", 0.0),
        ("The Secretary of Trade shall serve as chair of the task force.", -HOUSEKEEPING_COST),
        ("Members of the Council shall meet twice a year in Ferro.", -HOUSEKEEPING_COST),
        ("Nothing in this order ends the ban on sand.", -HOUSEKEEPING_COST),
        ("I call upon all the people of Ferro to mark the month with music.", -HOUSEKEEPING_COST),
        ("I call upon the Council of Ferro to end the strike.", 0.0),
        ("Ships that serve the harbours shall pay no toll.", 0.0),
        ("The harbours of Ferro employ 4,000 people.", 0.0),
    ],
)
def test_acts_and_duties_gain(text: str, bonus: float) -> None:
    assert bonuses(text) == [bonus]


def test_what_stands_before_the_first_act_is_background() -> None:
    assert bonuses("The harbours of Ferro employ 4,000 people.", ACT, "The coast is long.") == [
        -BACKGROUND_COST,
        ACT_BONUS,
        0.0,
    ]


def test_an_order_without_an_act_has_no_background() -> None:
    assert bonuses("The harbours of Ferro employ 4,000 people.", "The coast is long.") == [0.0, 0.0]


def test_other_statements_gain_nothing() -> None:
    assert bonuses(ACT, kind=StatementType.REMARKS) == [0.0]


def test_the_acts_of_a_resolution_gain_and_its_demands_do_not() -> None:
    acts = "1. Decides to extend the mandate of the mission until 30 November 2027;", "Renews the measures of paragraph 9; and"
    others = "3. Demands that all groups leave the harbour of Ferro;", "The Council decides to extend the mandate; it is long."
    assert bonuses(*acts, *others, kind=StatementType.OTHER) == [ACT_BONUS, ACT_BONUS, 0.0, 0.0]


def test_a_sentence_of_which_the_ranker_thinks_little_gains_nothing() -> None:
    assert bonuses(ACT, grade=MIN_GRADE / 2) == [0.0]


def test_the_history_of_what_a_proclamation_celebrates_loses_more() -> None:
    assert bonuses("The first harbour was built by monks.", OBSERVANCE) == [-OBSERVANCE_COST, ACT_BONUS]


def test_a_proclamation_that_sets_a_tariff_until_a_day_celebrates_nothing() -> None:
    tariff = "I do hereby proclaim that the tariff on sand ends on the first day of the month."
    assert bonuses("The harbours need sand.", tariff) == [-BACKGROUND_COST, ACT_BONUS]
