"""An engine with a fallback: a second engine answers for statements on which the first fails, and the reader is told.

Chooses no key points itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.errors import ModelError
from digest.interfaces import Summariser
from digest.records import Answer, Failure, Model, Statement, Summary
from digest.summarise.windows import windows


class WithFallback:
    """A FallbackSummariser: asks `fallback` about statements on which `engine` fails, and about all once it is unusable.

    Without a fallback, failures of single statements are passed on, and an unusable engine raises ModelError.
    """

    def __init__(self, engine: Summariser, fallback: Summariser | None) -> None:
        self._engine = engine
        self._fallback = fallback
        self._unusable_reason = ""

    @property
    def model(self) -> Model:
        """The model of the engine, whichever engine answers."""
        return self._engine.model

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One result per statement, in order. Raise ModelError if no engine can be used."""
        return (answer.result for answer in self.answers(statements, points))

    def answers(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Answer]:
        """One answer per statement, in order, with what went wrong with the engine. An unusable engine is not asked again."""
        for window in windows(statements):
            answered = 0
            for result in self._engine_results(window, points):
                yield self._answer(window[answered], result, points)
                answered += 1
            for statement in window[answered:]:
                yield self.fallback_answer(statement, points, self._unusable_reason, unusable=True)

    def fallback_answer(self, statement: Statement, points: int | None, why: str, *, unusable: bool = False) -> Answer:
        """The fallback's answer without asking the engine; `why` is the reason, which readers see."""
        if self._fallback is None:
            return Answer(Failure(statement.key, "summarising", why, statement.source), why, unusable)
        result = next(iter(self._fallback.summarise([statement], points)))
        if isinstance(result, Summary):
            warning = f"selected by {result.chooser.name}, since {self._engine.model.name} could not be used: {why}"
            result = replace(result, warnings=(*result.warnings, warning))
        return Answer(result, why, unusable)

    def _engine_results(self, window: list[Statement], points: int | None) -> Iterator[Summary | Failure]:
        """The engine's results for a window; fewer than statements if the engine becomes unusable."""
        if self._unusable_reason:
            return
        try:
            yield from self._engine.summarise(window, points)
        except ModelError as error:
            if self._fallback is None:
                raise
            self._unusable_reason = str(error)

    def _answer(self, statement: Statement, result: Summary | Failure, points: int | None) -> Answer:
        if isinstance(result, Summary):
            return Answer(result)
        return self.fallback_answer(statement, points, result.reason) if self._fallback else Answer(result, result.reason)
