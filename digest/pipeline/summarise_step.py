"""Stage 3 of a round: key points for every statement that the model in use has said nothing of.

What it said is kept for good: the same text is never generated twice. What a stand-in said is kept under the stand-in's name,
shown to readers as such, and asked for again. A text at which the process died is tried alone the next time, so that it holds
up no other, and not at all after three tries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.app import UNANSWERED, App
from digest.cli.progress import Track, tokens_of
from digest.errors import ModelError
from digest.interfaces import Clock
from digest.pipeline.report import RunReport
from digest.records import Failure, Pending, Statement, Summary
from digest.summarise.extractive.engine import windows
from digest.summarise.fallback import Answer, WithFallback

MOST_TRIES = 3


def summarise(app: App, outcome: RunReport, clock: Clock, track: Track) -> RunReport:
    """Say in key points what has none yet. A text that has no answer is kept with the reason, and so reaches the reader."""
    pending = app.store.unsummarised(app.models, MOST_TRIES)
    failures: list[Failure] = []
    with track("summarising", len(pending), tokens_of(app.summariser)) as advance:
        begun: list[Statement] = []
        try:
            for statement, answer in _answers(app, pending, begun):
                failures += _keep(app, statement, answer, clock)
                advance()
        except (KeyboardInterrupt, ModelError):
            # Whoever stops us has nothing against a text, and a model that cannot be used says nothing of one.
            app.store.end_tries(begun, app.model, counted=False)
            raise
    return replace(outcome, summarised=len(pending), failures=(*outcome.failures, *failures))


def _answers(app: App, pending: Sequence[Pending], begun: list[Statement]) -> Iterator[tuple[Statement, Answer]]:
    """An answer to each, those first that can do no harm; what was begun with is added to `begun`."""
    engine, points = WithFallback(app.summariser, app.stand_in), app.settings.summarise.points
    for one in pending:
        if one.tries >= MOST_TRIES:
            yield one.statement, engine.instead(one.statement, points, f"{MOST_TRIES} attempts came to nothing")
    suspects = [[one.statement] for one in sorted(pending, key=_tries) if one.died and one.tries < MOST_TRIES]
    others = [one.statement for one in pending if not one.died and one.tries < MOST_TRIES]
    for together in (others, *suspects):
        yield from zip(together, engine.answers(_noted(app, together, begun), points), strict=True)


def _tries(one: Pending) -> int:
    return one.tries


def _noted(app: App, statements: Sequence[Statement], begun: list[Statement]) -> Iterator[Statement]:
    """The statements as the engine reads them, noted as tried before it does."""
    for window in windows(statements):
        app.store.begin_tries(window, app.model)
        begun += window
        yield from window


def _keep(app: App, statement: Statement, answer: Answer, clock: Clock) -> list[Failure]:
    """Store what was said under the name of whoever said it; the failure, where nobody did."""
    said = answer.said
    if answer.missed:
        app.store.end_tries([statement], app.model, counted=not answer.unusable)
    if isinstance(said, Summary):
        app.store.save_summary(statement, replace(said, model=app.keyed(said.model)), clock())
        return []
    app.store.save_failure(said, clock())
    app.store.save_summary(statement, Summary((), UNANSWERED, warnings=(f"no key points: {said.reason}",)), clock())
    return [said]
