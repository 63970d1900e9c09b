"""Points of a model -> a Summary: each passes the evidence gate, none appears twice, warnings name what was replaced. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.records import Failure, KeyPoint, Model, Span, Statement, Summary
from digest.summarise.faithfulness.checks import Violation
from digest.summarise.faithfulness.gate import Gate, GateResult, is_in_question, replacement
from digest.summarise.faithfulness.injection import looks_like_prompt_injection
from digest.summarise.generative.batching import GenerationFailure
from digest.summarise.generative.prompt import DraftPoint


def summary_or_failure(
    drafts: Sequence[DraftPoint] | GenerationFailure,
    statement: Statement,
    model: Model,
    *,
    truncated: bool,
    gate: Gate,
    may_be_empty: bool = False,
) -> Summary | Failure:
    """Return the summary of a statement, or why it has none: no sentence, a failed generation, or no point to show.

    With `may_be_empty`, a summary without points is a result, too.
    """
    if not statement.sentences:
        return Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
    if isinstance(drafts, GenerationFailure):
        return Failure(statement.key, "summarising", f"{model.name}: {drafts.reason}", statement.source)
    summary = to_summary(drafts, statement, model, truncated=truncated, gate=gate)
    if not summary.points and not may_be_empty:
        return Failure(statement.key, "summarising", f"{model.name} gave no point that can be shown", statement.source)
    return summary


def to_summary(
    drafts: Sequence[DraftPoint], statement: Statement, model: Model, *, truncated: bool, gate: Gate | None = None
) -> Summary:
    """Return the points that pass the gate, in document order."""
    gate = gate or Gate()
    results = [result for draft in drafts if (result := _gated(draft, statement, gate))]
    points = tuple(sorted((result.point for result in _distinct(results)), key=lambda point: point.evidence[0]))
    return Summary(points, model, truncated, (*_replacement_warnings(points, model), *_injection_warnings(statement)))


def _gated(draft: DraftPoint, statement: Statement, gate: Gate) -> GateResult | None:
    """The gate's result for a point. A point that only an interviewer's question supports is replaced, even if it is true.

    An interviewer does not speak for the government.
    """
    result = gate.check(draft.text, statement, draft.cited)
    if result and all(is_in_question(span, statement) for span in result.point.evidence):
        return replacement(draft.text, statement, (), (Violation("only a question contains its words"),))
    return result


def _replacement_warnings(points: Sequence[KeyPoint], model: Model) -> Iterator[str]:
    """What a reader must know about points that were replaced."""
    replaced = [f"point {number}: {point.replaced}" for number, point in enumerate(points, start=1) if point.replaced]
    if replaced:
        those = f"{len(replaced)} of {len(points)} points of {model.name} did not stand on their evidence"
        yield f"{those}: sentences took their place ({', '.join(replaced)})"


def _injection_warnings(statement: Statement) -> Iterator[str]:
    """How many sentences were withheld from the model."""
    number = sum(looks_like_prompt_injection(span.of(statement.text)) for span in statement.sentences)
    if number:
        yield f"{number} of its sentences {'speaks' if number == 1 else 'speak'} to a language model: no point stands on them"


def _distinct(results: Sequence[GateResult]) -> list[GateResult]:
    """The results with no evidence in common. Points in the model's own words take precedence over replacements."""
    taken: set[Span] = set()
    kept: list[GateResult] = []
    for result in sorted(results, key=lambda result: bool(result.point.replaced)):
        if taken.isdisjoint(result.point.evidence):
            kept.append(result)
            taken.update(result.point.evidence)
    return kept
