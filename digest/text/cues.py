"""Finds the cue words of a sentence: what tells that it decides, thanks, or leans on the sentence before it. Pure."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from digest.text.lang import LANGUAGES, words_of
from digest.text.lang.language_words import CueWords
from digest.text.unicode import WORD_MARKS, is_unspaced

CUE_NAMES = tuple(field.name for field in fields(CueWords))
"""The names of the cues, in a fixed order."""

_OPENING = frozenset({"pronouns", "demonstratives", "connectives"})
_NONE = CueWords()
_CUES = {language.code: language.cues for language in LANGUAGES if language.cues != _NONE}
_GREETINGS = {language.code: language.greetings for language in LANGUAGES if language.greetings}
_TELEPHONE = re.compile(r"(?<![\d.,])0\d[\d ()/-]{5,12}\d(?![\d.,]\d)")
_EDGE_WORDS, _EDGE_CHARACTERS = 8, 30  # of a sentence, in which it greets; characters in scripts without spaces
_MORE = f"[\\w{WORD_MARKS}]*"
_WORD_START = f"(?<![\\w{WORD_MARKS}])"
_WORD_END = f"(?![\\w{WORD_MARKS}])"
_UP_TO_FOUR_WORDS = r"(?:\S+ ){0,4}?"


def has_cues(language: str) -> bool:
    """Whether the cue words of a language are known, by its tag: "pt-BR"."""
    return _code(language) in _CUES


def cues_of(sentence: str, language: str) -> frozenset[str]:
    """The names of the cues that a sentence has in its language; empty if the cue words of the language are not known."""
    code = _code(language)
    if code not in _CUES:
        return frozenset()
    text = sentence.lower().replace("’", "'")
    return frozenset(name for name, pattern in _patterns(code) if pattern.search(text))


def greets(sentence: str, language: str) -> bool:
    """Whether a sentence begins or ends with words by which a speaker greets, thanks or wishes, in its language."""
    code = _code(language)
    if code not in _GREETINGS:
        return False
    return any(_greeting(code).search(edge) for edge in _edges(sentence.lower().replace("’", "'")))


def names_contact(sentence: str, language: str) -> bool:
    """Whether a sentence tells a number to call, with a label of contacts in its language."""
    labels = words_of(_code(language)).contact_labels
    text = sentence.lower()
    return any(label in text for label in labels) and _TELEPHONE.search(text) is not None


def _edges(text: str) -> tuple[str, str]:
    """The first and the last words of a text."""
    if any(map(is_unspaced, text)):
        return text[:_EDGE_CHARACTERS], text[-_EDGE_CHARACTERS:]
    words = text.split()
    return " ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])


@cache
def _greeting(code: str) -> re.Pattern[str]:
    return _pattern(_GREETINGS[code], opening=False)


def _code(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = _CUES[code]
    return tuple((name, _pattern(getattr(words, name), opening=name in _OPENING)) for name in CUE_NAMES if getattr(words, name))


def _pattern(phrases: tuple[str, ...], *, opening: bool) -> re.Pattern[str]:
    return re.compile((r"^[\W_]*" if opening else "") + f"(?:{'|'.join(map(_expression, phrases))})")


def _expression(phrase: str) -> str:
    if any(map(is_unspaced, phrase)):
        return re.escape(phrase.strip("*"))
    begin = "" if phrase.startswith("*") else _WORD_START
    words = [_MORE.join(map(re.escape, word.split("*"))) if word != "*" else "*" for word in phrase.removeprefix("*").split()]
    expression = "".join(_UP_TO_FOUR_WORDS if word == "*" else f"{word} " for word in words).removesuffix(" ")
    return begin + expression + ("" if phrase.endswith("*") else _WORD_END)
