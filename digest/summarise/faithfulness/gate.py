"""The faithfulness gate: lets a generated point through only if sentences of the statement support it.

`checks.py` compares the point with its evidence. This module finds the evidence, looks for swapped numbers and names, and
scores the point as a whole. Without an entailment model it does not notice when words of the evidence are recombined to say
something else; `tests/quality/gate.py` measures how much of that it catches. A point that fails is not dropped:
place: the best sentence replaces it, and the result says why.

Pure, except for the optional models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from digest.records import KeyPoint, Role, Span, Statement
from digest.summarise.candidates import MIN_WORDS, all_sentences, eligible, words
from digest.summarise.extractive.encoder import Encoder
from digest.summarise.faithfulness import links
from digest.summarise.faithfulness.checks import DEFAULT_COSINE, Violation, support_score, violations
from digest.summarise.faithfulness.evidence import find_evidence
from digest.summarise.faithfulness.injection import is_question, is_request, looks_like_prompt_injection
from digest.summarise.faithfulness.ngrams import ngram_overlap
from digest.summarise.faithfulness.swaps import swaps
from digest.text import names

MAX_WORDS = 80
"""A longer point is replaced: it may be an answer that never ends."""
MIN_EVIDENCE_COSINE = 0.6
"""The cosine from which a sentence is evidence for a point although it contains less than half of the point's words."""
MIN_SUPPORT = 0.5
"""The support score from which a point is let through."""
MIN_ENTAILMENT = 0.5
"""The probability of entailment from which a point is let through."""


class SentenceSimilarity(Protocol):
    """How similar a point is in meaning to sentences."""

    def __call__(self, point: str, sentences: Sequence[str]) -> Sequence[float]:
        """One cosine a sentence, in order."""
        ...


class EncoderSimilarity:
    """Cosines of the final-layer vectors of `encoder`, which is loaded at the first call."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, point: str, sentences: Sequence[str]) -> Sequence[float]:
        """One cosine a sentence, in order. Raise ModelError if the encoder cannot be loaded."""
        vectors = self._encoder.encode_layers([point, *sentences]).final
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]


class Entailment(Protocol):
    """A natural language inference (NLI) model."""

    @property
    def name(self) -> str:
        """The model's name as shown to readers."""
        ...

    @property
    def revision(self) -> str:
        """The fingerprint of the weights."""
        ...

    def __call__(self, evidence: str, point: str) -> float:
        """The probability, 0 to 1, that `point` follows from `evidence`."""
        ...


@dataclass(frozen=True, slots=True)
class GateResult:
    """The point that may be shown, and why it replaces the generated one (empty if that one passed)."""

    point: KeyPoint
    violations: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """Checks generated points; both models are optional."""

    similarity: SentenceSimilarity | None = None
    entailment: Entailment | None = None

    @property
    def settings(self) -> str:
        """The part of an engine's settings that names the entailment model; empty without one.

        Raise ModelError if its weights cannot be read.
        """
        return f", entailment by {self.entailment.name} {self.entailment.revision[:12]}" if self.entailment else ""

    def check(self, text: str, statement: Statement, cited: Sequence[Span] = ()) -> GateResult | None:
        """The result for one generated point; None if it fails and no sentence of the statement can replace it.

        `cited` are sentences that the engine named: they count as evidence beside those that contain the point's words. Raise
        ModelError if a model is needed and cannot be loaded.
        """
        text = " ".join(text.split())
        exact = next((span for span in statement.sentences if span.of(statement.text) == text), None)
        if exact is not None and not _is_unsafe(text, statement):
            return GateResult(KeyPoint(text, (exact,), _speaker(statement, exact)))
        evidence = tuple(sorted({*self._evidence(text, statement), *_safe_citations(cited, statement)}))
        evidence = _with_antecedents(text, evidence, statement)
        found = tuple(_violations(text, evidence, statement)) or tuple(self._unsupported(text, evidence, statement))
        if not found:
            return GateResult(KeyPoint(text, evidence, _speaker(statement, evidence[0]), verbatim=False))
        return replacement(text, statement, evidence, found)

    def _evidence(self, text: str, statement: Statement) -> tuple[Span, ...]:
        """The sentences that contain the point's words; if there are none, the most similar sentence if it is near enough."""
        found = tuple(span for span in find_evidence(text, statement) if not _is_unsafe(span.of(statement.text), statement))
        if found or self.similarity is None or not statement.sentences:
            return found
        cosines = self.similarity(text, [span.of(statement.text) for span in statement.sentences])
        best = max(range(len(cosines)), key=cosines.__getitem__)
        span = statement.sentences[best]
        return (span,) if cosines[best] >= MIN_EVIDENCE_COSINE and not _is_unsafe(span.of(statement.text), statement) else ()

    def _unsupported(self, text: str, evidence: Sequence[Span], statement: Statement) -> Iterator[Violation]:
        """What is wrong with the point as a whole, although every check of its parts passed."""
        sentences = [span.of(statement.text) for span in evidence]
        cosine = max(self.similarity(text, sentences)) if self.similarity else DEFAULT_COSINE
        score = support_score(text, [span.of(statement.text) for span in statement.sentences], cosine)
        if score < MIN_SUPPORT:
            yield Violation("its words are scattered over the statement or missing from it", f"support {score:.2f}")
        elif self.entailment:
            probability = self.entailment(" ".join(sentences), text)
            if probability < MIN_ENTAILMENT:
                yield Violation(
                    f"it does not follow from its evidence, says {self.entailment.name}", f"probability {probability:.2f}"
                )


