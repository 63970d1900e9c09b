"""The summarise step: key points for every statement that the model in use has not summarised yet.

A summary is kept under the model that made it, so the same text is never generated twice. A summary by the fallback engine is
kept under the fallback's model, shown to readers as such, and the model in use is asked again in the next run.

An attempt is stored before the engine reads a text. If the process dies during it, the text is tried alone in the next run, so
that it delays no other, and is left to the fallback after MAX_ATTEMPTS attempts, which is told. A new version of the model does
not begin anew: it tries such a text once.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.errors import ConfigError, ModelError
from digest.interfaces import Clock, FallbackSummariser, Tokens, Track
from digest.pipeline.report import RunReport
from digest.records import Answer, Failure, Model, Statement, Summary, UnsummarisedStatement

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3

NO_MODEL = Model("nobody", "")
"""The model under which a statement without key points is stored, with the reason in the summary's warnings."""


def summary_key(model: Model, points: int | None) -> Model:
    """The key under which the summaries of `model` are stored: the model together with the requested number of points."""
    return model if points is None else replace(model, settings=f"{model.settings}, {points} points")


def summary_keys(engine: Model, fallback: Model | None, points: int | None) -> tuple[Model, ...]:
    """The keys of the summaries that an edition may show, in order of preference; the last one is NO_MODEL."""
    models = (engine,) if fallback is None else (engine, fallback)
    return (*(summary_key(model, points) for model in models), NO_MODEL)


@dataclass(frozen=True)
class SummariseStep:
    """Asks the engine and stores its answers.

    `summariser` returns an engine with its fallback that remembers nothing of an earlier run. `keys` are the `summary_keys`
    of both; `points` is the requested number of points. `windows` splits statements into the groups that the engine reads
    together; `tokens` counts the tokens that the engine has generated.
    """

    store: SqlStore
    summariser: Callable[[], FallbackSummariser]
    keys: tuple[Model, ...]
    points: int | None
    windows: Callable[[Iterable[Statement]], Iterator[list[Statement]]]
    tokens: Tokens | None

    @property
    def key(self) -> Model:
        """The key of the summaries by the model in use."""
        return self.keys[0]

    def run(self, report: RunReport, clock: Clock, track: Track) -> RunReport:
        """Summarise the pending statements. One without an answer is stored with the reason, which the edition shows."""
        pending = self.store.unsummarised(self.keys, MAX_ATTEMPTS)
        started, before = clock(), self._generated()
        failures: list[Failure] = []
        fallbacks: Counter[str] = Counter()
        with track("summarising", len(pending), self.tokens) as advance:
            begun: list[Statement] = []
            try:
                for statement, answer in self._answers(pending, begun):
                    failures += self._store_answer(statement, answer, clock)
                    if answer.engine_error and isinstance(answer.result, Summary):
                        fallbacks[answer.engine_error] += 1
                    advance()
            except (KeyboardInterrupt, ConfigError, ModelError):
                # An interruption or an unusable model says nothing about a text, so these attempts do not count.
                self.store.end_attempts(begun, self.key, counted=False)
                raise
        report = replace(report, model_seconds=(clock() - started).total_seconds(), tokens=self._generated() - before)
        report = replace(report, fallbacks=tuple(fallbacks.items()))
        return replace(report, summarised=len(pending), failures=(*report.failures, *failures))

    def _generated(self) -> int:
        return self.tokens() if self.tokens else 0

    def _answers(self, pending: Sequence[UnsummarisedStatement], begun: list[Statement]) -> Iterator[tuple[Statement, Answer]]:
        """One answer per statement; texts that may kill the process come last. Statements being tried are added to `begun`."""
        engine = self.summariser()
        for one in pending:
            if one.attempts >= MAX_ATTEMPTS:
                reason = f"{MAX_ATTEMPTS} attempts failed"
                log.warning("%s: left to the fallback: %s", one.statement.key, reason, extra={"fields": _GIVEN_UP})
                yield one.statement, engine.fallback_answer(one.statement, self.points, reason)
        suspects = [[one.statement] for one in sorted(pending, key=_attempts) if one.crashed and one.attempts < MAX_ATTEMPTS]
        others = [one.statement for one in pending if not one.crashed and one.attempts < MAX_ATTEMPTS]
        for group in (others, *suspects):
            yield from zip(group, engine.answers(self._noted(group, begun), self.points), strict=True)

    def _noted(self, statements: Sequence[Statement], begun: list[Statement]) -> Iterator[Statement]:
        """The statements as the engine reads them; each attempt is stored before the engine gets the statement."""
        for window in self.windows(statements):
            self.store.start_attempts(window, self.key)
            begun += window
            yield from window

    def _store_answer(self, statement: Statement, answer: Answer, clock: Clock) -> list[Failure]:
        """Store the summary under the model that made it; return the failure if there is none."""
        result = answer.result
        if answer.engine_error:
            self.store.end_attempts([statement], self.key, counted=not answer.engine_unusable)
        if isinstance(result, Summary):
            self.store.save_summary(statement, replace(result, model=summary_key(result.model, self.points)), clock())
            return []
        self.store.save_failure(result, clock())
        self.store.save_summary(statement, Summary((), NO_MODEL, warnings=(f"no key points: {result.reason}",)), clock())
        return [result]


_GIVEN_UP = {"event": "text_given_up", "kind": "summarising"}


def _attempts(one: UnsummarisedStatement) -> int:
    return one.attempts
