"""The engine for models behind an OpenAI-compatible server: asks for key points, and shows those that pass the gate.

One question holds one statement, or one section of a long one. Several questions are sent at the same time. A server that
cannot be reached raises a ModelError; a statement without a readable answer becomes a Failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.extractive.mmr import point_count
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.generative.api_client import ApiClient, NoAnswerError
from digest.summarise.generative.batching import GenerationFailure, GenerationResult
from digest.summarise.generative.chunking import sentence_runs
from digest.summarise.generative.prompt import SCHEMA, Messages, numbered_sentence
from digest.summarise.generative.questions import Drafts, Question, QuestionPlan, ask_with_retry, draft_points, share
from digest.summarise.generative.to_summary import summary_or_failure
from digest.summarise.windows import windows

VERSION = "points 2"
"""Changes with the prompts: summaries stored with another version are made anew."""

MAX_SECTIONS = 64
"""Sections of one statement that are read. If there are more, the edition says that not all was read."""
ANSWER_TOKENS_PER_POINT = 200


class ServerSummariser:
    """Asks the model `name` of a server with `workers` requests at a time and `max_chars` of a statement in one question."""

    def __init__(
        self,
        client: ApiClient,
        name: str,
        *,
        workers: int = 4,
        max_chars: int = 24_000,
        gate: Gate | None = None,
    ) -> None:
        self._client, self._name, self._workers, self._max_chars = client, name, workers, max_chars
        self._gate = gate or Gate()

    @property
    def model(self) -> Model:
        """The model by its name on the server; its revision is the server's address."""
        settings = f"{VERSION}, {self._max_chars} characters{self._gate.settings}"
        return Model(self._name, self._client.endpoint.url, "server", settings)

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """Yield one result for each statement, in order.

        Raise ModelError if the server cannot be reached or refuses every question.
        """
        with ThreadPoolExecutor(self._workers) as pool:

            def ask(questions: Sequence[Question]) -> Iterator[Drafts]:
                return pool.map(self._ask, questions)

            for window in windows(statements):
                plans = [self._plan(statement, points or point_count(statement.text)) for statement in window]
                for plan, drafts in zip(plans, draft_points(plans, ask), strict=True):
                    yield self._result(plan, drafts)

    def _plan(self, statement: Statement, points: int) -> QuestionPlan:
        """The questions for a statement. Each of several sections gives its share of the points and one more to choose from."""
        lengths = [len(numbered_sentence(statement, row)) for row in range(len(statement.sentences))]
        runs = sentence_runs(statement, [length + 1 for length in lengths], self._max_chars)  # with the line break
        used = runs[:MAX_SECTIONS]
        wanted = share(points, len(used)) + (len(used) > 1)
        questions = tuple(Question(statement, run, wanted, self._max_chars) for run in used)
        is_cut = len(used) < len(runs) or any(lengths[row] > self._max_chars for run in used for row in run)
        return QuestionPlan(statement, points, questions, truncated=is_cut)

    def _result(self, plan: QuestionPlan, drafts: Drafts) -> Summary | Failure:
        return summary_or_failure(
            drafts, plan.statement, self.model, truncated=plan.truncated, gate=self._gate, may_be_empty=True
        )

    def _ask(self, question: Question) -> Drafts:
        return ask_with_retry([question], self._send)[0]

    def _send(self, prompts: Sequence[tuple[Question, Messages]]) -> list[GenerationResult]:
        return [self._complete(messages, question.points) for question, messages in prompts]

    def _complete(self, messages: Messages, points: int) -> GenerationResult:
        schema = {"name": "points", "strict": True, "schema": SCHEMA}
        try:
            return self._client.complete(
                {
                    "model": self._name,
                    "messages": messages,
                    "temperature": 0,
                    "max_tokens": ANSWER_TOKENS_PER_POINT * points,
                    "response_format": {"type": "json_schema", "json_schema": schema},
                }
            )
        except NoAnswerError as error:
            return GenerationFailure(str(error))
