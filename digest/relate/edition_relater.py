"""Relates the statements of an edition: which are on one event, and which earlier statement each follows. Pure.

A wrong group or a wrong "previously" misleads, so both ask for two signs (`subject.py`), and for more likeness than bulk input
(`events.py`). All pairs of a group must be alike (complete link).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

import numpy as np

from digest.records import EditionRelations, RelationKind, Statement, StatementRelation, StatementType
from digest.relate.bulk_relations import RelatedPair
from digest.relate.events import MAX_TEXTS, Matrix, complete_link, similarities
from digest.relate.shingles import containment
from digest.relate.subject import Subject, SubjectWeights, content_stems, have_one_subject, subject_of
from digest.text.series_key import series_key

MIN_EVENT = 0.26
"""Mean similarity of words and of names and numbers from which two statements of two sources can be on one event."""
MIN_EVENT_SUBJECT = 0.7
MIN_EVENT_READOUT = 0.95
"""Share of what each title is about that the other statement must hold; if one of them is a readout, all who met."""
MAX_EVENT_APART = timedelta(days=2)
MAX_SHARED = 0.3
"""Share of the 5-word runs of the shorter text from which two texts are of one form, not on one event in other words."""

MIN_PREVIOUS = 0.38
"""The same similarity for a statement and an earlier one of the same source that it follows."""
MIN_PREVIOUS_SUBJECT = 0.7
MIN_PREVIOUS_READOUT = 0.8
MIN_PREVIOUS_APART = timedelta(hours=18)
MAX_PREVIOUS_APART = timedelta(days=45)
MIN_TITLE = 0.4
"""Share of the words of a title, by weight, that the title of an earlier statement must have to be compared."""
MAX_EARLIER = 3
"""Earlier statements that a statement is compared with."""
MAX_STATEMENTS = 300
"""Statements of an edition that are related: the cost grows with the square of their number."""

MAX_TITLES = 400
"""Latest titles of a source among which one is looked for that a statement follows."""

FOLLOW_UP = StatementRelation(RelationKind.FOLLOW_UP, "an earlier statement of the source on the same subject")

_UNDATED = datetime.min.replace(tzinfo=UTC)
_NEVER_FOLLOWS = frozenset({StatementType.TRANSCRIPT, StatementType.GREETING, StatementType.SCHEDULE})
"""Types that speak of many things, or of none."""


class SubjectRelater:
    """Implements `interfaces.EditionRelater`."""

    def likely_earlier(self, statement: Statement, titles: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """The keys of at most three of the earlier statements whose titles share the rare words of the title."""
        if statement.type in _NEVER_FOLLOWS:
            return ()
        words = {key: content_stems(title.split()) for key, title in titles}
        own = content_stems(statement.title.casefold().split())
        spread = Counter(word for each in words.values() for word in each)
        weights = {word: math.log((2 + len(words)) / (1 + spread[word])) for word in own}
        least = max(MIN_TITLE * sum(weights.values()), 1e-9)
        scores = {key: sum(weights[word] for word in own & each) for key, each in words.items()}
        likely = [key for key, score in scores.items() if score >= least]
        return tuple(sorted(likely, key=lambda key: -scores[key])[:MAX_EARLIER])  # stable: of equal ones the latest first

    def relations(
        self, statements: Sequence[Statement], earlier: Sequence[Statement], background: Sequence[Statement]
    ) -> EditionRelations:
        """How `statements` are related, by their positions, with one another and with the `earlier` ones.

        `background` are other statements of these days: they tell which words are common. Of more than 300 none is related.
        """
        if not statements or len(statements) > MAX_STATEMENTS:
            return EditionRelations()
        subjects = [subject_of(each) for each in (*statements, *earlier, *background)]
        likeness, weights = similarities([each.text for each in subjects]), SubjectWeights(subjects)
        number, known = len(statements), len(statements) + len(earlier)
        return EditionRelations(
            _events(subjects[:number], likeness, weights),
            _previous(subjects[:number], subjects[number:known], likeness, weights),
        )


def follow_up_pairs(statements: Sequence[Statement]) -> Iterator[RelatedPair]:
    """The pairs of an earlier and a later statement that follows it, among many statements; none of more than 1,500."""
    if len(statements) > MAX_TEXTS:
        return
    relater = SubjectRelater()
    subjects = [subject_of(each) for each in statements]
    likeness, weights = similarities([each.text for each in subjects]), SubjectWeights(subjects)
    titles: dict[str, list[tuple[str, str]]] = defaultdict(list)  # of each source, the latest first; a key is a position
    order = sorted(range(len(statements)), key=lambda place: (_moment(statements[place]), place))
    for place in order:
        statement = statements[place]
        likely = map(int, relater.likely_earlier(statement, titles[statement.source][:MAX_TITLES]))
        fits = [
            other
            for other in likely
            if likeness[place, other] >= MIN_PREVIOUS and _may_follow(subjects[place], subjects[other], weights)
        ]
        if fits:
            yield RelatedPair(max(fits, key=lambda other: (_moment(statements[other]), -other)), place, FOLLOW_UP)
        titles[statement.source].insert(0, (str(place), series_key(statement.title)))


def _moment(statement: Statement) -> datetime:
    return statement.published or _UNDATED


def _events(own: Sequence[Subject], likeness: Matrix, weights: SubjectWeights) -> tuple[tuple[int, ...], ...]:
    allowed = np.full((len(own), len(own)), -1.0, dtype=np.float32)
    for one, other in combinations(range(len(own)), 2):
        if likeness[one, other] >= MIN_EVENT and _may_be_one_event(own[one], own[other], weights):
            allowed[one, other] = allowed[other, one] = likeness[one, other]
    members: dict[int, tuple[int, ...]] = {}
    for place, label in enumerate(complete_link(allowed, MIN_EVENT)):
        members[label] = (*members.get(label, ()), place)
    return tuple(group for group in members.values() if len({own[place].statement.source for place in group}) > 1)


def _may_be_one_event(one: Subject, other: Subject, weights: SubjectWeights) -> bool:
    first, second = one.statement, other.statement
    if first.published and second.published and abs(first.published - second.published) > MAX_EVENT_APART:
        return False
    if first.type is second.type is StatementType.TRANSCRIPT:  # of two briefings each speaks of many things
        return False
    is_one_subject = have_one_subject(one, other, weights, MIN_EVENT_SUBJECT, MIN_EVENT_READOUT)
    return is_one_subject and containment(one.text.shingles, other.text.shingles) < MAX_SHARED


def _previous(
    own: Sequence[Subject], earlier: Sequence[Subject], likeness: Matrix, weights: SubjectWeights
) -> tuple[tuple[int, int], ...]:
    """For each statement that follows an earlier one the positions of both; of several the latest."""
    found = []
    for place, subject in enumerate(own):
        fits = [
            number
            for number, each in enumerate(earlier)
            if likeness[place, len(own) + number] >= MIN_PREVIOUS and _may_follow(subject, each, weights)
        ]
        if fits:
            found.append((place, max(fits, key=lambda number: (_moment(earlier[number].statement), -number))))
    return tuple(found)


def _may_follow(later: Subject, earlier: Subject, weights: SubjectWeights) -> bool:
    now, before = later.statement, earlier.statement
    if not now.source or now.source != before.source or now.key == before.key or {now.type, before.type} & _NEVER_FOLLOWS:
        return False
    if now.published is None or before.published is None:
        return False
    if not MIN_PREVIOUS_APART <= now.published - before.published <= MAX_PREVIOUS_APART:
        return False
    if weights.lacks_rare_word(later, earlier) and weights.lacks_rare_word(earlier, later):
        return False  # one form for two things: the accords that Singapore signs, and that Bahrain has signed
    if later.countries - earlier.countries and earlier.countries - later.countries:
        return False  # the same, where the text of the one names the country of the other, too
    return have_one_subject(later, earlier, weights, MIN_PREVIOUS_SUBJECT, MIN_PREVIOUS_READOUT)
