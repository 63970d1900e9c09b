"""The evidence gate: a point in an engine's own words stands on sentences of the statement, or is replaced by one.

What is checked is in `complaints.py`; here also whether a number or name took the place of another, and whether the point as a
whole is like its source. What is not: whether words of the evidence were put together to say something else, unless an
entailment model is given; `tests/quality/gate.py` measures how much of that it sees. A point that fails is never dropped with
its statement: the best sentence takes its place, and the verdict says why.

Pure, but for the models that may be handed to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from digest.records import KeyPoint, Role, Span, Statement
from digest.summarise.candidates import MIN_WORDS, all_sentences, eligible, words
from digest.summarise.faithfulness import links, names
from digest.summarise.faithfulness.checks import NEAR, Reason, complaints, wording
from digest.summarise.faithfulness.evidence import align
from digest.summarise.faithfulness.injection import is_question, is_request, speaks_to_a_model
from digest.summarise.faithfulness.ngrams import shared
from digest.summarise.faithfulness.swaps import substitutions

MOST_WORDS = 80
"""A point of more words is no point; an answer that goes on for ever is cut off here."""
CARRIES = 0.6
"""The cosine from which a sentence carries a point of which it holds less than half of the words."""
ENTAILED = 0.5
"""The chance of entailment from which a point is let through."""


class Nearness(Protocol):
    """How near the meaning of a point is to that of each sentence, as cosines."""

    def __call__(self, point: str, sentences: Sequence[str]) -> Sequence[float]: ...


class Entailment(Protocol):
    """The chance that who believes the evidence believes the point."""

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    def __call__(self, evidence: str, point: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A point as it may be shown, and why it was replaced (empty otherwise)."""

    point: KeyPoint
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges points; the models that it may ask are optional."""

    nearness: Nearness | None = None
    entailment: Entailment | None = None

    @property
    def settings(self) -> str:
        """What of it changes the answers of an engine, to be added to the engine's own settings; empty without a model.

        Raise ModelError if its weights cannot be read.
        """
        return f", entailment by {self.entailment.name} {self.entailment.revision[:12]}" if self.entailment else ""

    def judge(self, text: str, statement: Statement, cited: Sequence[Span] = ()) -> Judged | None:
        """The verdict on one point; None where nothing of the statement can stand in its place.

        `cited` are sentences that the engine itself named: they count as evidence beside those that hold the point's words.
        Raise ModelError if a model that it asks cannot be loaded.
        """
        text = " ".join(text.split())
        exact = next((span for span in statement.sentences if span.of(statement.text) == text), None)
        if exact is not None and not _misleads(text, statement):
            return Judged(KeyPoint(text, (exact,), _speaker(statement, exact)))
        evidence = tuple(sorted({*self._carriers(text, statement), *_own(cited, statement)}))
        evidence = _with_antecedents(text, evidence, statement)
        reasons = tuple(_reasons(text, evidence, statement)) or tuple(self._doubts(text, evidence, statement))
        if not reasons:
            return Judged(KeyPoint(text, evidence, _speaker(statement, evidence[0]), verbatim=False))
        return instead(text, statement, evidence, reasons)

    def _carriers(self, text: str, statement: Statement) -> tuple[Span, ...]:
        held = tuple(span for span in align(text, statement) if not _misleads(span.of(statement.text), statement))
        if held or self.nearness is None or not statement.sentences:
            return held
        near = self.nearness(text, [span.of(statement.text) for span in statement.sentences])
        best = max(range(len(near)), key=near.__getitem__)
        span = statement.sentences[best]
        return (span,) if near[best] >= CARRIES and not _misleads(span.of(statement.text), statement) else ()

    def _doubts(self, text: str, evidence: Sequence[Span], statement: Statement) -> Iterator[Reason]:
        """What is wrong with a point as a whole, of which each ground stands in its evidence."""
        there = [span.of(statement.text) for span in evidence]
        near = max(self.nearness(text, there)) if self.nearness else NEAR
        like = wording(text, [span.of(statement.text) for span in statement.sentences], near)
        if like < 0.5:
            yield Reason("too few of its words stand together in the statement", f"likeness {like:.2f}")
        elif self.entailment:
            chance = self.entailment(" ".join(there), text)
            if chance < ENTAILED:
                yield Reason(f"it does not follow from its evidence, says {self.entailment.name}", f"chance {chance:.2f}")


def instead(text: str, statement: Statement, evidence: Sequence[Span], reasons: tuple[Reason, ...]) -> Judged | None:
    """The sentence that takes the place of a point, and why; None where nothing of the statement can."""
    best = _best(text, statement, evidence)
    if best is None:
        return None
    why = "; ".join(dict.fromkeys(reason.shown for reason in reasons))
    return Judged(KeyPoint(best.of(statement.text), (best,), _speaker(statement, best), replaced=why), reasons)


def _reasons(text: str, evidence: tuple[Span, ...], statement: Statement) -> Iterator[Reason]:
    if len(words(text)) > MOST_WORDS:
        yield Reason(f"it has more than {MOST_WORDS} words")
    if len(words(text)) < MIN_WORDS:
        yield Reason(f"it has fewer than {MIN_WORDS} words")
    if _misleads(text, statement):
        yield Reason("it leads elsewhere than to its publisher, or speaks to a model")
    if not evidence:
        yield Reason("no sentence of the statement holds its words")
        return
    sentences = [span.of(statement.text) for span in evidence]
    if not is_question(text) and all(is_question(sentence) for sentence in sentences):
        yield Reason("only a question holds its words")
    yield from complaints(text, _context(evidence, statement), statement.text)
    closest = max(sentences, key=lambda sentence: shared(text, sentence, 2))
    for new, old in substitutions(text, closest):
        # The same number or name in another form was found above; one that stands nowhere was complained of there.
        if names.is_held(new, names.bare_words(old), old) or (new[0].isdigit() and new not in " ".join(sentences)):
            continue
        yield Reason("a number or name took the place of another", f"{new!r} where its evidence says {old!r}")


def _context(evidence: Sequence[Span], statement: Statement) -> str:
    """The evidence, with who speaks and what the statement is called: these may be said in any of its points."""
    there = (span.of(statement.text) for span in evidence)
    return " ".join((*there, statement.title, statement.speaker, statement.issuer))


def _with_antecedents(text: str, evidence: tuple[Span, ...], statement: Statement) -> tuple[Span, ...]:
    """The evidence, with the sentence before one of it where that says whom or what it speaks of."""
    least = _count(text, evidence, statement)
    for row, span in enumerate(statement.sentences):
        if least and row and span in evidence:
            before = statement.sentences[row - 1]
            longer = tuple(sorted({*evidence, before}))
            if not _misleads(before.of(statement.text), statement) and (left := _count(text, longer, statement)) < least:
                evidence, least = longer, left
    return evidence


def _count(text: str, evidence: Sequence[Span], statement: Statement) -> int:
    return sum(1 for _ in complaints(text, _context(evidence, statement), statement.text))


def _own(cited: Sequence[Span], statement: Statement) -> set[Span]:
    return {span for span in set(cited) & set(statement.sentences) if not _misleads(span.of(statement.text), statement)}


def _misleads(text: str, statement: Statement) -> bool:
    """Whether the text holds an address that is not of the statement's publisher, or is meant for a model.

    Whoever can put a line into a statement can put an address into it, so that it stands there is not enough.
    """
    return speaks_to_a_model(text) or links.leads_away(text, statement.link)


def of_who_asks(span: Span, statement: Statement) -> bool:
    """Whether it stands in a question of an interview: who asks does not speak for the government."""
    return any(p.role is Role.QUESTION and p.start <= span.start < p.end for p in statement.paragraphs)


def _best(text: str, statement: Statement, evidence: Sequence[Span]) -> Span | None:
    """The sentence that holds most of the point's words: of its evidence, else of all that may become points.

    Requests and questions are passed over as long as there is another sentence: what a model was told to say is most like what
    it said.
    """
    sentences = all_sentences(statement)
    open_ = [sentences[row].span for row in eligible(sentences)]
    told = [span for span in open_ if not _misleads(span.of(statement.text), statement)]
    calm = [span for span in told if not is_request(span.of(statement.text)) and not of_who_asks(span, statement)]
    spans = [span for span in evidence if span in calm] or calm or told
    wanted = set(words(text))
    return max(spans, key=lambda span: len(wanted & set(words(span.of(statement.text)))), default=None)


def _speaker(statement: Statement, span: Span) -> str:
    return next((p.speaker for p in statement.paragraphs if p.start <= span.start < p.end), "")
