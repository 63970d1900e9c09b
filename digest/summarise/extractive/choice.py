"""Chooses the key points of one statement from the scores of its sentences, and says how each is shown. Pure.

The scores come from the engine, the rules for single sentences from `standalone.py` and `trim.py`, the choice among good
candidates from `mmr.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from digest.records import KeyPoint, Statement, StatementType
from digest.summarise.candidates import Candidate, count_words, eligible
from digest.summarise.extractive.background import background_costs
from digest.summarise.extractive.baseline import Scores
from digest.summarise.extractive.decontextualise import key_point, preceding_context
from digest.summarise.extractive.encoder import Vectors
from digest.summarise.extractive.excerpt import Excerpt
from digest.summarise.extractive.mmr import POINTS_BY_WORDS, select
from digest.summarise.extractive.openings import without_opening
from digest.summarise.extractive.sections import sections_of
from digest.summarise.extractive.speech import is_broken, is_spoken
from digest.summarise.extractive.tails import LONG_WORDS, UNREADABLE_WORDS
from digest.summarise.extractive.trim import trimmed
from digest.summarise.standalone import MAX_CHARACTERS, Fitness, denies, fitnesses, is_described, lead_ins, shown_rows
from digest.summarise.verbs import has_verb
from digest.text.back_references import refers_back

LONG_COST = 0.06
"""What a point of more than `LONG_WORDS` words loses of its score (0 to 2): it gives way to a shorter one that is as good. The
labels prefer long sentences: 0.15 halves the number of long points for .02 of gain."""

UNREADABLE_COST = 0.2
"""What a point of more than `UNREADABLE_WORDS` words loses beside: clauses of orders have up to 700. 0.5 costs .01 of gain."""

UNREADABLE_ORDER_COST = 0.2
"""What such a point of an order loses again: there three in ten points have more than `LONG_WORDS`, and shorter clauses say as
much. It costs no gain; the same for more than `LONG_WORDS` costs .001."""

BACK_REFERENCE_COST = 0.15
"""What a point loses that says "these persons" or "the above" of what only the sentences before it name: of 1,101 such
sentences of labelled statements, 79 % cannot be understood alone; of all sentences, 40 %."""

_PRONOUN = re.compile(
    r"(?:(?:and|but|so),? )?(?:he|she|they|it(?!['’]s| is| was| has been| would be| will be))\b(?!.{0,40}\bwho\b)",
    re.IGNORECASE,
)
"""A subject that only the question, or the speaker's own words before, name; "it is" may mean nothing. Of 575 such
sentences of labelled talks that begin with a person, 91 % cannot be understood alone, and 7 % are worth a point."""
_REFERENCE = re.compile(r"\b(?:it(?!['’]s| is| was| has been| would be| will be)|them|they|he|she|him)\b", re.IGNORECASE)
_ANY_REFERENCE = re.compile(
    r"\b(?:it(?! (?:is|was|has been|would be|will be)\b)(?!['’]s (?!\w+(?:ed|ne)\b))|them|they|(?:he|she)(?! who\b)|him)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?…:“\" ]) +(?!I\b)[“\"]?[A-Z]\w+|\d")
"""A name inside a sentence, or a number."""
_MIN_NAMING_WORDS = 14
_COUNTED = re.compile(r"(?:number )?(?:one|two|three|four|five|six)\b[,:]", re.IGNORECASE)
"""A part of a list that a speaker counts: "Number two: that we set ..."."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """The sentences of a statement that may become key points, by their rows, and what some of them need.

    `lead_ins` maps an item that is no sentence to the lead-in of its list.
    """

    statement: Statement
    sentences: tuple[Candidate, ...]
    rows: tuple[int, ...]
    lead_ins: Mapping[int, int]
    english: bool

    @property
    def candidates(self) -> list[Candidate]:
        """The sentences at `rows`."""
        return [self.sentences[row] for row in self.rows]

    def excerpt(self, row: int, *, continues: bool) -> Excerpt:
        """What is shown of a sentence."""
        sentence = self.sentences[row]
        spoken = is_spoken(sentence, self.statement)
        return trimmed(sentence.text, english=self.english, spoken=spoken, continues=continues)

    def opening(self, row: int) -> int:
        """The row of the sentence with which the key point of a sentence begins: its lead-in, or itself."""
        return self.lead_ins.get(row, row)

    def lists(self) -> list[int]:
        """For each of `rows` the row of the lead-in of its list; -1 outside of lists, and if several items may be points.

        A lead-in belongs to its list.
        """
        leads = set(self.lead_ins.values())
        return [-1 if self._stands_alone(row) else self.lead_ins.get(row, row if row in leads else -1) for row in self.rows]

    def _stands_alone(self, row: int) -> bool:
        lead = self.lead_ins.get(row)
        return is_described(self.sentences[row].text) and not (lead is not None and denies(self.sentences[lead].text))

    def refers_back(self, row: int) -> bool:
        """Whether the key point of a sentence speaks of what only the sentences before it name."""
        lead = self.lead_ins.get(row)
        before = "" if lead is None else self.sentences[lead].text
        return self.english and refers_back(f"{before} {self.sentences[row].text[:MAX_CHARACTERS]}")

    def shown_words(self, row: int) -> int:
        """The words of the key point of a sentence, with its lead-in."""
        lead = self.lead_ins.get(row)
        own = self.sentences[row].words
        shown = self.excerpt(row, continues=lead is not None).words if own > LONG_WORDS else own
        return shown + (0 if lead is None else self.sentences[lead].words)


def choosable(statement: Statement, sentences: tuple[Candidate, ...], *, english: bool) -> Choosable:
    """The sentences that may become key points; none if the text holds no sentence that says something by itself."""
    leads = lead_ins(sentences, english=english)
    fitness = fitnesses(statement, sentences, english=english)
    for row, sentence in enumerate(sentences):
        if fitness[row] == Fitness.FIT and english and is_spoken(sentence, statement) and _is_weak_in_speech(sentence.text):
            fitness[row] = Fitness.WEAK
    rows = shown_rows(fitness, eligible(sentences), leads)
    return Choosable(statement, sentences, tuple(rows), leads, english)


def _is_weak_in_speech(text: str) -> bool:
    opened = without_opening(text).text
    refers = _PRONOUN.match(opened) is not None or _names_nothing(opened)
    return refers or _COUNTED.match(opened) is not None or not has_verb(text) or _stays_broken(text)


def _names_nothing(text: str) -> bool:
    """Whether a short sentence, or one without a name and number, speaks of "it" or "them": an answer needs its question.

    Of 743 such sentences without a name 79 % cannot be understood alone, of 682 such short ones 77 % (of all spoken: 56 %).
    """
    if _NAME.search(text) is None:
        return _ANY_REFERENCE.search(text) is not None
    return count_words(text) < _MIN_NAMING_WORDS and _REFERENCE.search(text) is not None


def _stays_broken(text: str) -> bool:
    """Whether spoken words are broken even without what the speaker said twice."""
    return is_broken(text) and is_broken(trimmed(text, english=True, spoken=True).text)


def choose(given: Choosable, scores: Scores, vectors: Vectors | None, points: int, floor: float = -math.inf) -> tuple[int, ...]:
    """At most `points` indices into `given.rows`, in document order. `scores` and `vectors` have a row for each of them."""
    if not given.rows:
        return ()
    candidates = given.candidates
    shown = np.array([given.shown_words(row) for row in given.rows])
    is_order = given.english and given.statement.type == StatementType.ORDER
    unreadable_cost = UNREADABLE_COST + (UNREADABLE_ORDER_COST if is_order else 0.0)
    cost = LONG_COST * (shown > LONG_WORDS) + unreadable_cost * (shown > UNREADABLE_WORDS)
    cost += BACK_REFERENCE_COST * np.array([given.refers_back(row) for row in given.rows])
    if given.english:
        cost += np.array(background_costs(given.sentences, given.statement))[list(given.rows)]
    is_long = points > POINTS_BY_WORDS[-1][1]
    chosen = select(
        candidates,
        scores - cost,
        vectors,
        points,
        floor=floor,
        clashes=given.lists(),
        sections=sections_of(candidates, points) if is_long else None,
    )
    return tuple(chosen)


def key_points(given: Choosable, chosen: Sequence[int], orphan: npt.NDArray[np.float64]) -> Iterator[KeyPoint]:
    """The key points of the chosen indices into `given.rows`, as those of `orphan` (n,). No sentence is used twice."""
    candidates = given.candidates
    used = {given.rows[i] for i in chosen}
    for i in chosen:
        row = given.rows[i]
        before = lead = given.lead_ins.get(row)
        if before is None and (context := preceding_context(i, candidates, orphan, set(chosen))) is not None:
            before = given.rows[context]
        before = None if before in used else before
        used |= {row if before is None else before}
        parts = []
        if before is not None:
            # A lead-in keeps its colon, which joins it with the item.
            text = given.sentences[before].text
            shown = without_opening(text) if before == lead else given.excerpt(before, continues=False)
            parts = [(given.sentences[before], shown)]
        yield key_point([*parts, (given.sentences[row], given.excerpt(row, continues=before is not None))])