def replacement(text: str, statement: Statement, evidence: Sequence[Span], found: tuple[Violation, ...]) -> GateResult | None:
    """The sentence that replaces a point with the violations `found`; None if the statement has no suitable sentence."""
    best = _best_sentence(text, statement, evidence)
    if best is None:
        return None
    why = "; ".join(dict.fromkeys(violation.public_message for violation in found))
    return GateResult(KeyPoint(best.of(statement.text), (best,), _speaker(statement, best), replaced=why), found)


def is_in_question(span: Span, statement: Statement) -> bool:
    """Whether a sentence belongs to an interviewer's question: the interviewer does not speak for the government."""
    return any(p.role is Role.QUESTION and p.start <= span.start < p.end for p in statement.paragraphs)


def _violations(text: str, evidence: tuple[Span, ...], statement: Statement) -> Iterator[Violation]:
    yield from _form_violations(text, statement)
    if not evidence:
        yield Violation("no sentence of the statement contains its words")
        return
    sentences = [span.of(statement.text) for span in evidence]
    if not is_question(text) and all(is_question(sentence) for sentence in sentences):
        yield Violation("only a question contains its words")
    yield from violations(text, _context(evidence, statement), statement.text)
    yield from _swap_violations(text, sentences)


def _form_violations(text: str, statement: Statement) -> Iterator[Violation]:
    size = len(words(text))
    if size > MAX_WORDS:
        yield Violation(f"it has more than {MAX_WORDS} words")
    if size < MIN_WORDS:
        yield Violation(f"it has fewer than {MIN_WORDS} words")
    if _is_unsafe(text, statement):
        yield Violation("it links to another site or addresses a language model")


def _swap_violations(text: str, sentences: Sequence[str]) -> Iterator[Violation]:
    closest = max(sentences, key=lambda sentence: ngram_overlap(text, sentence, 2))
    for new, old in swaps(text, closest):
        same_name = names.is_supported(new, names.normalised_words(old), old)
        missing_number = new[0].isdigit() and new not in " ".join(sentences)  # the check of numbers has reported it
        if not same_name and not missing_number:
            yield Violation("a number or name replaces another one", f"{new!r} where its evidence says {old!r}")


def _context(evidence: Sequence[Span], statement: Statement) -> str:
    """The evidence with the statement's title, speaker and issuer, which any of its points may mention."""
    sentences = (span.of(statement.text) for span in evidence)
    return " ".join((*sentences, statement.title, statement.speaker, statement.issuer))


def _with_antecedents(text: str, evidence: tuple[Span, ...], statement: Statement) -> tuple[Span, ...]:
    """The evidence, with the sentence before one of it wherever that resolves a violation (whom "he" stands for)."""
    fewest = _count_violations(text, evidence, statement)
    for row, span in enumerate(statement.sentences):
        if fewest and row and span in evidence:
            before = statement.sentences[row - 1]
            longer = tuple(sorted({*evidence, before}))
            if _is_unsafe(before.of(statement.text), statement):
                continue
            remaining = _count_violations(text, longer, statement)
            if remaining < fewest:
                evidence, fewest = longer, remaining
    return evidence


def _count_violations(text: str, evidence: Sequence[Span], statement: Statement) -> int:
    return sum(1 for _ in violations(text, _context(evidence, statement), statement.text))


def _safe_citations(cited: Sequence[Span], statement: Statement) -> set[Span]:
    sentences = set(cited) & set(statement.sentences)
    return {span for span in sentences if not _is_unsafe(span.of(statement.text), statement)}


def _is_unsafe(text: str, statement: Statement) -> bool:
    """Whether the text contains a link to another site than the publisher's, or an instruction to a language model.

    That a link occurs in the statement is not enough: whoever can add a line to a statement can add a link.
    """
    return looks_like_prompt_injection(text) or links.points_off_site(text, statement.link)


def _best_sentence(text: str, statement: Statement, evidence: Sequence[Span]) -> Span | None:
    """The safe sentence with most of the point's words: one of the evidence if possible, else any that may become a key point.

    Requests and questions are used only if there is nothing else: a sentence that told the model what to say is most similar to
    what it said.
    """
    sentences = all_sentences(statement)
    candidates = [sentences[row].span for row in eligible(sentences)]
    allowed = [span for span in candidates if not _is_unsafe(span.of(statement.text), statement)]
    declarative = [span for span in allowed if not is_request(span.of(statement.text)) and not is_in_question(span, statement)]
    spans = [span for span in evidence if span in declarative] or declarative or allowed
    wanted = set(words(text))
    return max(spans, key=lambda span: len(wanted & set(words(span.of(statement.text)))), default=None)


def _speaker(statement: Statement, span: Span) -> str:
    return next((p.speaker for p in statement.paragraphs if p.start <= span.start < p.end), "")
