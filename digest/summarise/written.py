"""Drafts of a model -> a Summary: each point through the gate, none twice, what was replaced said in a warning. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.records import KeyPoint, Model, Span, Statement, Summary
from digest.summarise.gate import Judged, Verdict, judge
from digest.summarise.prompt import Draft


def summary(drafts: Sequence[Draft], statement: Statement, model: Model, *, truncated: bool) -> Summary:
    """The points that may be shown, in document order."""
    judged = [answer for draft in drafts if (answer := judge(draft.text, statement, draft.cited))]
    kept = _without_repetition(judged)
    points = sorted((_marked(answer) for answer in kept), key=lambda point: point.evidence[0])
    replaced = [str(number) for number, point in enumerate(points, start=1) if point.replaced]
    warnings = (
        f"{len(replaced)} of {len(points)} points of {model.name} did not stand on their evidence: "
        f"sentences took their place (point {', '.join(replaced)})",
    )
    return Summary(tuple(points), model, truncated, warnings if replaced else ())


def _marked(answer: Judged) -> KeyPoint:
    """The point, with the reason where a sentence took its place."""
    if answer.verdict is not Verdict.REPLACED:
        return answer.point
    return replace(answer.point, replaced="; ".join(answer.reasons))


def _without_repetition(judged: Sequence[Judged]) -> list[Judged]:
    """Points whose evidence carries no other; those in the model's own words come first."""
    taken: set[Span] = set()
    kept: list[Judged] = []
    for answer in sorted(judged, key=lambda answer: answer.verdict is Verdict.REPLACED):
        if taken.isdisjoint(answer.point.evidence):
            kept.append(answer)
            taken.update(answer.point.evidence)
    return kept
