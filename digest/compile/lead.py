"""Chooses the lead of an edition: the few statements that stand out, none of one story twice. Pure.

A line of the lead is a key point of its statement, word for word, or the title as the publisher wrote it: nothing is written
here. The title leads where no point is short enough, and where it says what was done and none of the points does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from digest.compile.importance import Importance, importance, point_score, title_score, title_tells_deed
from digest.compile.selection_notes import is_cut
from digest.records import Entry, KeyPoint
from digest.text.back_references import refers_back
from digest.text.lang import LANGUAGES
from digest.text.news_kinds import leans, news_kinds, speaks_of_self
from digest.text.title import shown_title
from digest.text.unicode import word_count

MAX_LEAD = 5
MAX_LEAD_WORDS = 30
"""Words of a line: what a reader takes in at a glance."""

_MIN_SCORE = 1.0
"""Importance from which on a statement stands out."""

_MIN_SCORE_OF_MORE = 2.0
_SURE = 3
"""Lines that need `_MIN_SCORE` only; every further one needs `_MIN_SCORE_OF_MORE`."""

_SAME_STORY = 0.6
"""Share of the telling words of the shorter title that two titles of one story have in common."""

_FIRST = 0.5
"""What the first point of a statement counts in addition."""

_TELLS_NEWS = 1.0
"""Score of a point from which on it leads even if the title says what was done."""

_MORE_THAN_COURTESY = 0.5
"""Score from which on a point that wishes well or mourns tells news, too: "condemned the attack, and conveyed condolences"."""

_MIN_TITLE_WORDS = 3
_MAX_IN_TITLES = 3
_WORD = re.compile(r"\w{3,}")
_QUOTATION = re.compile('[“”„«»"]')


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """An entry with its importance."""

    entry: Entry
    importance: Importance


def ranked(entries: Iterable[Entry], keywords: tuple[str, ...] = ()) -> tuple[RankedEntry, ...]:
    """Return the entries, the most important first; those of equal importance in their order."""
    judged = [RankedEntry(entry, importance(entry, keywords)) for entry in entries]
    return tuple(sorted(judged, key=lambda each: -each.importance.score))


def lead_entries(entries: Sequence[RankedEntry]) -> tuple[RankedEntry, ...]:
    """Return the entries that stand out, of those in order of importance: at most five, one of each story, no routine."""
    chosen: list[RankedEntry] = []
    telling = _telling_words([each.entry.statement.title for each in entries])
    taken: list[frozenset[str]] = []
    for each, words in zip(entries, telling, strict=True):
        if len(chosen) == MAX_LEAD or each.importance.score < (_MIN_SCORE if len(chosen) < _SURE else _MIN_SCORE_OF_MORE):
            break
        if not each.importance.is_routine and not any(_is_same_story(words, other) for other in taken):
            chosen.append(each)
            taken.append(words)
    return tuple(chosen)


@dataclass(frozen=True, slots=True)
class LeadLine:
    """The line of an entry in the lead: a key point of it, or its title. `speaker`: who means himself in the point."""

    text: str
    point: KeyPoint | None = None
    speaker: str = ""


def lead_line(entry: Entry) -> LeadLine | None:
    """Return the line that tells the news of an entry alone; None if no point is short enough and the title says nothing."""
    point = _best_point(entry)
    title = shown_title(entry.statement.title, entry.statement.text)
    if _title_tells(entry) and (point is None or _title_tells_more(point, entry)):
        return LeadLine(title)
    return LeadLine(point.text, point, _speaker(point, entry)) if point else None


def _best_point(entry: Entry) -> KeyPoint | None:
    """Return the key point that tells the news of an entry alone, in at most 30 words of the statement; None if none does."""
    language = entry.statement.language
    able = (point for point in entry.summary.points if _can_lead(point, entry))
    return max(able, key=lambda point: (not _is_courtesy(point, language), _lead_score(point, entry)), default=None)


def _title_tells(entry: Entry) -> bool:
    """Return whether a title, alone, says what the statement is about, as "Statement by the Spokesperson" does not."""
    title, language = entry.statement.title, entry.statement.language
    return word_count(title) >= _MIN_TITLE_WORDS and bool(_telling_words([title])[0]) and title_score(title, language) >= 0


def _title_tells_more(point: KeyPoint, entry: Entry) -> bool:
    """Return whether a title says what was done, or its point is a mere courtesy, while that point tells little news."""
    language = entry.statement.language
    if title_tells_deed(entry.statement.title, language):
        return point_score(point.text, language) < _TELLS_NEWS
    return _is_courtesy(point, language)


def _is_courtesy(point: KeyPoint, language: str) -> bool:
    """Return whether a point wishes well or mourns, and tells no news beside."""
    return point_score(point.text, language) < _MORE_THAN_COURTESY and "courtesy" in news_kinds(point.text, language)


def _speaker(point: KeyPoint, entry: Entry) -> str:
    """Return who says a point; who speaks the whole statement is told only where "I" needs a name."""
    statement = entry.statement
    needs_name = not point.speaker and not _QUOTATION.search(point.text) and speaks_of_self(point.text, statement.language)
    return statement.speaker if needs_name else point.speaker


def _can_lead(point: KeyPoint, entry: Entry) -> bool:
    """Return whether a point is of the publisher's words, short, and understood without the sentences before it."""
    statement = entry.statement
    is_said = not point.replaced and (point.verbatim or is_cut(statement.text, point))
    is_short = word_count(point.text) <= MAX_LEAD_WORDS
    return (
        is_said and is_short and not leans(point.text, statement.language) and not _refers_back(point.text, statement.language)
    )


def _refers_back(text: str, language: str) -> bool:
    """Return whether an English point says "these persons" or "the above" of what only the sentences before it name."""
    return language.partition("-")[0].lower() in ("", "und", "en") and refers_back(text)


def _lead_score(point: KeyPoint, entry: Entry) -> float:
    return point_score(point.text, entry.statement.language) + (_FIRST if point == entry.summary.points[0] else 0.0)


def _telling_words(titles: Sequence[str]) -> list[frozenset[str]]:
    """Return the words of each title that tell its story: not those of many titles, nor those of every language."""
    words = [frozenset(_WORD.findall(title.casefold())) - _common_words() for title in titles]
    numbers = Counter(word for each in words for word in each)
    return [frozenset(word for word in each if numbers[word] <= _MAX_IN_TITLES) for each in words]


def _is_same_story(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_STORY * min(len(one), len(other)) > 0


@cache
def _common_words() -> frozenset[str]:
    return frozenset().union(*(language.function_words | language.news.formal for language in LANGUAGES))
