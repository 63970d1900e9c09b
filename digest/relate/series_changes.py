"""Says what is new in the words of a statement beside the earlier ones of its series. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest.records import Change, SeriesChange, Statement, WatchedPhrase, Wording
from digest.relate.difference import DifferenceKind, difference
from digest.relate.formulas import formula_uses
from digest.relate.phrase_uses import watched_uses

COMPARED = 3
"""Earlier statements that a statement is compared with, the latest first: one of another kind may lie between."""

_MIN_SENTENCES = 3
"""Sentences of a statement of a series. Shorter ones are a form with one fact in it."""


def wording(
    later: Statement,
    earlier: Sequence[Statement],
    others: Sequence[Statement] = (),
    watched: Sequence[WatchedPhrase] = (),
) -> Wording | None:
    """Return what is new in the words of `later`; None if nothing is.

    `earlier` are those of its series, the latest first; `others` are of the same source, of other series. Where most sentences
    are those of the previous statement, their changes tell all; elsewhere only standing formulas can be followed.
    """
    since = since_previous(later, earlier)
    formulas = () if since else formula_uses(later, earlier, others)
    found = Wording(since, (*watched_uses(later, earlier, watched), *formulas))
    return found if found.since or found.phrases else None


def since_previous(later: Statement, earlier: Sequence[Statement]) -> SeriesChange | None:
    """Return what changed since the latest earlier statement with mostly the same sentences; None if there is none."""
    if len(later.sentences) < _MIN_SENTENCES:
        return None
    for previous in earlier[:COMPARED]:
        found = difference(previous, later)
        if found.kind is DifferenceKind.SERIES and len(previous.sentences) >= _MIN_SENTENCES:
            changes = tuple(Change(each.span, each.earlier) for each in found.changes)
            return SeriesChange(previous.title, previous.link, day_of(previous), changes) if changes else None
    return None


def day_of(statement: Statement) -> date | None:
    """Return the day on which a statement was published, if it is known."""
    return statement.day or (statement.published.date() if statement.published else None)
