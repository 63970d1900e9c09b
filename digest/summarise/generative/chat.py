"""The engine for instruct models on this machine: numbered sentences in, JSON with sentence numbers out, asked twice at most.

What is asked and how an answer is read is in `prompt.py`; whether a draft may be shown is for the gate. A statement that is
longer than the model reads is asked for in parts, and of the sentences that were cited there, it is asked once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from digest.records import Failure, Model, Span, Statement, Summary
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.engine import windows
from digest.summarise.extractive.mmr import how_many
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.generative.batching import GenerationFailure, GenerationRequest, GenerationResult
from digest.summarise.generative.chunking import packed
from digest.summarise.generative.generator import Generator
from digest.summarise.generative.prompt import DraftPoint, Messages, ask, numbered, read_answer, retry_messages
from digest.summarise.generative.to_summary import summary

VERSION = "chat 1"
"""Changes with the question: summaries of another one are made anew."""

MOST_TOKENS = 8192
"""Of one question where nothing else is set: beyond, small models lose the middle, and the cache takes gigabytes."""
MOST_PARTS = 16
ANSWER, ANSWER_A_POINT = 50, 150
"""Tokens of an answer: a point of 80 words (the gate's limit) with its numbers, and the form around them."""
MARGIN = 8
EMPTY = Statement("", "", "", "", "", (), ())


Drafts = tuple[DraftPoint, ...] | GenerationFailure
"""What was answered, or why it cannot be used."""


@dataclass(frozen=True, slots=True)
class _Question:
    """The key points of some sentences of a statement."""

    statement: Statement
    rows: tuple[int, ...]
    points: int


class ChatSummariser:
    """Key points as the instruct model of `writer` gives them."""

    def __init__(self, writer: Generator, gate: Gate | None = None) -> None:
        self._writer, self._gate = writer, gate or Gate()

    @property
    def model(self) -> Model:
        """The model, known without loading it."""
        return self._writer.model(f"{VERSION}{self._gate.settings}")

    @property
    def generated(self) -> int:
        """How many tokens were written so far."""
        return self._writer.generated

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Raise ModelError if the model cannot be loaded."""
        for window in windows(statements):
            yield from self._answers(window, points)

    def _answers(self, window: Sequence[Statement], points: int | None) -> Iterator[Summary | Failure]:
        wanted = [points or how_many(statement.text) for statement in window]
        parts = [self._parts(statement, number) for statement, number in zip(window, wanted, strict=True)]
        answers = iter(self._drafts([part for of_one in parts for part in of_one]))
        drafts: list[Drafts] = [_together([next(answers) for _ in of_one]) for of_one in parts]
        for place, found in self._asked_again(window, drafts, wanted).items():
            drafts[place] = found
        for statement, of_one, found, number in zip(window, parts, drafts, wanted, strict=True):
            last = of_one[-1].rows[-1] + 1 if of_one else 0
            yield self._answer(statement, found, number, truncated=last < len(statement.sentences))

    def _parts(self, statement: Statement, points: int) -> list[_Question]:
        """Questions of neighbouring sentences, as few as the model can read, cut between paragraphs where that can be."""
        budget = self._room(points)
        sizes = [self._writer.count(numbered(statement, row)) for row in range(len(statement.sentences))]
        units: list[tuple[Span, int]] = []
        for _, group in groupby(all_sentences(statement), key=lambda sentence: sentence.paragraph):
            rows = [sentence.index for sentence in group]
            size = sum(sizes[row] for row in rows)
            alone = [(Span(row, row + 1), sizes[row]) for row in rows]
            units += [(Span(rows[0], rows[-1] + 1), size)] if size <= budget else alone
        found = packed(units, budget)[:MOST_PARTS]
        each = points if len(found) < 2 else -(-points // len(found))
        return [_Question(statement, tuple(range(start, end)), each) for start, end in found]

    def _room(self, points: int) -> int:
        """Tokens for the sentences of one question."""
        asking = len(self._writer.network.tokens.encode_chat(ask(EMPTY, points, ())))
        return max(1, self._longest - asking - _answer_tokens(points) - MARGIN)

    @property
    def _longest(self) -> int:
        return self._writer.limit if self._writer.settings.tokens else min(self._writer.limit, MOST_TOKENS)

    def _asked_again(self, window: Sequence[Statement], drafts: Sequence[Drafts], wanted: Sequence[int]) -> dict[int, Drafts]:
        """Where the parts of a statement gave too many drafts, those of the sentences that they stand on."""
        questions: dict[int, _Question] = {}
        for place, (statement, found, points) in enumerate(zip(window, drafts, wanted, strict=True)):
            if isinstance(found, tuple) and len(found) > points:
                cited = {span for draft in found for span in draft.cited}
                rows = tuple(row for row, span in enumerate(statement.sentences) if span in cited)
                questions[place] = _Question(statement, rows, points)
        answers = self._drafts(list(questions.values()))
        # Drafts that are too many are better than none.
        return {place: found for place, found in zip(questions, answers, strict=True) if isinstance(found, tuple)}

    def _drafts(self, questions: Sequence[_Question]) -> list[Drafts]:
        """What is answered to each question; what cannot be read is asked for once more, with what was wrong."""
        asked = [ask(question.statement, question.points, question.rows) for question in questions]
        said = self._say(asked, questions)
        found = [_read(text, question) for text, question in zip(said, questions, strict=True)]
        again: dict[int, Messages] = {}
        for place, (text, answer) in enumerate(zip(said, found, strict=True)):
            if isinstance(text, str) and isinstance(answer, GenerationFailure):
                again[place] = [*asked[place], *retry_messages(text, answer.reason)]
        retried = self._say(list(again.values()), [questions[place] for place in again])
        for place, text in zip(again, retried, strict=True):
            found[place] = _read(text, questions[place])
        return found

    def _say(self, messages: Sequence[Messages], questions: Sequence[_Question]) -> list[GenerationResult]:
        orders = [
            GenerationRequest(self._writer.network.tokens.encode_chat(asked), 1, _answer_tokens(question.points))
            for asked, question in zip(messages, questions, strict=True)
        ]
        # A part is cut to fit; only a sentence that is longer than all that is read at once does not.
        fits = [len(order.ids) <= self._longest + MARGIN for order in orders]
        written = iter(self._writer.write([order for order, is_read in zip(orders, fits, strict=True) if is_read]))
        too_long = GenerationFailure(f"a sentence of it does not fit into {self._longest} tokens")
        return [next(written) if is_read else too_long for is_read in fits]

    def _answer(self, statement: Statement, found: Drafts, points: int, *, truncated: bool) -> Summary | Failure:
        if not statement.sentences:
            return Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
        if isinstance(found, GenerationFailure):
            return Failure(statement.key, "summarising", f"{self.model.name}: {found.reason}", statement.source)
        made = summary(found[:points], statement, self.model, truncated=truncated, gate=self._gate)
        if not made.points:
            return Failure(statement.key, "summarising", f"{self.model.name} said nothing that can be shown", statement.source)
        return made


def _answer_tokens(points: int) -> int:
    return ANSWER + points * ANSWER_A_POINT


def _read(text: GenerationResult, question: _Question) -> Drafts:
    if isinstance(text, GenerationFailure):
        return text
    try:
        return read_answer(text, question.statement, question.points)
    except ValueError as error:
        return GenerationFailure(f"its answer cannot be read: {error}")


def _together(answers: Sequence[Drafts]) -> Drafts:
    """The drafts of all parts, or the first trouble with one of them."""
    trouble = next((answer for answer in answers if isinstance(answer, GenerationFailure)), None)
    return trouble or tuple(draft for answer in answers if isinstance(answer, tuple) for draft in answer)
