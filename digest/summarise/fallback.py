"""An engine with a stand-in: what the first cannot answer the second does, and the reader is told. Decides nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digest.errors import ModelError
from digest.interfaces import Summariser
from digest.records import Failure, Model, Statement, Summary
from digest.summarise.extractive import windows


class WithFallback:
    """`engine`, and `stand_in` for the statements that it fails on; for all others, too, once it cannot be used at all."""

    def __init__(self, engine: Summariser, stand_in: Summariser) -> None:
        self._engine = engine
        self._stand_in = stand_in

    @property
    def model(self) -> Model:
        """The model of the engine: what is asked for, whoever answered."""
        return self._engine.model

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Raise ModelError if the stand-in cannot be used either."""
        broken = ""
        for window in windows(statements):
            answers: Sequence[Summary | Failure] = ()
            if not broken:
                try:
                    answers = list(self._engine.summarise(window, points))
                except ModelError as error:
                    broken = str(error)
            for position, statement in enumerate(window):
                answer = answers[position] if answers else broken
                yield answer if isinstance(answer, Summary) else self._instead(statement, points, answer)

    def _instead(self, statement: Statement, points: int | None, problem: Failure | str) -> Summary | Failure:
        answer = next(iter(self._stand_in.summarise([statement], points)))
        if isinstance(answer, Failure):
            return answer
        why = problem.reason if isinstance(problem, Failure) else problem
        warning = f"selected by {answer.model.name}, since {self._engine.model.name} could not be used: {why}"
        return replace(answer, warnings=(*answer.warnings, warning))
