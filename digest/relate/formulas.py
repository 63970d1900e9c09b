"""Finds standing formulas: phrases that an issuer uses again and again, where they are missing, back, or used first. Pure.

Only what stands word for word in at least three statements counts, and nothing that is a name, that says that somebody met or
talked, or that statements about all subjects say. It says what stands where, never what that means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from digest.records import PhraseStatus, PhraseUse, Statement, StatementType
from digest.relate.phrase_reader import Content, Phrase, ReadStatement, names_of, read_statement
from digest.text.word_kinds import language_words

MIN_USES = 3
"""Statements that must hold a phrase."""

_STANDING = 2
"""Latest earlier statements that must hold a phrase which is missing now, or must lack one that is back."""

_MIN_LACKING = 3
"""Earlier statements about the subject that must lack a phrase which is used first."""

_MAX_COMMON = 0.5
"""Share of the statements of its type about other subjects that may hold a phrase which is used first of this one."""

_MAX_FIRST_WORDS = 1_500
"""Words of a statement in which first uses are looked for: a longer one speaks of many subjects."""

_WITH_COUNTERPARTS = frozenset({StatementType.READOUT, StatementType.JOINT_STATEMENT})
"""Types whose subject is a counterpart. What a statement of another type has as well is an idiom, no formula."""

WITHOUT_FORMULAS = frozenset(
    {
        StatementType.TRANSCRIPT,
        StatementType.REMARKS,
        StatementType.ORDER,
        StatementType.NOTICE,
        StatementType.PRESS_RELEASE,
        StatementType.GREETING,
        StatementType.SCHEDULE,
    }
)
"""Types in which what is said again and again is a way of speaking ("to your first question"), the form of an act, or
that of a list of nominees."""

_MAX_REPORTS = 2

Found = Mapping[Phrase, list[int]]
"""For each phrase the numbers of the statements that hold it, the latest first."""


def formula_uses(later: Statement, earlier: Sequence[Statement], others: Sequence[Statement] = ()) -> tuple[PhraseUse, ...]:
    """Return the standing formulas that `later` lacks, has again, or is the first of its subject to have.

    `earlier` are statements about its subject, the latest first; `others` are of the same issuer about other subjects.
    """
    if len(earlier) < MIN_USES or later.type in WITHOUT_FORMULAS:
        return ()
    now = read_statement(later)
    read, beside = [read_statement(each) for each in earlier], [read_statement(each) for each in others]
    content = Content(language_words(later.language), names_of([now, *read]))
    standing = _standing(read, beside, content)
    latest = list(range(_STANDING))
    missing = {p: n for p, n in standing.items() if n[:_STANDING] == latest and not content.is_said(p, now)}
    back = {p: n for p, n in standing.items() if n[0] >= _STANDING and now.has(p)}
    first = dict(_first(now, read, beside, content))
    return (
        *(_use(phrase, PhraseStatus.ABSENT, numbers, read, now) for phrase, numbers in _best(missing, read[0], content)),
        *(_use(phrase, PhraseStatus.BACK, numbers, read, now) for phrase, numbers in _best(back, now, content)),
        *(_use(phrase, PhraseStatus.FIRST, numbers, beside, now) for phrase, numbers in _best(first, now, content)),
    )


def _standing(read: Sequence[ReadStatement], others: Sequence[ReadStatement], content: Content) -> Found:
    """Return the phrases that at least three statements about a subject hold, and no other."""
    holders: dict[Phrase, list[int]] = defaultdict(list)
    for number, each in enumerate(read):
        for phrase in each.places:
            holders[phrase].append(number)
    said_elsewhere = "\n".join(each.lines for each in others)
    return {
        phrase: numbers
        for phrase, numbers in holders.items()
        if len(numbers) >= MIN_USES and content.says_something(phrase) and f" {' '.join(phrase)} " not in said_elsewhere
    }


def _first(
    now: ReadStatement, read: Sequence[ReadStatement], others: Sequence[ReadStatement], content: Content
) -> Iterator[tuple[Phrase, list[int]]]:
    """Yield the phrases of a statement that some statements about other subjects hold, and no earlier one about its own."""
    kind = now.statement.type
    if kind not in _WITH_COUNTERPARTS or len(read) < _MIN_LACKING or sum(map(len, now.sentences)) > _MAX_FIRST_WORDS:
        return
    peers = [number for number, each in enumerate(others) if each.statement.type is kind]
    idioms = "\n".join(each.lines for each in others if each.statement.type is not kind)
    said_by_peers = "\n".join(others[number].lines for number in peers)
    for phrase in now.places:
        written = f" {' '.join(phrase)} "
        if written not in said_by_peers or written in idioms or not content.says_something(phrase):
            continue
        numbers = [number for number in peers if others[number].has(phrase)]
        is_standing = MIN_USES <= len(numbers) <= max(MIN_USES, _MAX_COMMON * len(peers))
        if is_standing and not any(content.is_said(phrase, each) for each in read):
            yield phrase, numbers


def _best(found: Found, where: ReadStatement, content: Content) -> list[tuple[Phrase, list[int]]]:
    """Return the phrases that say most and were used most often, one of each sentence."""
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]) * len(content.of(each[0])), -len(each[0]), each[0]))
    chosen: list[tuple[Phrase, list[int]]] = []
    taken: set[int] = set()
    for phrase, numbers in ordered:
        sentence = where.places[phrase]
        if sentence not in taken and len(chosen) < _MAX_REPORTS:
            taken.add(sentence)
            chosen.append((phrase, numbers))
    return chosen


def _use(
    phrase: Phrase, status: PhraseStatus, numbers: list[int], read: Sequence[ReadStatement], now: ReadStatement
) -> PhraseUse:
    last = read[numbers[0]]
    statement = last.statement
    after = now.statement.sentences[now.places[phrase]] if phrase in now.places else None
    return PhraseUse(
        last.written(phrase),
        status,
        after,
        before=" ".join(last.sentence_of(phrase).split()),
        title=statement.title,
        link=statement.link,
        day=statement.day or (statement.published.date() if statement.published else None),
        uses=len(numbers),
        looked_at=len(read),
    )
