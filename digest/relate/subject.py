"""What a statement is about: the head of its text, and the words of its title that say more than its form. Pure.

Two statements are on one subject if their texts share words, names and numbers (`events.py`), and each text holds what the
title of the other is about. Both signs are needed: two readouts of meetings with one minister share nearly all words, and only
the names of those who met tell them apart; a list of nominations has the title of another one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.records import Statement, StatementType
from digest.relate.compared_text import ComparedText, words_of
from digest.text.countries import mentions
from digest.text.lang.en import STEM_STOP_WORDS
from digest.text.lang.en_changes import FORM_WORDS
from digest.text.stemmer import stem

MIN_SUBJECT_WORDS = 2
"""Words of a title that say what it is about; "Press briefing" has none."""
HEAD = 4_000
"""Characters of a text that are compared: what is news stands there, and the questions of a briefing do not."""
RARE = 0.5
"""Weight of a rare word of titles, as a share of that of a word which one title alone has."""

_FORMAL = STEM_STOP_WORDS | FORM_WORDS


@dataclass(frozen=True)
class Subject:
    """A statement as it is compared: the head of its text, and the stems of what its title is about."""

    statement: Statement
    text: ComparedText
    titled: frozenset[str]

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems of all words of the title and the head of the text."""
        return content_stems(word.form for word in (*self.text.title_words, *self.text.words))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the countries and bodies that the title names."""
        return frozenset(each.code for each in mentions(self.statement.title, self.statement.language))

    @property
    def is_readout(self) -> bool:
        """Whether it says who met: then the one who speaks is one of them."""
        return self.statement.type is StatementType.READOUT


def subject_of(statement: Statement) -> Subject:
    """What a statement is about. The names of who speaks do not belong to it, but in a readout they do."""
    text = ComparedText(statement.key, statement.text[:HEAD], statement.title, statement.published, statement.source)
    own = "" if statement.type is StatementType.READOUT else f"{statement.speaker} {statement.issuer}"
    return Subject(statement, text, content_stems(_forms(statement.title)) - content_stems(_forms(own)))


class SubjectWeights:
    """How much each word of titles says: the more, the fewer of the titles have it."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        spread = Counter(word for each in subjects for word in each.titled)
        self._weights = {word: math.log((1 + len(subjects)) / (1 + times)) for word, times in spread.items()}
        self._rarest = math.log((1 + len(subjects)) / 2)

    def share(self, one: Subject, other: Subject) -> float:
        """The share of what the title of `one` is about that `other` holds, by weight, from 0 to 1."""
        total = sum(self._weights[word] for word in one.titled)
        return sum(self._weights[word] for word in one.titled & other.said) / total if total else 0.0

    def lacks_rare_word(self, one: Subject, other: Subject) -> bool:
        """Whether `other` lacks a rare word of the title of `one`, such as a name."""
        return any(self._weights[word] >= RARE * self._rarest for word in one.titled - other.said)


def have_one_subject(one: Subject, other: Subject, weights: SubjectWeights, least: float, least_of_readouts: float) -> bool:
    """Whether each of two statements in one language holds what the title of the other is about."""
    if min(len(one.titled), len(other.titled)) < MIN_SUBJECT_WORDS or one.statement.language != other.statement.language:
        return False
    bar = least_of_readouts if one.is_readout or other.is_readout else least
    return min(weights.share(one, other), weights.share(other, one)) >= bar


def content_stems(forms: Iterable[str]) -> frozenset[str]:
    """The stems of words with content, which do not only say the form of a document; no numbers and initials."""
    plain = (form.removesuffix("'s") for form in forms)
    return frozenset(stem(form) for form in plain if len(form) > 1 and form.isalpha() and form not in _FORMAL)


def _forms(text: str) -> Iterator[str]:
    return (word.form for word in words_of(text))
