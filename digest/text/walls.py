"""Recognises sentences that a page says to its visitor in place of a document: "Page not found", "We use cookies". Pure.

Knows phrases only (`text/lang`). Whether a document with such sentences is a statement is decided by `clean/page_check.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple

from digest.text.lang import LANGUAGES
from digest.text.unicode import WORD_MARKS


class Wall(StrEnum):
    """What stands in place of a document. The values are the fields of `WallPhrases`."""

    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    CONSENT = "consent"
    LOGIN = "login"
    UNAVAILABLE = "unavailable"
    LOADING = "loading"


MAX_SENTENCE = 500
"""Characters of a sentence that are looked at. The sentences of walls are short."""

_MAX_GAP = 4  # words that * stands for
_APOSTROPHES = "’‘ʼ`´"
_WORD = re.compile(rf"[\w'{WORD_MARKS}]+")
# Capitals of Greek have no accents, and those of Turkish dots where small letters have none.
_PLAIN_LETTERS = str.maketrans("άέήίόύώϊϋΐΰı", "αεηιουωιυιυi", "\u0307")
_LETTER_TO_CHANGE = re.compile(f"[{''.join(map(chr, _PLAIN_LETTERS))}]")
# Scripts in which words are not separated, or carry particles: a phrase may begin and end inside a word.
_UNSPACED = re.compile("[\u0590-\u06ff\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class _Phrase(NamedTuple):
    """A phrase of one kind of wall, of which `number` other phrases go before.

    `parts` are runs of `words`; between two of them stand up to `_MAX_GAP` others.
    """

    number: int
    wall: Wall
    parts: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    is_whole: bool


def wall_of(sentence: str) -> Wall | None:
    """The kind of wall that `sentence`, a sentence or line, belongs to; None if it is no sentence of a wall."""
    words = wall_words(sentence)
    numberless = [word for word in words if word.isalpha() or not _has_digit(word)]
    whole = _whole_phrases().get(tuple(words)) or _whole_phrases().get(tuple(numberless))
    return whole or _wall_within(words) or _unspaced_wall(words)


def wall_words(text: str) -> list[str]:
    """The words of `text` in the form of the phrases: lower case, without punctuation and accents that capitals lack."""
    text = text[:MAX_SENTENCE]
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    folded = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return _WORD.findall(folded.translate(_PLAIN_LETTERS) if _LETTER_TO_CHANGE.search(folded) else folded)


def _wall_within(words: Sequence[str]) -> Wall | None:
    """The wall of the phrase of a part of a sentence whose first word stands first among `words`."""
    present = set(words)
    phrases = _by_longest_word()
    near = [phrase for word in present & phrases.keys() for phrase in phrases[word] if phrase.words <= present]
    found = [phrase for phrase in near if _is_in(phrase, words)]
    first = min(found, key=lambda phrase: (words.index(phrase.parts[0][0]), phrase.number), default=None)
    return first.wall if first else None


def _is_in(phrase: _Phrase, words: Sequence[str]) -> bool:
    """Whether `words` hold the phrase."""
    first = phrase.parts[0]
    return any(_follows(words, place + len(first), phrase.parts[1:]) for place in _places(words, first, 0, len(words)))


def _follows(words: Sequence[str], place: int, parts: Sequence[tuple[str, ...]]) -> bool:
    """Whether `parts` follow at `place`, each behind a gap."""
    if not parts:
        return True
    ends = (found + len(parts[0]) for found in _places(words, parts[0], place, place + _MAX_GAP + 1))
    return any(_follows(words, end, parts[1:]) for end in ends)


def _places(words: Sequence[str], part: tuple[str, ...], start: int, stop: int) -> Iterator[int]:
    """The places from `start` to before `stop` at which `words` hold `part`."""
    for place in range(start, min(stop, len(words))):
        if words[place] == part[0] and tuple(words[place : place + len(part)]) == part:
            yield place


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _unspaced_wall(words: Sequence[str]) -> Wall | None:
    """The wall of a phrase in a script without spaces, anywhere in the sentence."""
    line = " ".join(words)
    if not _UNSPACED.search(line):
        return None
    without_numbers = " ".join(word for word in words if not _has_digit(word))
    for wall, text, is_whole in _unspaced_phrases():
        if text in (line, without_numbers) if is_whole else text in line:
            return wall
    return None


def _phrase_list() -> Iterator[_Phrase]:
    kinds = ((wall, getattr(language.walls, wall)) for language in LANGUAGES for wall in Wall)
    for number, (wall, text) in enumerate((wall, text) for wall, texts in kinds for text in texts):
        parts = tuple(tuple(wall_words(part)) for part in text.removeprefix("=").split("*"))
        yield _Phrase(number, wall, parts, frozenset(chain(*parts)), text.startswith("="))


@cache
def _by_longest_word() -> dict[str, list[_Phrase]]:
    """The phrases by the longest of their words, which few sentences have."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in _phrase_list():
        if not phrase.is_whole:
            found[max(phrase.words, key=len)].append(phrase)
    return dict(found)


@cache
def _whole_phrases() -> dict[tuple[str, ...], Wall]:
    """The walls of the phrases that are a whole sentence, but for numbers."""
    return {phrase.parts[0]: phrase.wall for phrase in reversed(tuple(_phrase_list())) if phrase.is_whole}


@cache
def _unspaced_phrases() -> tuple[tuple[Wall, str, bool], ...]:
    texts = ((phrase, " ".join(phrase.parts[0])) for phrase in _phrase_list() if len(phrase.parts) == 1)
    return tuple((phrase.wall, text, phrase.is_whole) for phrase, text in texts if _UNSPACED.search(text))
