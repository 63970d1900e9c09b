"""Compares two statements of one kind: which sentences were edited, are new or were dropped, the most important first. Pure.

`text/diff.py` finds the changed sentences, `text/word_kinds.py` says how much a change weighs. This module joins sentences that
were split or merged, sets aside what is routine, and orders the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from digest.records import Span, Statement
from digest.relate.routine import is_heading, is_routine, years_apart
from digest.relate.weight import change_weight
from digest.text.comparison import comparable_words
from digest.text.diff import changes

SERIES_SHARE = 0.6
"""Share of sentences that stayed or were edited from which two statements are of one series (`data/relate`: measured on notices
and rate decisions 0.86 to 0.94, on readouts 0.29)."""

_MIN_SHARE = 0.04
"""Share below which two texts have nothing to do with each other."""

_LEAD_SHARE = 0.3
"""How much another wording of the first sentence counts."""

_MIN_SPLIT = 0.7
"""Share of the words of a sentence that stand in the other wording of its neighbour, if the two were one sentence."""


class DifferenceKind(StrEnum):
    """How two statements are compared: sentence by sentence, by what is said otherwise, or not at all."""

    SERIES = "series"
    FORMULAS = "formulas"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that was edited; new, if `earlier` is empty; dropped, if `later` is.

    `span` is where `later` stands in its text. `weight` orders the changes of a text.
    """

    earlier: str
    later: str
    weight: float = 0.0
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class TextDifference:
    """What changed from one statement to a later one, the most important first.

    `routine` are edits that a reader need not know: dates that move with the calendar, and spelling. `same` counts the
    sentences that stayed.
    """

    kind: DifferenceKind
    changes: tuple[SentenceChange, ...] = ()
    routine: tuple[SentenceChange, ...] = ()
    same: int = 0

    @property
    def edited(self) -> tuple[SentenceChange, ...]:
        """The sentences with two wordings."""
        return tuple(change for change in self.changes if change.earlier and change.later)

    @property
    def new(self) -> tuple[SentenceChange, ...]:
        """The sentences that the earlier statement does not have."""
        return tuple(change for change in self.changes if not change.earlier)

    @property
    def dropped(self) -> tuple[SentenceChange, ...]:
        """The sentences that only the earlier statement has."""
        return tuple(change for change in self.changes if not change.later)


def difference(earlier: Statement, later: Statement) -> TextDifference:
    """Return what changed from `earlier` to `later`. Of two texts that share nothing (NONE) every sentence is a change."""
    found = _joined(_changes_in_order(earlier, later))
    kind, same = _kind(earlier, later, found)
    years = years_apart(earlier, later)
    language = later.language or earlier.language
    titles = f"{earlier.title} {later.title}"
    routine = [
        each
        for each in found
        if is_routine(each.earlier, each.later, language, years) or is_heading(each.earlier, each.later, titles)
    ]
    told = [each for each in found if each not in routine]
    return TextDifference(kind, _ordered(told, earlier, later, language, kind), tuple(routine), same)


def _changes_in_order(earlier: Statement, later: Statement) -> list[SentenceChange]:
    """Return the changed sentences in the order of the later text, each on one line."""
    return [
        SentenceChange(_line(change.before), _line(change.after.of(later.text)) if change.after else "", span=change.after)
        for change in changes(earlier, later)
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _kind(earlier: Statement, later: Statement, found: Sequence[SentenceChange]) -> tuple[DifferenceKind, int]:
    """Return how the two are compared, and how many sentences stayed."""
    changed_before = sum(bool(each.earlier) for each in found)
    changed_after = sum(bool(each.later) for each in found)
    edited = sum(bool(each.earlier and each.later) for each in found)
    total = len(earlier.sentences) + len(later.sentences)
    same = max(total - changed_before - changed_after, 0) // 2
    share = 2 * (same + edited) / total if total else 0.0
    if share >= SERIES_SHARE:
        return DifferenceKind.SERIES, same
    return (DifferenceKind.FORMULAS if share >= _MIN_SHARE else DifferenceKind.NONE), same


def _joined(found: list[SentenceChange]) -> list[SentenceChange]:
    """Return the changes, sentences that were split or merged as one edit: half of a sentence is neither new nor dropped."""
    row = list(found)
    place = 0
    while place + 1 < len(row):
        joined = _join(row[place], row[place + 1])
        if joined:
            row[place : place + 2] = [joined]
        else:
            place += 1
    return row


def _join(one: SentenceChange, next_one: SentenceChange) -> SentenceChange | None:
    """Return the two as one edit, if one of them is edited and the other holds words that its wording had or got."""
    edited, alone = (one, next_one) if one.earlier and one.later else (next_one, one)
    if not (edited.earlier and edited.later) or (alone.earlier and alone.later):
        return None
    lost = set(comparable_words(edited.earlier)) - set(comparable_words(edited.later))
    won = set(comparable_words(edited.later)) - set(comparable_words(edited.earlier))
    words = set(comparable_words(alone.later or alone.earlier))
    source = (lost if alone.later else won) & words
    whole = set(comparable_words(edited.earlier if alone.later else edited.later))
    if len(source) < 3 or len(words & whole) < _MIN_SPLIT * len(words):
        return None
    spans = [each.span for each in (one, next_one) if each.span]
    return SentenceChange(
        " ".join(filter(None, (one.earlier, next_one.earlier))),
        " ".join(filter(None, (one.later, next_one.later))),
        span=Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None,
    )


def _ordered(
    found: Sequence[SentenceChange], earlier: Statement, later: Statement, language: str, kind: DifferenceKind
) -> tuple[SentenceChange, ...]:
    """Return the changes with their weights, the heaviest first, equally heavy ones in their order."""
    firsts = _first_sentences(earlier, later) if kind is not DifferenceKind.SERIES else ()
    before, after = frozenset(comparable_words(earlier.text)), frozenset(comparable_words(later.text))
    weighed = [
        replace(each, weight=change_weight(each.earlier, each.later, before, after, language) * _place_share(each, firsts))
        for each in found
    ]
    return tuple(sorted(weighed, key=lambda each: -each.weight))


def _first_sentences(earlier: Statement, later: Statement) -> tuple[str, ...]:
    """Return the first sentence of both, if both have one."""
    if not (earlier.sentences and later.sentences):
        return ()
    return _line(earlier.sentences[0].of(earlier.text)), _line(later.sentences[0].of(later.text))


def _place_share(change: SentenceChange, firsts: Sequence[str]) -> float:
    """Return how much a change counts at its place: the first sentence of a readout only says who met whom, when."""
    is_first = bool(firsts) and change.earlier.startswith(firsts[0]) and change.later.startswith(firsts[1])
    return _LEAD_SHARE if is_first else 1.0
