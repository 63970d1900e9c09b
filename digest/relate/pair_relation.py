"""Decides how two statements are related by their words, titles and dates. Pure.

`relation_of` is the one decision. It is symmetric in what it finds; what stands first in a reason is the first statement.
"""

from __future__ import annotations

from datetime import timedelta

from digest.records import RelationKind, StatementRelation
from digest.relate.compared_text import ComparedText, Word
from digest.relate.edit_kinds import UNSEEN, ChangeKind, WordChange, word_changes
from digest.relate.same_text import MAX_CHANGED, MIN_JACCARD, same_text
from digest.relate.shingles import containment, jaccard
from digest.text.lang.en import STEM_STOP_WORDS
from digest.text.lang.en_changes import FORM_WORDS, JOINT_PHRASES, SPOKEN_FORMS
from digest.text.series_key import series_key

WINDOW = timedelta(days=14)
"""Statements that are further apart in time are not related."""
MIN_CONTAINED = 0.6
"""Share of the 5-word shingles of a text from which it stands within a longer one."""
MIN_LONGER = 2.0
"""How many times as long a text must be that another one stands in. Two of a length have one form."""
MIN_FACTS_CONTAINED = 0.7
"""Share of the names and numbers of a text that a longer one must have as well."""
MIN_COMPANION = 0.45
"""Share of the shingles of the shorter of an order and the letter about it that the longer one has as well."""
MIN_COMPANION_TITLE = 0.7
"""Share of the words of the shorter title, without what says the form, that both titles have."""
MAX_COMPANION_DAYS = timedelta(days=1)
MIN_JOINT = 0.75
"""Share of the shingles of the shorter of two copies of a joint statement that the other has as well."""

MIN_OMITTED = 5
"""Words of a passage that one copy may leave out, whatever it says."""
MIN_PARTIES = 2
"""Parties that two copies of a joint statement must both name."""

_UNTOUCHED = UNSEEN | {ChangeKind.SPELLING, ChangeKind.LIGHT}
_REWORDED = _UNTOUCHED | {ChangeKind.WORDING}


def relation_of(one: ComparedText, other: ComparedText) -> StatementRelation | None:
    """How two statements are related; None if they are not, as far as their words tell."""
    if _apart(one, other) > WINDOW or not one.shingles or not other.shingles:
        return None
    shared = containment(one.shingles, other.shingles)
    if shared >= MIN_JOINT and (joint := _joint(one, other)) is not None:
        return joint
    same = same_text(one, other) if jaccard(one.shingles, other.shingles) >= MIN_JACCARD else None
    if same is not None:
        return same
    if shared >= MIN_COMPANION and _is_companion(one, other):
        return StatementRelation(RelationKind.COMPANION, "two documents on one act: their titles say the same, in another form")
    if shared >= MIN_CONTAINED and (contained := _contained(one, other, shared)) is not None:
        return contained
    return None


def _apart(one: ComparedText, other: ComparedText) -> timedelta:
    """The time between two statements; none if it is not known."""
    return abs(one.published - other.published) if one.published and other.published else timedelta()


def _contained(one: ComparedText, other: ComparedText, shared: float) -> StatementRelation | None:
    short, long = sorted((one, other), key=lambda text: len(text.shingles))
    if len(long.shingles) < MIN_LONGER * len(short.shingles) or _is_of_one_series(one, other):
        return None
    facts, found = _facts(short.words), {word.form for word in long.words}
    if facts and len(facts & found) < MIN_FACTS_CONTAINED * len(facts):
        return None
    return StatementRelation(RelationKind.CONTAINED, f'{shared:.0%} of "{short.title or short.id}" stand in the longer text')


def _is_of_one_series(one: ComparedText, other: ComparedText) -> bool:
    """Whether two titles differ in a date or number only: the schedules of two days share their form."""
    return one.title != other.title and bool(key := series_key(one.title)) and key == series_key(other.title)


def _facts(words: tuple[Word, ...]) -> set[str]:
    """The forms of the numbers and of the words with a capital."""
    return {word.form for word in words if not word.written.islower() and not word.starts and word.form not in STEM_STOP_WORDS}


def _is_companion(one: ComparedText, other: ComparedText) -> bool:
    forms = [{word.form for word in text.title_words} for text in (one, other)]
    cores = [words - FORM_WORDS - STEM_STOP_WORDS for words in forms]
    smaller = min(map(len, cores))
    if _apart(one, other) > MAX_COMPANION_DAYS or smaller < 2 or (forms[0] | forms[1]) & SPOKEN_FORMS:
        return False
    if forms[0] & FORM_WORDS == forms[1] & FORM_WORDS:
        return False
    return len(cores[0] & cores[1]) >= MIN_COMPANION_TITLE * smaller


def _joint(one: ComparedText, other: ComparedText) -> StatementRelation | None:
    """JOINT for a joint statement that two sources publish, where neither replaces words of the other.

    If they name the same parties, other wording of a passage is none that keeps them apart: each office translates for itself.
    """
    shares_parties = len(_parties(one) & _parties(other)) >= MIN_PARTIES
    if not one.source or not other.source or one.source == other.source:
        return None
    if not shares_parties and not (_says_joint(one) and _says_joint(other)):
        return None
    changes = word_changes(one, other)
    allowed = _REWORDED if shares_parties else _UNTOUCHED
    if any(change.kind not in allowed and not _is_omitted(change) for change in changes):
        return None
    told = [change for change in changes if change.kind not in UNSEEN][:MAX_CHANGED]
    changed = tuple((change.before, change.after) for change in told)
    return StatementRelation(RelationKind.JOINT, "one joint statement, as two of its issuers publish it", changed)


def _is_omitted(change: WordChange) -> bool:
    """Whether one copy leaves a whole passage out; one word alone may be the "not" of a sentence."""
    return not (change.before and change.after) and change.size >= MIN_OMITTED


def _parties(text: ComparedText) -> set[str]:
    return {party.casefold() for party in text.parties}


def _says_joint(text: ComparedText) -> bool:
    title = " ".join(word.form for word in text.title_words)
    return any(phrase in title for phrase in JOINT_PHRASES)
