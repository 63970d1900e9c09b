"""Lists what a generated point claims that its evidence does not support, and scores how well its source supports it. Pure.

The checks cover numbers with their units, months and weekdays, names, quotations, links, negation and modal verbs, and
antonyms; each has its own module. Whether a point is shown is decided in `gate.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.summarise.faithfulness import links, quotations
from digest.summarise.faithfulness.alignment import align, index_source
from digest.text import names, numbers
from digest.text.antonyms import antonym_swaps
from digest.text.date_words import date_words
from digest.text.negation import polarity_mismatches

DEFAULT_COSINE = 0.6
"""The cosine of a point and its evidence that is assumed without an encoder."""
EVEN_ODDS = 1.5
"""The odds that give a score of one half. None of 804 points that a large language model wrote with the statement before it has
lower odds, nor has any sentence that people labelled consistent in five public sets (`tests/quality/gate.py`)."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Why a point may not be shown: a fixed message, and the part of the point that it is about.

    Generated text may contain anything, so readers see `detail` only if `detail_is_safe`: a number or a month.
    """

    message: str
    detail: str = ""
    detail_is_safe: bool = False

    @property
    def public_message(self) -> str:
        """The text that a reader may see."""
        return str(self) if self.detail_is_safe else self.message

    def __str__(self) -> str:
        return f"{self.message}: {self.detail}" if self.detail else self.message


def violations(point: str, evidence: str, document: str) -> Iterator[Violation]:
    """What `point` claims that `evidence` does not support, check by check. Links must occur in `document`, the whole text."""
    yield from _numbers(point, evidence)
    yield from _dates(point, evidence)
    yield from _names(point, evidence)
    yield from _quotations(point, evidence)
    yield from _links(point, document)
    yield from _polarity(point, evidence)
    yield from _antonyms(point, evidence)


def support_score(point: str, sentences: Sequence[str], cosine: float = DEFAULT_COSINE) -> float:
    """How well the sentences of its source support a point as a whole, 0 to 1; meant for a point without violations.

    The odds are exp(`cosine`), the cosine of the vectors of the point and of its evidence, divided by 0.1 plus the cost of its
    alignment with the source (`alignment.py`). The weights are round numbers near those of a logistic regression that had not
    seen the set it was tested on.
    """
    odds = math.exp(cosine) / (0.1 + align(point, index_source(sentences)).cost)
    return odds / (EVEN_ODDS + odds)


def _numbers(point: str, evidence: str) -> Iterator[Violation]:
    known = numbers.quantities(evidence)
    for quantity in numbers.quantities(point):
        if not numbers.is_supported(quantity, known):
            yield Violation("a number is not in its evidence", repr(quantity.written), detail_is_safe=True)


def _dates(point: str, evidence: str) -> Iterator[Violation]:
    for word in sorted(date_words(point) - date_words(evidence)):
        yield Violation("a date is not in its evidence", repr(word), detail_is_safe=True)


def _names(point: str, evidence: str) -> Iterator[Violation]:
    known = names.normalised_words(evidence)
    for name in names.names(point):
        if not names.is_supported(name, known, evidence):
            yield Violation("a name is not in its evidence", repr(name))


def _quotations(point: str, evidence: str) -> Iterator[Violation]:
    for quotation in quotations.quotations(point):
        if not quotations.is_supported(quotation, evidence):
            yield Violation("a quotation is not in its evidence", repr(quotation))


def _links(point: str, document: str) -> Iterator[Violation]:
    for link in links.foreign_links(point, document):
        yield Violation("a link is not in the statement", repr(link))


def _polarity(point: str, evidence: str) -> Iterator[Violation]:
    for word, how in polarity_mismatches(point, evidence):
        yield Violation(f"a word is {how}", repr(word))


def _antonyms(point: str, evidence: str) -> Iterator[Violation]:
    for new, old in antonym_swaps(point, evidence):
        yield Violation("a word is the opposite of one in its evidence", f"{new!r} for {old!r}")
