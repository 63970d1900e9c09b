"""What a text says that its evidence does not, ground by ground, and how much it is like its source. Pure.

The grounds are numbers with their units, months and weekdays, names, quotations, addresses, negation, modal verbs and
opposites; each is a module of `grounds/`. Whether a point is shown is for `gate.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.summarise.faithfulness import links, names, quotations
from digest.summarise.faithfulness.alignment import course, source
from digest.summarise.faithfulness.antonyms import opposites
from digest.summarise.faithfulness.date_words import dates
from digest.summarise.faithfulness.evidence import carriers
from digest.summarise.faithfulness.negation import disagreements
from digest.summarise.faithfulness.numbers import is_held, quantities

MOST_FAULTS = 3
FAULT = 0.6
NEAR = 0.6
"""The cosine of a point and its evidence that is taken where no encoder says it."""
EVEN = 1.5
"""The odds that are called one half: none of 804 points that a large language model wrote with the statement before it has so
little, and none of the sentences that people found consistent in five public sets (`tests/quality/gate.py`)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a point may not be shown: in words of ours, and what of the point it is about.

    What a model wrote may be anything, so readers see it only where it is `plain`, a number or a month.
    """

    why: str
    said: str = ""
    plain: bool = False

    @property
    def shown(self) -> str:
        """What a reader may see of it."""
        return str(self) if self.plain else self.why

    def __str__(self) -> str:
        return f"{self.why}: {self.said}" if self.said else self.why


def complaints(text: str, evidence: str, whole: str) -> Iterator[Reason]:
    """What `text` says that `evidence` does not, ground by ground; `whole` is the statement, in which a contact must stand."""
    there = quantities(evidence)
    for quantity in quantities(text):
        if not is_held(quantity, there):
            yield Reason("a number is not in its evidence", repr(quantity.written), plain=True)
    yield from (
        Reason("a date is not in its evidence", repr(date), plain=True) for date in sorted(dates(text) - dates(evidence))
    )
    held = names.bare_words(evidence)
    for name in names.names(text):
        if not names.is_held(name, held, evidence):
            yield Reason("a name is not in its evidence", repr(name))
    for quotation in quotations.quotations(text):
        if not quotations.is_held(quotation, evidence):
            yield Reason("a quotation is not in its evidence", repr(quotation))
    yield from (Reason("an address is not in the statement", repr(contact)) for contact in links.foreign(text, whole))
    yield from (Reason(f"a word is {how}", repr(word)) for word, how in disagreements(text, evidence))
    for new, old in opposites(text, evidence):
        yield Reason("a word stands where its evidence says the opposite", f"{new!r} for {old!r}")


def likeness(text: str, sentences: Sequence[str], near: float = NEAR) -> float:
    """How likely a point says what the sentences of its source say, 0 to 1.

    The odds are the inverse of what its way through the source costs (`grounds/course.py`), times exp(`near`), the cosine of
    its vector and its evidence's, times exp(-0.6) for each ground that its evidence lacks, three at most. The weights are
    round numbers near those of a logistic regression that had not seen the set it was judged on.
    """
    evidence = " ".join(sentences[row] for row in carriers(text, sentences))
    faults = sum(1 for _ in complaints(text, evidence, " ".join(sentences)))
    return wording(text, sentences, near - FAULT * min(MOST_FAULTS, faults))


def wording(text: str, sentences: Sequence[str], near: float = NEAR) -> float:
    """The likeness of a point whose grounds all stand in its evidence."""
    odds = math.exp(near) / (0.1 + course(text, source(sentences)).cost)
    return odds / (EVEN + odds)
