"""The server engine: an OpenAI-compatible model server says the key points, the gate lets through what stands in the text.

Several statements are asked for at the same time, each in a question of its own. A server that cannot be reached is a
ModelError, a statement whose answer cannot be read twice is a Failure.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.endpoint import Endpoint, NoAnswer, ask
from digest.summarise.extractive import windows
from digest.summarise.prompt import SCHEMA, Draft, question, read_answer, shown
from digest.summarise.selection import how_many
from digest.summarise.written import summary

VERSION = "points 1"
"""Changes with the question: summaries of another one are made anew."""


class ServerSummariser:
    """Asks the model `name` behind `endpoint`; `workers` questions at a time, `characters` of a statement in one question."""

    def __init__(
        self,
        endpoint: Endpoint,
        name: str,
        *,
        workers: int = 4,
        characters: int = 24_000,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint, self._name, self._workers, self._characters = endpoint, name, workers, characters
        self._sleep = sleep

    @property
    def model(self) -> Model:
        """The model by the name that the server knows; its revision is the address that serves it."""
        return Model(self._name, self._endpoint.url, "server", f"{VERSION}, {self._characters} characters")

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Raise ModelError if the server cannot be reached or refuses the question."""
        with ThreadPoolExecutor(self._workers) as pool:
            for window in windows(statements):
                yield from pool.map(lambda statement: self._answer(statement, points or how_many(statement.text)), window)

    def _answer(self, statement: Statement, points: int) -> Summary | Failure:
        if not statement.sentences:
            return Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
        sentences = shown(statement, self._characters)
        try:
            drafts = self._drafts(statement, points, sentences)
        except NoAnswer as error:
            return Failure(statement.key, "summarising", str(error), statement.source)
        except ValueError as error:
            return Failure(
                statement.key, "summarising", f"two answers of {self._name} cannot be read: {error}", statement.source
            )
        return summary(drafts, statement, self.model, truncated=sentences < len(statement.sentences))

    def _drafts(self, statement: Statement, points: int, sentences: int) -> tuple[Draft, ...]:
        """The drafts of the first answer that can be read, of two at most."""
        body: dict[str, Any] = {
            "model": self._name,
            "messages": question(statement, points, sentences),
            "temperature": 0,
            "max_tokens": 200 * points,
            "response_format": {"type": "json_schema", "json_schema": {"name": "points", "strict": True, "schema": SCHEMA}},
        }
        try:
            return read_answer(ask(self._endpoint, body, self._sleep), statement, points)
        except ValueError:
            return read_answer(ask(self._endpoint, body, self._sleep), statement, points)
