"""Reads the phrases of statements as standing formulas are looked for: runs of words within a sentence, in one form. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from digest.records import Statement
from digest.text.comparison import spelling_form
from digest.text.lang.language_words import LanguageWords

Phrase = tuple[str, ...]

_MIN_WORDS, _MAX_WORDS = 3, 14
_MIN_CONTENT, _MIN_CONTENT_SHARE = 2, 0.3
"""Words of content that a phrase must have, and their share of its words: the rest may be names."""
_MIN_LETTERS = 5
"""Letters of a word of content: shorter ones are pronouns, adverbs and common verbs."""

_MAX_REWORDED = 0.5
"""Share of the words of content of a phrase that may stand in one sentence: from there on it was put in other words."""

_MAX_TOKENS = 6_000
"""Words of a statement that are read: formulas of a speech of an hour are in its first quarter, too."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:\.[^\W\d_](?!\w))+|[^\W\d_]+(?:['’-][^\W_]+)*")
"""A number, an abbreviation of single letters ("U.S"), or a word."""


@dataclass(frozen=True)
class ReadStatement:
    """A statement with the words of its sentences in one form, and those that are written with a capital."""

    statement: Statement
    sentences: tuple[Phrase, ...]
    capitalised: Set[str]

    @cached_property
    def places(self) -> Mapping[Phrase, int]:
        """For each phrase the number of the first sentence that has it."""
        found: dict[Phrase, int] = {}
        for number, words in enumerate(self.sentences):
            for phrase in _phrases(words):
                found.setdefault(phrase, number)
        return found

    @cached_property
    def lines(self) -> str:
        """The words with a space before and behind each, a line for each sentence: a phrase is a part of it."""
        return "\n".join(f" {' '.join(words)} " for words in self.sentences)

    def has(self, phrase: Phrase) -> bool:
        """Whether a sentence has a phrase."""
        return f" {' '.join(phrase)} " in self.lines

    def sentence_of(self, phrase: Phrase) -> str:
        """The first sentence with a phrase, as it is written."""
        place = next(number for number, words in enumerate(self.sentences) if _start(phrase, words) >= 0)
        return self.statement.sentences[place].of(self.statement.text)

    def written(self, phrase: Phrase) -> str:
        """A phrase as the statement writes it."""
        sentence = self.sentence_of(phrase)
        found = list(_WORD.finditer(sentence))
        start = _start(phrase, [_form(word[0]) for word in found])
        return " ".join(sentence[found[start].start() : found[start + len(phrase) - 1].end()].split())


@dataclass(frozen=True, slots=True)
class Content:
    """Which words say something in a language: no function words, `names`, numbers, short words, and words of framing."""

    words: LanguageWords
    names: Set[str]

    def of(self, phrase: Sequence[str]) -> list[str]:
        """The words of content of a phrase."""
        idle = self.words.function_words | self.words.obligations | self.words.framing
        return [
            word
            for word in phrase
            if len(word) >= _MIN_LETTERS and word not in self.names and word not in idle and not _has_digit(word)
        ]

    def says_something(self, phrase: Phrase) -> bool:
        """Whether a phrase begins and ends well, has enough words of content, and is none of courtesy."""
        idle = self.words.function_words | self.words.open_words
        if any(word in idle or word[0].isdigit() for word in (phrase[0], phrase[-1])):
            return False
        least = max(_MIN_CONTENT, _MIN_CONTENT_SHARE * len(phrase))
        return self.words.courtesies.isdisjoint(phrase) and len(self.of(phrase)) >= least

    def is_said(self, phrase: Phrase, where: ReadStatement) -> bool:
        """Whether a sentence of a statement has most words of content of a phrase, in whatever order."""
        content = set(self.of(phrase))
        return any(len(content.intersection(sentence)) > _MAX_REWORDED * len(content) for sentence in where.sentences)


def read_statement(statement: Statement) -> ReadStatement:
    """Read the words of a statement, of a very long one the first 6,000."""
    sentences: list[Phrase] = []
    capitalised: set[str] = set()
    left = _MAX_TOKENS
    for span in statement.sentences:
        written = _WORD.findall(span.of(statement.text))[: max(left, 0)]
        left -= len(written)
        forms = tuple(map(_form, written))
        capitalised |= {form for form, word in zip(forms[1:], written[1:], strict=True) if word[0].isupper()}
        sentences.append(forms)
    return ReadStatement(statement, tuple(sentences), capitalised)


def names_of(read: Collection[ReadStatement]) -> set[str]:
    """The words that are written with a capital within a sentence of these statements, and those of their titles."""
    titled = {_form(word) for each in read for word in _WORD.findall(each.statement.title)}
    return titled.union(*(each.capitalised for each in read))


def _phrases(words: Phrase) -> Iterator[Phrase]:
    for size in range(_MIN_WORDS, _MAX_WORDS + 1):
        yield from (words[start : start + size] for start in range(len(words) - size + 1))


def _start(phrase: Phrase, words: Sequence[str]) -> int:
    """Where a phrase stands among words; -1 if it does not."""
    ends = range(len(words) - len(phrase) + 1)
    return next((start for start in ends if tuple(words[start : start + len(phrase)]) == phrase), -1)


def _form(word: str) -> str:
    return spelling_form(word).casefold()


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
