"""Drafts of a model -> a Summary: each point through the gate, none twice, what was replaced said in a warning. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.records import KeyPoint, Model, Span, Statement, Summary
from digest.summarise.gate import Gate, Judged
from digest.summarise.prompt import Draft


def summary(
    drafts: Sequence[Draft], statement: Statement, model: Model, *, truncated: bool, gate: Gate | None = None
) -> Summary:
    """The points that may be shown, in document order."""
    gate = gate or Gate()
    judged = [answer for draft in drafts if (answer := gate.judge(draft.text, statement, draft.cited))]
    kept = _without_repetition(judged)
    points = tuple(sorted((answer.point for answer in kept), key=lambda point: point.evidence[0]))
    return Summary(points, model, truncated, tuple(_told(points, model)))


def _told(points: Sequence[KeyPoint], model: Model) -> Iterator[str]:
    """What a reader must know of the points that took the place of others."""
    replaced = [f"point {number}: {point.replaced}" for number, point in enumerate(points, start=1) if point.replaced]
    if replaced:
        those = f"{len(replaced)} of {len(points)} points of {model.name} did not stand on their evidence"
        yield f"{those}: sentences took their place ({', '.join(replaced)})"


def _without_repetition(judged: Sequence[Judged]) -> list[Judged]:
    """Points whose evidence carries no other; those in the model's own words come first."""
    taken: set[Span] = set()
    kept: list[Judged] = []
    for answer in sorted(judged, key=lambda answer: bool(answer.point.replaced)):
        if taken.isdisjoint(answer.point.evidence):
            kept.append(answer)
            taken.update(answer.point.evidence)
    return kept
