"""The server engine: an OpenAI-compatible model server says the key points, the gate lets through what stands in the text.

Each statement is asked for in a question of its own, a long one in several, section by section; questions go out at the same
time, up to a limit. A server that cannot be reached is a ModelError, a statement of which an answer cannot be read twice is a
Failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.extractive.engine import windows
from digest.summarise.extractive.mmr import how_many
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.generative.api_client import ApiClient, NoAnswer
from digest.summarise.generative.prompt import SCHEMA, DraftPoint, Messages, ask, numbered, read_answer, retry_messages
from digest.summarise.generative.sections import sections
from digest.summarise.generative.to_summary import summary

VERSION = "points 2"
"""Changes with the question: summaries of another one are made anew."""

MOST_SECTIONS = 64
"""Of one statement; what lies beyond is not read, and the edition says so."""

Drafts = tuple[DraftPoint, ...] | NoAnswer
"""What was answered, or why it cannot be used."""


@dataclass(frozen=True, slots=True)
class _Question:
    """`points` key points of some sentences of a statement."""

    statement: Statement
    rows: Sequence[int]
    points: int


class ServerSummariser:
    """Asks the model `name` of `server`; `workers` questions at a time, `characters` of a statement in one question."""

    def __init__(
        self,
        server: ApiClient,
        name: str,
        *,
        workers: int = 4,
        characters: int = 24_000,
        gate: Gate | None = None,
    ) -> None:
        self._server, self._name, self._workers, self._characters = server, name, workers, characters
        self._gate = gate or Gate()

    @property
    def model(self) -> Model:
        """The model by the name that the server knows; its revision is the address that serves it."""
        settings = f"{VERSION}, {self._characters} characters{self._gate.settings}"
        return Model(self._name, self._server.endpoint.url, "server", settings)

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Raise ModelError if the server cannot be reached or refuses every question."""
        with ThreadPoolExecutor(self._workers) as pool:
            for window in windows(statements):
                yield from self._answers(window, points, pool)

    def _answers(
        self, window: Sequence[Statement], points: int | None, pool: ThreadPoolExecutor
    ) -> Iterator[Summary | Failure]:
        wanted = [points or how_many(statement.text) for statement in window]
        parts = [self._sections(statement, number) for statement, number in zip(window, wanted, strict=True)]
        answers = iter(list(pool.map(self._drafts, (part for of_one in parts for part in of_one))))
        drafts = [_together([next(answers) for _ in of_one]) for of_one in parts]
        best = pool.map(self._best, window, drafts, wanted)
        for statement, of_one, found in zip(window, parts, best, strict=True):
            yield self._answer(statement, found, truncated=self._is_cut(statement, of_one))

    def _sections(self, statement: Statement, points: int) -> tuple[_Question, ...]:
        """What is asked of a statement: of each of several sections its share of the points, and one more to choose from."""
        found = sections(statement, self._characters, lambda row: len(numbered(statement, row)) + 1)[:MOST_SECTIONS]
        each = points if len(found) < 2 else -(-points // len(found)) + 1
        return tuple(_Question(statement, rows, each) for rows in found)

    def _is_cut(self, statement: Statement, questions: Sequence[_Question]) -> bool:
        last = questions[-1].rows[-1] + 1 if questions else 0
        sizes = (len(numbered(statement, row)) for question in questions for row in question.rows)
        return last < len(statement.sentences) or any(size > self._characters for size in sizes)

    def _best(self, statement: Statement, drafts: Drafts, points: int) -> Drafts:
        """Where sections gave more drafts than points, what the model makes of the sentences that those stand on."""
        if isinstance(drafts, NoAnswer) or len(drafts) <= points:
            return drafts
        cited = {span for draft in drafts for span in draft.cited}
        rows = [row for row, span in enumerate(statement.sentences) if span in cited]
        again = self._drafts(_Question(statement, rows, points)) if rows else drafts
        # Drafts that are too many are better than none.
        return drafts[:points] if isinstance(again, NoAnswer) else again[:points]

    def _answer(self, statement: Statement, drafts: Drafts, *, truncated: bool) -> Summary | Failure:
        if not statement.sentences:
            return Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
        if isinstance(drafts, NoAnswer):
            return Failure(statement.key, "summarising", str(drafts), statement.source)
        return summary(drafts, statement, self.model, truncated=truncated, gate=self._gate)

    def _drafts(self, question: _Question) -> Drafts:
        """The drafts of the first answer that can be read, of two at most; the second is asked for with what was wrong."""
        messages = ask(question.statement, question.points, question.rows, self._characters)
        try:
            answer = self._ask(messages, question.points)
            try:
                return read_answer(answer, question.statement, question.points)
            except ValueError as error:
                again = self._ask([*messages, *retry_messages(answer, str(error))], question.points)
            return read_answer(again, question.statement, question.points)
        except NoAnswer as error:
            return error
        except ValueError as error:
            return NoAnswer(f"two answers of {self._name} cannot be read: {error}")

    def _ask(self, messages: Messages, points: int) -> str:
        body: dict[str, Any] = {
            "model": self._name,
            "messages": messages,
            "temperature": 0,
            "max_tokens": 200 * points,
            "response_format": {"type": "json_schema", "json_schema": {"name": "points", "strict": True, "schema": SCHEMA}},
        }
        return self._server.ask(body)


def _together(answers: Sequence[Drafts]) -> Drafts:
    """The drafts of all sections in order, or why one of them has none."""
    found: list[DraftPoint] = []
    for answer in answers:
        if isinstance(answer, NoAnswer):
            return answer
        found += answer
    return tuple(found)
