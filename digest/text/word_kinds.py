"""Says how much a change of words weighs: whether numbers, dates, names, negations or verbs of obligation differ. Pure.

Numbers, dates and the words of `text/lang` are compared as they stand, each as often as it occurs. A name is a capitalised word
within a sentence; scripts without capitals have none, and in German every noun is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import TypeAlias

from digest.text.comparison import spelling_form
from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import LanguageWords
from digest.text.month_names import base_language, month_number
from digest.text.word_diff import tokens_of


class WordKind(IntEnum):
    """What a changed word is. The higher, the more it weighs for a reader."""

    SPELLING = 0
    FUNCTION = 1
    WORD = 2
    NAME = 3
    OBLIGATION = 4
    NEGATION = 5
    DATE = 6
    NUMBER = 7


_LANGUAGES = {words.code: words for words in LANGUAGES}
_CONTRACTION = re.compile(r"n['’]t$")
_WORD_CHARACTER = re.compile(r"\w")
_MINUS_SIGNS = ("-", "−", "–")
_MAX_RESPELLED = 50  # changed words of a side that are compared with each other
_MIN_SPELLED = 6
"""Letters of a word that may have two spellings. In a shorter one another letter is mostly another word: "may", "must"."""


KindedWords: TypeAlias = Counter[tuple[str, WordKind]]


def differing_kinds(earlier: str, later: str, language: str) -> frozenset[WordKind]:
    """Return the kinds of words that stand in one of the two wordings only. Case and typography make no difference."""
    gone, come = differing_words(earlier, later, language)
    return frozenset(kind for _, kind in (*gone, *come))


def differing_words(earlier: str, later: str, language: str) -> tuple[KindedWords, KindedWords]:
    """Return the words that only the earlier wording has, and those that only the later one has, each with its kind."""
    old, new = kinds_of_words(earlier, language), kinds_of_words(later, language)
    gone, come = old - new, new - old
    respelled = _respelled(_plain_words(gone), _plain_words(come))
    return _with_spellings(gone, respelled), _with_spellings(come, respelled)


def _plain_words(words: KindedWords) -> list[str]:
    return sorted(word for word, kind in words if kind in (WordKind.WORD, WordKind.NAME))


def _with_spellings(words: KindedWords, respelled: frozenset[str]) -> KindedWords:
    return Counter({(word, WordKind.SPELLING if word in respelled else kind): count for (word, kind), count in words.items()})


def kinds_of_words(text: str, language: str) -> KindedWords:
    """Return the words of `text` in one form, each with its kind."""
    return Counter(_kinds(text, base_language(language) or "en"))


def language_words(language: str) -> LanguageWords:
    """Return the word lists of a language tag; those of English for a language without any."""
    return _LANGUAGES.get(base_language(language), _LANGUAGES["en"])


def _kinds(text: str, code: str) -> Iterator[tuple[str, WordKind]]:
    starts = True
    before = ("", "")  # the two tokens before this one
    for token in tokens_of(text):
        if _WORD_CHARACTER.search(token):
            sign = "-" if token[0].isdigit() and _is_minus(*before) else ""
            word = sign + spelling_form(token).casefold()
            yield word, _kind(token, word, code, starts=starts)
            starts = False
        elif not token.isspace():
            starts = token in ".!?:"
        before = before[1], token
    yield from _kinds_by_substring(text, code)


def _is_minus(before: str, token: str) -> bool:
    """Whether a dash between a space and a number is a sign: "-3.5", but not "10-15"."""
    return token in _MINUS_SIGNS and (not before or before.isspace() or before in "([")


def _kind(token: str, word: str, code: str, *, starts: bool) -> WordKind:
    negations, obligations, numbers, function_words = _lists(code)
    if any(character.isdigit() for character in word):
        return WordKind.NUMBER
    if word in negations or _CONTRACTION.search(word):
        return WordKind.NEGATION
    if word in obligations:
        return WordKind.OBLIGATION
    if word in numbers:
        return WordKind.NUMBER
    if word in function_words:
        return WordKind.FUNCTION
    if len(token) == 1 and token.isascii():
        return WordKind.FUNCTION  # an initial, or what is left of a word
    if token[0].isupper() and month_number(token, code):
        return WordKind.DATE
    return WordKind.NAME if token[0].isupper() and not starts else WordKind.WORD


@lru_cache(maxsize=64)
def _lists(code: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    words = _LANGUAGES.get(code, _LANGUAGES["en"])
    return words.negations, words.obligations, words.numerals, words.function_words | words.open_words


def _kinds_by_substring(text: str, code: str) -> Iterator[tuple[str, WordKind]]:
    """Yield the words of the lists that consist of several tokens, as all words of a script without spaces do."""
    if code not in ("zh", "ja", "ko"):
        return
    words = _LANGUAGES[code]
    for kind, listed in ((WordKind.NEGATION, words.negations), (WordKind.OBLIGATION, words.obligations)):
        for word in sorted(listed):
            if len(tokens_of(word)) > 1 or code == "ko":
                yield from [(word, kind)] * text.count(word)


def _respelled(gone: list[str], come: list[str]) -> frozenset[str]:
    """Return the words that are spelled otherwise on the other side: "protestors", "protesters"."""
    pairs = ((old, new) for old in gone[:_MAX_RESPELLED] for new in come[:_MAX_RESPELLED])
    return frozenset(word for pair in pairs if _is_respelling(*pair) for word in pair)


def _is_respelling(one: str, other: str) -> bool:
    """Whether the two differ in one letter within the word. Another ending is another form: "remains", "remained"."""
    if min(len(one), len(other)) < _MIN_SPELLED or one[:3] != other[:3] or one[-1] != other[-1]:
        return False
    head = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[head + 1 :] in (other[head + 1 :], other[head:]) or other[head + 1 :] == one[head:]
