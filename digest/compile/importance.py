"""Says how much of news a statement is, by its type, and by what its title and its key points say. Pure; knows no model.

The weights are rules: of the kinds of words that title and points hold (`text/news_kinds.py`), and of the type. A linear model
trained on the labels of 30 days chose no better leads, cross-validated over days: see tests/quality/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from digest.compile.keywords import keyword_rank
from digest.records import Entry, StatementType
from digest.text.news_kinds import news_kinds

_TITLE = {
    "hot_spots": 1.0,
    "sanctions": 1.0,
    "force": 1.0,
    "protest": 1.0,
    "agreement": 1.0,
    "decision": 1.5,
    "together": 1.0,
    "leaders": 1.0,
    "meetings": 1.0,
    "ministers": 0.3,
    "aid": 0.3,
    "juniors": -0.5,
    "briefings": -1.0,
    "dialogues": -0.5,
    "domestic": -1.0,
    "ceremony": -1.0,
    "personnel": -1.0,
    "clerical": -1.0,
}
"""What a kind of words in the title counts."""

_POINTS = {
    "force": 1.2,
    "hot_spots": 1.0,
    "aid": 0.7,
    "protest": 0.5,
    "sanctions": 0.5,
    "together": 0.5,
    "leaders": 0.5,
    "meetings": 0.3,
    "agreement": 0.3,
    "decision": 0.3,
    "juniors": -0.5,
    "domestic": -0.5,
    "courtesy": -1.0,
}
"""What a kind counts that all key points have; less if only some have it."""

_DEEDS = frozenset({"sanctions", "force", "protest", "agreement", "decision", "aid", "together"})

_TYPES = {
    StatementType.JOINT_STATEMENT: 1.0,
    StatementType.ORDER: 0.5,
    StatementType.FACT_SHEET: 0.3,
    StatementType.STATEMENT: 0.3,
    StatementType.READOUT: 0.2,
    StatementType.TRANSCRIPT: 0.2,
    StatementType.PRESS_RELEASE: -0.7,
    StatementType.GREETING: -1.0,
    StatementType.SCHEDULE: -2.0,
}
_TALK_OF_LEADERS = 0.5
"""What a readout counts in addition whose title names a head of state or government."""

_ROUTINE = -3.0
_ROUTINE_KINDS = frozenset({"ceremony", "personnel", "clerical"})
_NEVER_ROUTINE = frozenset({"sanctions", "force"})
_ROUTINE_TYPES = frozenset({StatementType.GREETING, StatementType.SCHEDULE})
_KEYWORD = {0: 1.5, 1: 0.75, 2: 0.0}
"""What a keyword of the recipient counts in the title, and in the lead or the speaker."""

_MAX_CACHED = 4_096


@dataclass(frozen=True, slots=True)
class Importance:
    """How much of news a statement is. `is_routine`: greetings, schedules, nominations and the like."""

    score: float
    is_routine: bool


def importance(entry: Entry, keywords: tuple[str, ...] = ()) -> Importance:
    """Return the importance of an entry for a recipient with `keywords`."""
    statement = entry.statement
    points = tuple(point.text for point in entry.summary.points)
    judged = _importance(statement.title, points, statement.type, statement.language)
    bonus = _KEYWORD[keyword_rank(keywords, statement)] if keywords else 0.0
    return Importance(judged.score + bonus, judged.is_routine)


def point_score(text: str, language: str) -> float:
    """Return how much of news a single key point is."""
    return sum(_POINTS.get(kind, 0.0) for kind in news_kinds(text, language))


def title_score(title: str, language: str) -> float:
    """Return how much of news a title is."""
    return sum(_TITLE.get(kind, 0.0) for kind in news_kinds(title, language))


def title_tells_deed(title: str, language: str) -> bool:
    """Return whether a title says what was done, not only who spoke with whom, or of what."""
    return bool(news_kinds(title, language) & _DEEDS)


@lru_cache(maxsize=_MAX_CACHED)
def _importance(title: str, points: tuple[str, ...], kind: StatementType, language: str) -> Importance:
    kinds = news_kinds(title, language)
    is_routine = _is_routine(kinds, kind)
    score = title_score(title, language) + _TYPES.get(kind, 0.0)
    score += sum(point_score(point, language) for point in points) / max(len(points), 1)
    score += _TALK_OF_LEADERS if kind is StatementType.READOUT and "leaders" in kinds else 0.0
    return Importance(score + (_ROUTINE if is_routine else 0.0), is_routine)


def _is_routine(kinds: frozenset[str], kind: StatementType) -> bool:
    return kind in _ROUTINE_TYPES or bool(kinds & _ROUTINE_KINDS and not kinds & _NEVER_ROUTINE)
