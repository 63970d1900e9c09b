"""Drafts of a model -> a Summary: each point through the gate, none twice, what was replaced said in a warning. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.records import KeyPoint, Model, Span, Statement, Summary
from digest.summarise.faithfulness.checks import Reason
from digest.summarise.faithfulness.gate import Gate, Judged, instead, of_who_asks
from digest.summarise.faithfulness.injection import speaks_to_a_model
from digest.summarise.generative.prompt import DraftPoint


def summary(
    drafts: Sequence[DraftPoint], statement: Statement, model: Model, *, truncated: bool, gate: Gate | None = None
) -> Summary:
    """The points that may be shown, in document order."""
    gate = gate or Gate()
    judged = [answer for draft in drafts if (answer := _judged(draft, statement, gate))]
    kept = _without_repetition(judged)
    points = tuple(sorted((answer.point for answer in kept), key=lambda point: point.evidence[0]))
    return Summary(points, model, truncated, (*_told(points, model), *_kept_back(statement)))


def _judged(draft: DraftPoint, statement: Statement, gate: Gate) -> Judged | None:
    """The gate's verdict; but who asks in an interview does not speak for the government, however true the point."""
    answer = gate.judge(draft.text, statement, draft.cited)
    if answer and all(of_who_asks(span, statement) for span in answer.point.evidence):
        return instead(draft.text, statement, (), (Reason("only a question holds its words"),))
    return answer


def _told(points: Sequence[KeyPoint], model: Model) -> Iterator[str]:
    """What a reader must know of the points that took the place of others."""
    replaced = [f"point {number}: {point.replaced}" for number, point in enumerate(points, start=1) if point.replaced]
    if replaced:
        those = f"{len(replaced)} of {len(points)} points of {model.name} did not stand on their evidence"
        yield f"{those}: sentences took their place ({', '.join(replaced)})"


def _kept_back(statement: Statement) -> Iterator[str]:
    """What was not given to the model."""
    number = sum(speaks_to_a_model(span.of(statement.text)) for span in statement.sentences)
    if number:
        yield f"{number} of its sentences {'speaks' if number == 1 else 'speak'} to a language model: no point stands on them"


def _without_repetition(judged: Sequence[Judged]) -> list[Judged]:
    """Points whose evidence carries no other; those in the model's own words come first."""
    taken: set[Span] = set()
    kept: list[Judged] = []
    for answer in sorted(judged, key=lambda answer: bool(answer.point.replaced)):
        if taken.isdisjoint(answer.point.evidence):
            kept.append(answer)
            taken.update(answer.point.evidence)
    return kept
