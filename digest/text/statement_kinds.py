"""Recognises the type of a statement by the words of its title and its link, and phrases in texts; not for English. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from urllib.parse import unquote, urlsplit

from digest.records import StatementType
from digest.text.lang import words_of
from digest.text.lang.language_words import StatementWords
from digest.text.lang.site_sections import SITE_SECTIONS
from digest.text.month_names import base_language
from digest.text.unicode import is_unspaced
from digest.text.walls import wall_words

_TYPES = tuple(StatementType(name) for name in StatementWords.__dataclass_fields__ if name in set(StatementType))
_NONE = StatementWords()
# "Minister Berg: Rede vor dem Parlament"; in scripts without spaces a hyphen separates, too
_PART = re.compile("\\s*[|｜:：–—]\\s*|\\s-\\s|(?<=[\u0e00-\u0eff\u3040-\u9fff])-(?=[\u0e00-\u0eff\u3040-\u9fff])")
_AT_WORD = r"(?<!\w)"
_MAX_PARTS = 4
_MAX_SECTION_WORDS = 3


def statement_words(language: str) -> StatementWords:
    """Return the words of a language by its tag: "pt-BR". They are empty for English and for unknown languages."""
    return words_of(base_language(language)).statements


def type_in_title(title: str, language: str) -> StatementType | None:
    """Return the type that a title names in words of its language: as a whole, else in one of its parts."""
    words = statement_words(language)
    if words == _NONE or not title:
        return None
    found = (_type_of(part, words) for part in (title, *_PART.split(title, _MAX_PARTS)))
    return next((kind for kind in found if kind), None)


def type_in_link(link: str) -> StatementType | None:
    """Return the type of the last section of a site that the path of `link` names."""
    found = None
    for word in _path_words(link):
        found = next((kind for kind, sections in SITE_SECTIONS.items() if word in sections), found)
    return found


def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether `text` holds one of `phrases`, wherever it stands."""
    if not phrases:
        return False
    prepared = _prepared(text)
    # Most texts hold none of the words, and to look for them is far cheaper than the expression.
    if not any(words in prepared for words in _words_of(phrases)):
        return False
    pattern = _anywhere(phrases)
    return pattern is not None and pattern.search(prepared) is not None


def counted(text: str, phrases: tuple[str, ...]) -> int:
    """Return how often `text` holds one of `phrases`."""
    pattern = _anywhere(phrases)
    return 0 if pattern is None else sum(1 for _ in pattern.finditer(_prepared(text)))


def is_phrase(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether `text` is one of `phrases`; where these have a *, it may have more before it, or the rest of a word behind it."""
    pattern = _whole(phrases)
    return pattern is not None and pattern.fullmatch(_prepared(text)) is not None


def _type_of(title: str, words: StatementWords) -> StatementType | None:
    """Return the type whose phrase begins a title, the longest one of them, else the first type with a phrase in it.

    In scripts without spaces the longest phrase decides, wherever it stands: 会見概要 is more than 概要.
    """
    prepared = _prepared(title)
    if _starts(prepared, words.others):
        return None
    patterns = ((kind, _in_titles(getattr(words, kind))) for kind in _TYPES)
    found = [(kind, match) for kind, pattern in patterns if pattern and (match := _longest(pattern, prepared))]
    leading = [(kind, match) for kind, match in found if match.start() == 0 or is_unspaced(match[0][-1])]
    return max(leading or found[:1], key=lambda one: len(one[1][0]), default=(None, None))[0]


def _longest(patterns: tuple[re.Pattern[str], ...], prepared: str) -> re.Match[str] | None:
    """Return the longest match of several patterns, one at the start before all others."""
    found = [match for pattern in patterns if (match := pattern.search(prepared))]
    return max(found, key=lambda match: (match.start() == 0, len(match[0])), default=None)


def _starts(prepared: str, phrases: tuple[str, ...]) -> bool:
    return any(pattern.match(prepared) for pattern in _in_titles(phrases))


def _path_words(link: str) -> Iterator[str]:
    """Yield the words of the sections in the path of a link. A longer name, and the last one if it has words, are of a page."""
    try:
        path = unquote(urlsplit(link).path)
    except ValueError:
        return
    plain = unicodedata.normalize("NFKD", path.casefold())
    *sections, page = "".join(letter for letter in plain if not unicodedata.combining(letter)).strip("/").split("/")
    for name in sections:
        words = re.split(r"[_.\s-]+", name)
        yield from words if len(words) <= _MAX_SECTION_WORDS else ()
    yield page.partition(".")[0]


@lru_cache(maxsize=64)
def _prepared(text: str) -> str:
    """Return the words of a text in the form of the phrases. The same text is asked for many kinds of phrases in a row."""
    return " ".join(wall_words(text))


@cache
def _words_of(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of every phrase as they stand in a prepared text that holds it."""
    return tuple(" ".join(wall_words(phrase)) for phrase in phrases)


@cache
def _in_titles(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_expression(phrase, "^")) for phrase in phrases)


@cache
def _anywhere(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the expression of all phrases: whether a word begins is asked once for many, which takes a fifth of the time."""
    runs = groupby((_expression(phrase, _AT_WORD) for phrase in phrases), key=lambda each: each.startswith(_AT_WORD))
    joined = ("|".join(run) if not at_word else _any_at_word(run) for at_word, run in runs)
    return re.compile("|".join(joined)) if phrases else None


def _any_at_word(expressions: Iterable[str]) -> str:
    return f"{_AT_WORD}(?:{'|'.join(each.removeprefix(_AT_WORD) for each in expressions)})"


@cache
def _whole(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(_whole_expression, phrases))) if phrases else None


def _whole_expression(phrase: str) -> str:
    before, behind = r"\w*" if phrase.startswith("*") else "", r"\w*" if phrase.endswith("*") else ""
    return before + re.escape(" ".join(wall_words(phrase))) + behind


def _expression(phrase: str, start: str) -> str:
    """Return the expression of a phrase for prepared text; `start` is where it begins if no * does."""
    words = " ".join(wall_words(phrase))
    unspaced = bool(words) and is_unspaced(words[-1])
    begin = "" if phrase.startswith("*") or (unspaced and start != "^") else start
    if phrase.endswith("*") or (unspaced and (begin or start != "^")):
        return begin + re.escape(words)
    return begin + re.escape(words) + ("$" if unspaced else r"(?!\w)")
