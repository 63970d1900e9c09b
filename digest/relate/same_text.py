"""Decides whether two statements are one text, a corrected copy, or the same form with other facts. Pure.

How much two texts share only says whether they are compared; the kind of the changed words decides (`edit_kinds.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.records import RelationKind, StatementRelation
from digest.relate.changed_sentences import changed_sentences
from digest.relate.compared_text import ComparedText
from digest.relate.edit_kinds import DIFFERING, UNSEEN, ChangeKind, WordChange, title_changes, word_changes
from digest.text.visible import shortened

MIN_JACCARD = 0.5
"""Shared 5-word shingles from which two texts can be one. Below it, of the labelled pairs of `tests/quality/relate.py`, only
statements in other words and excerpts are told as one."""
MIN_EQUAL = 0.8
"""Share of the words of the longer text that stand in both, in the same order, from which it can be a corrected copy."""
MIN_REISSUED = 0.7
"""The same share for a text that is issued again with other figures. A form with other facts often has less."""
MIN_WORDS = 20
"""Shorter texts are a form ("No public events") on one day and another: they are one only on the same day, with one title."""
MIN_OWN_WORDS = 60
"""Words of a text that says for itself whom it is about, whatever its title names."""

_MAX_QUOTED = 60  # characters of a changed passage in a reason
MAX_CHANGED = 20
"""Changed sentences or words that are kept."""

_TOLD_AS_WORDS = frozenset({ChangeKind.SPELLING, ChangeKind.LIGHT})
"""Changes that say all without the sentence around them."""

_NOUNS = {
    ChangeKind.NUMBER: "a number differs",
    ChangeKind.DATE: "a date differs",
    ChangeKind.NAME: "a name or title differs",
    ChangeKind.NEGATION: "a negation or modal verb differs",
    ChangeKind.OPPOSITE: "a word was replaced by its opposite",
    ChangeKind.CONDITION: "a condition differs",
    ChangeKind.WORD: "a word differs",
}


def same_text(one: ComparedText, other: ComparedText) -> StatementRelation | None:
    """SAME, CORRECTED or REISSUED for two texts that share much; None if they only have one form, or are short."""
    changes, of_title = word_changes(one, other), title_changes(one, other)
    differing = [change for change in changes if change.kind in DIFFERING]
    if differing:
        return _reissued(one, other, differing, of_title)
    longer = max(len(one.words), len(other.words))
    if _equal_share(changes, longer) < MIN_EQUAL or not _titles_allow(one, other, changes, of_title):
        return None
    told = [change for change in changes if change.kind not in UNSEEN]
    if not told:
        return StatementRelation(RelationKind.SAME, "the same words" + (", in other typography" if changes else ""))
    reason = f"the same text but for {_passages(len(told))}: {_quoted(told[0])}"
    is_spelling = all(change.kind in _TOLD_AS_WORDS for change in told)
    return StatementRelation(RelationKind.CORRECTED, reason, _changed(told) if is_spelling else _sentences(one, other, told))


def _titles_allow(
    one: ComparedText, other: ComparedText, changes: Sequence[WordChange], of_title: Sequence[WordChange]
) -> bool:
    """Whether the titles do not say that two texts without a differing name, date or number are about two things."""
    differing = [change for change in of_title if change.kind in DIFFERING]
    length = min(len(one.words), len(other.words))
    if length < MIN_WORDS:
        return not differing and not changes and _same_day(one, other) and one.source == other.source
    replaced = [change for change in differing if change.before and change.after]
    if any(change.kind in (ChangeKind.NUMBER, ChangeKind.DATE) for change in replaced):
        return False
    if length < MIN_OWN_WORDS or any(change.kind is ChangeKind.WORDING for change in changes):
        return not differing
    return True


def _same_day(one: ComparedText, other: ComparedText) -> bool:
    return one.published is None or other.published is None or one.published.date() == other.published.date()


def _reissued(
    one: ComparedText, other: ComparedText, differing: Sequence[WordChange], of_title: Sequence[WordChange]
) -> StatementRelation | None:
    has_other_title = any(change.kind not in UNSEEN for change in of_title)
    longer = max(len(one.words), len(other.words))
    if has_other_title or _equal_share(differing, longer) < MIN_REISSUED:
        return None
    reason = f"issued again, but {_NOUNS[differing[0].kind]}: {_quoted(differing[0])}"
    more = f", and {_passages(len(differing) - 1)} more" if len(differing) > 1 else ""
    return StatementRelation(RelationKind.REISSUED, reason + more, _sentences(one, other, differing))


def _equal_share(changes: Sequence[WordChange], longer: int) -> float:
    return 1 - sum(change.size for change in changes) / longer if longer else 0.0


def _sentences(one: ComparedText, other: ComparedText, changes: Sequence[WordChange]) -> tuple[tuple[str, str], ...]:
    """The sentences that differ, what one text has more or less among them; the changed words if no sentence tells them."""
    return changed_sentences(one, other, changes)[:MAX_CHANGED] or _changed(changes)


def _changed(changes: Sequence[WordChange]) -> tuple[tuple[str, str], ...]:
    return tuple((change.before, change.after) for change in changes[:MAX_CHANGED])


def _passages(count: int) -> str:
    return "one passage" if count == 1 else f"{count} passages"


def _quoted(change: WordChange) -> str:
    before, after = (shortened(" ".join(text.split()), _MAX_QUOTED) for text in (change.before, change.after))
    if not before:
        return f'"{after}" is added'
    return f'"{before}" and "{after}"' if after else f'"{before}" is left out'
