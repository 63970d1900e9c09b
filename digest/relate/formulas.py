"""Finds standing formulas: phrases that an issuer used again and again about one subject, and that are missing or back. Pure.

Only what stands word for word in at least three earlier statements counts, and nothing that statements about other subjects
say, too, that is a name, or that says that somebody met or talked. It says what stands where, never what that means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from digest.records import PhraseStatus, PhraseUse, Span, Statement
from digest.text.comparison import spelling_form
from digest.text.lang.language_words import LanguageWords
from digest.text.word_kinds import language_words

MIN_USES = 3
"""Earlier statements that must hold a phrase."""

_STANDING = 2
"""Latest earlier statements that must hold a phrase which is missing now, or must lack one that is back."""

_MIN_WORDS, _MAX_WORDS = 3, 14
_MIN_CONTENT = 2
_MIN_LETTERS = 5
"""Letters of a word of content: shorter ones are pronouns, adverbs and common verbs."""

_MAX_REWORDED = 0.5
"""Share of the words of content of a missing phrase that may stand in one sentence: from there on it was put in other words."""

_MAX_REPORTS = 2
_MAX_TOKENS = 6_000
"""Words of a statement that are read: formulas of a speech of an hour are in its first quarter, too."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement with its words in one form, and for each phrase where it stands."""

    statement: Statement
    sentences: tuple[tuple[str, ...], ...]
    capitalised: Set[str]
    places: Mapping[tuple[str, ...], int]


def formula_uses(later: Statement, earlier: Sequence[Statement], others: Sequence[Statement] = ()) -> tuple[PhraseUse, ...]:
    """Return the standing formulas that `later` lacks or has again.

    `earlier` are statements about its subject, the latest first; `others` are of the same issuer about other subjects.
    """
    if len(earlier) < MIN_USES:
        return ()
    read, now = [_read(each) for each in earlier], _read(later)
    words = language_words(later.language)
    known = {phrase for each in others for phrase in _read(each).places}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(read):
        for phrase in each.places:
            holders[phrase].append(number)
    titled = {word for each in (later, *earlier) for word in _words(each.title)}
    names = set().union(*(each.capitalised for each in read)) | titled
    found = {
        phrase: numbers
        for phrase, numbers in holders.items()
        if len(numbers) >= MIN_USES and phrase not in known and _says_something(phrase, words, names)
    }
    missing = {p: n for p, n in found.items() if n[:_STANDING] == list(range(_STANDING)) and not _is_said(p, now, words, names)}
    back = {p: n for p, n in found.items() if n[0] >= _STANDING and p in now.places}
    reports = [
        *(_use(phrase, PhraseStatus.ABSENT, numbers, read, now) for phrase, numbers in _best(missing, read[0], words, names)),
        *(_use(phrase, PhraseStatus.BACK, numbers, read, now) for phrase, numbers in _best(back, now, words, names)),
    ]
    return tuple(reports)


def _read(statement: Statement) -> _Read:
    sentences: list[tuple[str, ...]] = []
    capitalised: set[str] = set()
    places: dict[tuple[str, ...], int] = {}
    left = _MAX_TOKENS
    for number, span in enumerate(statement.sentences):
        written = _WORD.findall(span.of(statement.text))[: max(left, 0)]
        left -= len(written)
        forms = tuple(spelling_form(word).casefold() for word in written)
        capitalised |= {form for form, word in zip(forms[1:], written[1:], strict=True) if word[0].isupper()}
        for phrase in _phrases(forms):
            places.setdefault(phrase, number)
        sentences.append(forms)
    return _Read(statement, tuple(sentences), capitalised, places)


def _phrases(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(_MIN_WORDS, _MAX_WORDS + 1):
        yield from (words[start : start + size] for start in range(len(words) - size + 1))


def _words(text: str) -> set[str]:
    return {spelling_form(word).casefold() for word in _WORD.findall(text)}


def _content(phrase: Sequence[str], words: LanguageWords, names: Set[str]) -> list[str]:
    """Return the words of a phrase that say something: no function words, names, titles and numbers."""
    return [
        word
        for word in phrase
        if len(word) >= _MIN_LETTERS
        and word not in names
        and word not in words.function_words | words.obligations
        and not any(character.isdigit() for character in word)
    ]


def _says_something(phrase: Sequence[str], words: LanguageWords, names: Set[str]) -> bool:
    idle = words.function_words | words.open_words
    ends_well = not any(word in idle or word[0].isdigit() for word in (phrase[0], phrase[-1]))
    content = _content(phrase, words, names)
    return ends_well and len(content) >= _MIN_CONTENT and words.courtesies.isdisjoint(phrase)


def _is_said(phrase: Sequence[str], now: _Read, words: LanguageWords, names: Set[str]) -> bool:
    """Whether a sentence of the statement has most words of content of a phrase."""
    content = set(_content(phrase, words, names))
    return any(len(content.intersection(sentence)) > _MAX_REWORDED * len(content) for sentence in now.sentences)


def _best(
    found: Mapping[tuple[str, ...], list[int]], where: _Read, words: LanguageWords, names: Set[str]
) -> list[tuple[tuple[str, ...], list[int]]]:
    """Return the phrases that say most and were used most often, one of each sentence."""
    ordered = sorted(
        found.items(), key=lambda each: (-len(each[1]) * len(_content(each[0], words, names)), -len(each[0]), each[0])
    )
    chosen: list[tuple[tuple[str, ...], list[int]]] = []
    taken: set[int] = set()
    for phrase, numbers in ordered:
        sentence = where.places[phrase]
        if sentence not in taken and len(chosen) < _MAX_REPORTS:
            taken.add(sentence)
            chosen.append((phrase, numbers))
    return chosen


def _use(phrase: tuple[str, ...], status: PhraseStatus, numbers: list[int], read: Sequence[_Read], now: _Read) -> PhraseUse:
    last = read[numbers[0]]
    statement = last.statement
    sentence = statement.sentences[last.places[phrase]]
    day = statement.day or (statement.published.date() if statement.published else None)
    after = now.statement.sentences[now.places[phrase]] if phrase in now.places else None
    return PhraseUse(
        _written(phrase, statement, sentence),
        status,
        after,
        before=" ".join(sentence.of(statement.text).split()),
        title=statement.title,
        link=statement.link,
        day=day,
        uses=len(numbers),
        looked_at=len(read),
    )


def _written(phrase: tuple[str, ...], statement: Statement, sentence: Span) -> str:
    """Return a phrase as its statement writes it."""
    written = list(_WORD.finditer(sentence.of(statement.text)))
    forms = [spelling_form(word[0]).casefold() for word in written]
    start = next(n for n in range(len(forms)) if tuple(forms[n : n + len(phrase)]) == phrase)
    text = sentence.of(statement.text)[written[start].start() : written[start + len(phrase) - 1].end()]
    return " ".join(text.split())
