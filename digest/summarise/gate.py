"""The evidence gate: a point in an engine's own words stands on sentences of the statement, or is replaced by one. Pure.

What is checked: numbers with their units, months and weekdays, names, quotations, addresses, negation and modal verbs, and
whether a number or name took the place of another. What is not: whether words of the evidence were put together to say
something else; `tests/quality/gate.py` measures how much of that it sees. A point that fails is never dropped with its
statement: the best sentence takes its place, and the verdict says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.records import KeyPoint, Span, Statement
from digest.summarise.candidates import all_sentences, eligible, words
from digest.summarise.evidence import align
from digest.summarise.grounds import contacts, names, quotations
from digest.summarise.grounds.calendar import dates
from digest.summarise.grounds.overlap import longest_run, shared
from digest.summarise.grounds.quantities import is_held, quantities
from digest.summarise.grounds.stance import disagreements
from digest.summarise.grounds.substitution import substitutions

MOST_WORDS = 80
"""A point of more words is no point; an answer that goes on for ever is cut off here."""


class Verdict(StrEnum):
    """What became of a point."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Judged:
    """A point as it may be shown, what became of it, and why it was replaced (empty otherwise)."""

    point: KeyPoint
    verdict: Verdict
    reasons: tuple[str, ...] = ()


def judge(text: str, statement: Statement, cited: Sequence[Span] = ()) -> Judged | None:
    """The verdict on one point; None where nothing of the statement can stand in its place.

    `cited` are sentences that the engine itself named: they count as evidence beside those that hold the point's words.
    """
    text = " ".join(text.split())
    exact = next((span for span in statement.sentences if span.of(statement.text) == text), None)
    if exact is not None:
        return Judged(KeyPoint(text, (exact,), _speaker(statement, exact)), Verdict.VERBATIM)
    evidence = tuple(sorted({*align(text, statement), *_own(cited, statement)}))
    reasons = tuple(_reasons(text, evidence, statement))
    if not reasons:
        return Judged(KeyPoint(text, evidence, _speaker(statement, evidence[0]), verbatim=False), Verdict.SUPPORTED)
    best = _best(text, statement, evidence)
    if best is None:
        return None
    return Judged(KeyPoint(best.of(statement.text), (best,), _speaker(statement, best)), Verdict.REPLACED, reasons)


def complaints(text: str, evidence: str, whole: str) -> Iterator[str]:
    """What `text` says that `evidence` does not, a line each; `whole` is the statement, in which a contact must stand."""
    there = quantities(evidence)
    for quantity in quantities(text):
        if not is_held(quantity, there):
            yield f"the number {quantity.written!r} is not in its evidence"
    yield from (f"the date {date!r} is not in its evidence" for date in sorted(dates(text) - dates(evidence)))
    held = names.bare_words(evidence)
    for name in names.names(text):
        if not names.is_held(name, held, evidence):
            yield f"the name {name!r} is not in its evidence"
    for quotation in quotations.quotations(text):
        if not quotations.is_held(quotation, evidence):
            yield f"the quotation {quotation!r} is not in its evidence"
    yield from (f"{contact!r} is not in the statement" for contact in contacts.foreign(text, whole))
    yield from disagreements(text, evidence)


def likeness(text: str, source: str) -> float:
    """How likely a point says what its source says, 0 to 1: runs of shared words, less for each ground that it lacks.

    The grounds take at most half, so that points stay ordered by their wording where all of them fail.
    """
    wording = (shared(text, source, 3) + longest_run(text, source) + shared(text, source, 1)) / 3
    faults = sum(1 for _ in complaints(text, source, source))
    return wording * (1 + 1 / (1 + faults)) / 2


def _reasons(text: str, evidence: tuple[Span, ...], statement: Statement) -> Iterator[str]:
    if len(words(text)) > MOST_WORDS:
        yield f"it has more than {MOST_WORDS} words"
    if not evidence:
        yield "no sentence of the statement holds its words"
        return
    sentences = [span.of(statement.text) for span in evidence]
    # Who speaks and what the statement is called may be said in any of its points.
    context = " ".join((*sentences, statement.title, statement.speaker, statement.issuer))
    yield from complaints(text, context, statement.text)
    closest = max(sentences, key=lambda sentence: shared(text, sentence, 2))
    for new, old in substitutions(text, closest):
        # The same number or name in another form was found above; one that stands nowhere was complained of there.
        if names.is_held(new, names.bare_words(old), old) or (new[0].isdigit() and new not in " ".join(sentences)):
            continue
        yield f"it says {new!r} where its evidence says {old!r}"


def _own(cited: Sequence[Span], statement: Statement) -> set[Span]:
    return set(cited) & set(statement.sentences)


def _best(text: str, statement: Statement, evidence: Sequence[Span]) -> Span | None:
    """The sentence that holds most of the point's words: of its evidence, else of all that may become points."""
    sentences = all_sentences(statement)
    spans = list(evidence) or [sentences[row].span for row in eligible(sentences)]
    wanted = set(words(text))
    return max(spans, key=lambda span: len(wanted & set(words(span.of(statement.text)))), default=None)


def _speaker(statement: Statement, span: Span) -> str:
    return next((p.speaker for p in statement.paragraphs if p.start <= span.start < p.end), "")
