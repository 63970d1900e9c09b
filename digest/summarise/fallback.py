"""An engine with a stand-in: what the first cannot answer the second does, and the reader is told. Decides nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.errors import ModelError
from digest.interfaces import Summariser
from digest.records import Answer, Failure, Model, Statement, Summary
from digest.summarise.windows import windows


class WithFallback:
    """`engine`, and `stand_in` for the statements that it fails on; for all others, too, once it cannot be used at all.

    Without a stand-in failures stay what they are, and an engine that cannot be used is a ModelError.
    """

    def __init__(self, engine: Summariser, stand_in: Summariser | None) -> None:
        self._engine = engine
        self._stand_in = stand_in
        self._broken = ""

    @property
    def model(self) -> Model:
        """The model of the engine: what is asked for, whoever answered."""
        return self._engine.model

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Raise ModelError if no engine can be used."""
        return (answer.result for answer in self.answers(statements, points))

    def answers(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Answer]:
        """The same, with what the engine missed. An engine that could not be used once is not asked again."""
        for window in windows(statements):
            answered = 0
            for answer in self._of_engine(window, points):
                yield self._checked(window[answered], answer, points)
                answered += 1
            for statement in window[answered:]:
                yield self.instead(statement, points, self._broken, unusable=True)

    def instead(self, statement: Statement, points: int | None, why: str, *, unusable: bool = False) -> Answer:
        """The stand-in's answer, with the reason for it."""
        if self._stand_in is None:
            return Answer(Failure(statement.key, "summarising", why, statement.source), why, unusable)
        said = next(iter(self._stand_in.summarise([statement], points)))
        if isinstance(said, Summary):
            warning = f"selected by {said.model.name}, since {self._engine.model.name} could not be used: {why}"
            said = replace(said, warnings=(*said.warnings, warning))
        return Answer(said, why, unusable)

    def _of_engine(self, window: list[Statement], points: int | None) -> Iterator[Summary | Failure]:
        """Its answers, up to the first one that it cannot give since it cannot be used."""
        if self._broken:
            return
        try:
            yield from self._engine.summarise(window, points)
        except ModelError as error:
            if self._stand_in is None:
                raise
            self._broken = str(error)

    def _checked(self, statement: Statement, answer: Summary | Failure, points: int | None) -> Answer:
        if isinstance(answer, Summary):
            return Answer(answer)
        return self.instead(statement, points, answer.reason) if self._stand_in else Answer(answer, answer.reason)
