"""The engine for instruct models on this machine: numbered sentences in, JSON with sentence numbers out.

The prompt is in `prompt.py`, the questions in `questions.py`; whether a point may be shown is decided by the gate. A statement
longer than the model's input is asked about in parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.extractive.mmr import point_count
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.generative.batching import GenerationFailure, GenerationRequest, GenerationResult
from digest.summarise.generative.chunking import sentence_runs
from digest.summarise.generative.generator import Generator
from digest.summarise.generative.prompt import Messages, numbered_sentence, question_messages
from digest.summarise.generative.questions import Drafts, Question, QuestionPlan, ask_with_retry, draft_points, share
from digest.summarise.generative.to_summary import summary_or_failure
from digest.summarise.windows import windows

VERSION = "chat 1"
"""Changes with the prompts: summaries stored with another version are made anew."""
RETRY_PROBLEM = "its answer cannot be read: {}"
"""Part of the retry prompt."""

MAX_PROMPT_TOKENS = 8192
"""The longest prompt if the configuration sets none. Small models miss what is in the middle of longer ones, and the cache
takes gigabytes."""
MAX_PARTS = 16
ANSWER_TOKENS, ANSWER_TOKENS_PER_POINT = 50, 150
"""Tokens of an answer: a point of 80 words (the limit of the gate) with its numbers, and the JSON around it."""
TOKEN_MARGIN = 8
"""Tokens that a prompt may have more than the sum of its lines."""
EMPTY_STATEMENT = Statement("", "", "", "", "", (), ())


class ChatSummariser:
    """Key points by the instruct model of `generator`."""

    def __init__(self, generator: Generator, gate: Gate | None = None) -> None:
        self._generator, self._gate = generator, gate or Gate()

    @property
    def model(self) -> Model:
        """The model with all settings that change its output. Loads nothing."""
        return self._generator.model(f"{VERSION}{self._gate.settings}")

    @property
    def generated(self) -> int:
        """The number of tokens generated so far."""
        return self._generator.generated

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """Yield one result for each statement, in order. Raise ModelError if the model cannot be loaded."""
        for window in windows(statements):
            plans = [self.plan(statement, points or point_count(statement.text)) for statement in window]
            for plan, drafts in zip(plans, draft_points(plans, self._ask), strict=True):
                yield summary_or_failure(drafts, plan.statement, self.model, truncated=plan.truncated, gate=self._gate)

    def plan(self, statement: Statement, points: int) -> QuestionPlan:
        """Return the questions for `points` key points of a statement: as few parts as the model can read."""
        sizes = [self._generator.count(numbered_sentence(statement, row)) for row in range(len(statement.sentences))]
        runs = sentence_runs(statement, sizes, self._budget(points))
        used = runs[:MAX_PARTS]
        questions = tuple(Question(statement, run, share(points, len(used))) for run in used)
        return QuestionPlan(statement, points, questions, truncated=len(used) < len(runs))

    def _budget(self, points: int) -> int:
        """The tokens that the sentences of one prompt may have."""
        overhead = len(self._generator.hf_model.tokenizer.encode_chat(question_messages(EMPTY_STATEMENT, points, ())))
        return max(1, self._prompt_tokens - overhead - _answer_tokens(points) - TOKEN_MARGIN)

    @property
    def _prompt_tokens(self) -> int:
        limit = self._generator.input_tokens
        return limit if self._generator.settings.tokens else min(limit, MAX_PROMPT_TOKENS)

    def _ask(self, questions: Sequence[Question]) -> list[Drafts]:
        return ask_with_retry(questions, self._send, RETRY_PROBLEM)

    def _send(self, prompts: Sequence[tuple[Question, Messages]]) -> list[GenerationResult]:
        encode = self._generator.hf_model.tokenizer.encode_chat
        requests = [GenerationRequest(encode(messages), 1, _answer_tokens(question.points)) for question, messages in prompts]
        # Parts are cut to fit, so only a single sentence can be too long.
        fits = [len(request.ids) <= self._prompt_tokens + TOKEN_MARGIN for request in requests]
        results = iter(self._generator.generate([request for request, fit in zip(requests, fits, strict=True) if fit]))
        too_long = GenerationFailure(f"a sentence of it does not fit into {self._prompt_tokens} tokens")
        return [next(results) if fit else too_long for fit in fits]


def _answer_tokens(points: int) -> int:
    return ANSWER_TOKENS + points * ANSWER_TOKENS_PER_POINT
