"""Finds the sentences of an order or resolution that say what it does: they order, establish, revoke or set a deadline. Pure.

English only. It does not choose: the engine adds what `operative_bonuses` gives to the scores of the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.records import Statement, StatementType
from digest.summarise.candidates import Candidate
from digest.summarise.standalone import MAX_CHARACTERS

Grades = npt.NDArray[np.float64]

DUTY_BONUS = 0.3
"""What a sentence that gives somebody a duty gains. In 84 labelled orders that the ranker had not seen, such sentences have a
grade of 1.2 on average, where the ranker gives .8 (30 November 2026)."""
ACT_BONUS = 0.4
"""What a sentence by which the order acts gains: there the ranker gives 1.3 where the labels have 1.55."""
BACKGROUND_COST = 0.15
"""What a sentence before the first of these loses: there the ranker gives 1.17 where the labels have 1.03."""

_ACTS = "|".join(
    """
    established revoked terminated amended suspended prohibited blocked imposed extended rescinded superseded continued
    designated delegated created abolished withdrawn modified authorized directed ordered
    """.split()
)
_ACT = re.compile(
    r"\b[Tt]here (?:is|are) (?:hereby )?established\b"
    r"|\bI(?:,[^;]{3,400}?,)? (?:do )?hereby\b|\bit is hereby\b|\b(?:is|are) hereby\b|\bI am continuing\b"
    r"|\bI (?:have )?(?:determined?|declare|direct|order|proclaim|delegate|revoke|waive)\b"
    rf"|\b(?:is|are|has been|have been) (?:{_ACTS})\b"
)
_OFFICE = (
    "(?:Secretar(?:y|ies)|Administrators?|Directors?|Attorney General|Councils?|Commissions?|Task Force|Chairs?|Committees?"
    "|Representatives?|[Aa]genc(?:y|ies)|[Dd]epartments?|[Hh]eads?|Assistants?|Members?)"
)
_HOUSEKEEPING = (
    "serve|terminate|meet|include|consist|be (?:composed|allowed|compensated|reimbursed|chaired)|chair|designate|cooperate"
    "|provide (?:funding|administrative|such)|implement|comply"
)
_DUTY = re.compile(rf"\b{_OFFICE}\b.{{0,400}}?\bshall\b(?! (?:{_HOUSEKEEPING})\b)")
_RESOLVES = re.compile(
    r"(?:\d{1,3}\. ?)?(?:Decides|Authorizes|Authorises|Extends|Renews|Establishes|Imposes|Terminates)\b.*;(?: and)?$"
)
"""A clause by which a resolution acts; those that demand, request or urge are none."""
OBSERVANCE_COST = 0.5
"""What a sentence before the act loses where the act only names a day, week or month: the history of what is celebrated."""
_OBSERVANCE = re.compile(r"\b[Pp]roclaim\b.{3,160}\b(?:Day|Week|Month|Decade|Anniversary)\b")
HOUSEKEEPING_COST = 0.3
"""What a sentence loses by which an order provides for itself: who pays its members, what it does not affect, what to call
upon people for. There the labels have .1 to .5."""
_HOUSEKEEPS = re.compile(
    r"\bshall (?:serve|terminate|meet|bear|be (?:composed|allowed|compensated|reimbursed|chaired)"
    r"|provide (?:funding|administrative))\b"
    r"|^(?:\(\w{1,3}\) )?Nothing in this\b"
    r"|\bI (?:also )?(?:call (?:up)?on|invite|encourage|urge|ask) (?:all|the people|every|citizens|Americans|the Governors)\b"
)
MIN_GRADE = 0.4
"""Below this grade of the ranker a sentence gains nothing: duties that nobody has to know."""


def operative_bonuses(sentences: Sequence[Candidate], statement: Statement, grades: Grades) -> list[float]:
    """What the score of each sentence of an order gains for what it does, or loses as background; 0 in other statements, but
    for the clauses by which a resolution acts.

    `grades` (n,) are those of the ranker, 0 to 2.
    """
    if statement.type != StatementType.ORDER:
        return [ACT_BONUS if _RESOLVES.match(sentence.text[:MAX_CHARACTERS]) else 0.0 for sentence in sentences]
    bonuses = [
        _bonus(sentence.text[:MAX_CHARACTERS]) if grade >= MIN_GRADE else 0.0
        for sentence, grade in zip(sentences, grades, strict=True)
    ]
    first = next((row for row, bonus in enumerate(bonuses) if bonus > 0), 0)
    cost = OBSERVANCE_COST if _OBSERVANCE.search(sentences[first].text[:MAX_CHARACTERS]) else BACKGROUND_COST
    return [-cost if row < first else bonus for row, bonus in enumerate(bonuses)]


def _bonus(text: str) -> float:
    if _HOUSEKEEPS.search(text):
        return -HOUSEKEEPING_COST
    if _ACT.search(text):
        return ACT_BONUS
    return DUTY_BONUS if _DUTY.search(text) else 0.0
