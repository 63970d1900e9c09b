"""The engine for summarisation models (BART, PEGASUS, T5, LED): summarises chunks, and drafts a point from each sentence.

Decides the order of work only: the chunks of all statements of a window are generated together, and if a statement has more
chunks than points, their summaries are summarised once more. Whether a point may be shown is decided by the gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.extractive.mmr import point_count
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.generative.batching import GenerationFailure, GenerationRequest, all_or_failure
from digest.summarise.generative.chunking import boundaries_of, split_text
from digest.summarise.generative.generator import Generator
from digest.summarise.generative.prompt import DraftPoint
from digest.summarise.generative.to_summary import summary_or_failure
from digest.summarise.windows import windows

VERSION = "seq2seq 1"
"""Changes with what is asked of the model: summaries stored with another version are made anew."""

MAX_CHUNKS = 64
"""Chunks of a statement that are read, from its start: about 60,000 words for BART. The edition says if there are more."""
TOKEN_MARGIN = 8
"""Tokens that a chunk may have more than the sum of its parts."""
MIN_OUTPUT_TOKENS = 8
"""Tokens that the summary of a text of a few words may have."""

LINE_BREAK = re.compile(r"<n>|\s*\n\s*")
"""PEGASUS generates <n> between sentences."""

SplitSentences = Callable[[str], Sequence[str]]
"""Returns the sentences of a text."""


@dataclass(frozen=True, slots=True)
class ChunkPlan:
    """The chunks of one statement, the number of points wanted, and whether a part of the statement was left out."""

    chunks: tuple[str, ...]
    points: int
    truncated: bool = False


class Seq2SeqSummariser:
    """Key points by the summarisation model of `generator`; `split` returns the sentences of what it generates."""

    def __init__(self, generator: Generator, split: SplitSentences, gate: Gate | None = None) -> None:
        self._generator, self._gate = generator, gate or Gate()
        self._split = split

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
            plans = [self.plan(statement, points) for statement in window]
            yield from map(self._result, window, plans, self._summaries(plans))

    def plan(self, statement: Statement, points: int | None) -> ChunkPlan:
        """Return the chunks of a statement in which the model reads it."""
        chunks = self._chunks(statement.text, boundaries_of(statement)) if statement.sentences else ()
        return ChunkPlan(chunks[:MAX_CHUNKS], points or point_count(statement.text), len(chunks) > MAX_CHUNKS)

    def _chunks(self, text: str, boundaries: Sequence[Sequence[int]], scale: float = 1.0) -> tuple[str, ...]:
        limit = self._generator.input_tokens
        budget = limit - self._generator.count(self._generator.hf_model.spec.prefix) - TOKEN_MARGIN
        chunks = split_text(text, boundaries, max(1, int(scale * budget)), self._generator.count)
        # Parts may have a few tokens more together than the sum of their own. Then all chunks are made smaller.
        fits = all(len(self._encoded(chunk)) <= limit for chunk in chunks)
        return chunks if fits or scale < 0.1 else self._chunks(text, boundaries, 0.8 * scale)

    def _encoded(self, chunk: str) -> tuple[int, ...]:
        model = self._generator.hf_model
        return model.tokenizer.encode(model.spec.prefix + chunk)

    def _request(self, chunk: str) -> GenerationRequest:
        """The request for a summary of a chunk, which is never longer than the chunk."""
        ids, spec = self._encoded(chunk), self._generator.hf_model.spec
        max_tokens = max(MIN_OUTPUT_TOKENS, min(spec.max_tokens, len(ids)))
        return GenerationRequest(ids, min(spec.min_tokens, len(ids) // 2, max_tokens), max_tokens)

    def _summaries(self, plans: Sequence[ChunkPlan]) -> list[tuple[str, ...] | GenerationFailure]:
        """The generated texts of each statement: one for each chunk, from at most as many chunks as it has points."""
        results = iter(self._generator.generate([self._request(chunk) for plan in plans for chunk in plan.chunks]))
        summaries = [all_or_failure([next(results) for _ in plan.chunks]) for plan in plans]
        shorter = {
            number: again
            for number, (plan, texts) in enumerate(zip(plans, summaries, strict=True))
            if isinstance(texts, tuple) and (again := self._second_plan(plan, texts))
        }
        if shorter:
            for number, texts in zip(shorter, self._summaries(list(shorter.values())), strict=True):
                summaries[number] = texts
        return summaries

    def _second_plan(self, plan: ChunkPlan, texts: Sequence[str]) -> ChunkPlan | None:
        """The generated texts as new chunks, if there are more texts than points and fewer chunks than texts."""
        if len(texts) <= plan.points:
            return None
        joined, starts = "", []
        for sentence in (sentence for text in texts for sentence in self._sentences(text)):
            starts.append(len(joined))
            joined += f"{sentence} "
        chunks = self._chunks(joined, (starts,))
        return ChunkPlan(chunks, plan.points) if len(chunks) < len(texts) else None

    def _result(self, statement: Statement, plan: ChunkPlan, texts: tuple[str, ...] | GenerationFailure) -> Summary | Failure:
        drafts = texts if isinstance(texts, GenerationFailure) else self._drafts(texts, plan.points)
        return summary_or_failure(drafts, statement, self.model, truncated=plan.truncated, gate=self._gate)

    def _drafts(self, texts: Sequence[str], points: int) -> list[DraftPoint]:
        """The first sentence of every text, then the second ones, up to `points` different sentences."""
        rounds = zip_longest(*(self._sentences(text) for text in texts))
        sentences = dict.fromkeys(sentence for each in rounds for sentence in each if sentence)
        return [DraftPoint(sentence, ()) for sentence in list(sentences)[:points]]

    def _sentences(self, text: str) -> list[str]:
        lines = (line.strip() for line in LINE_BREAK.split(text))
        return [sentence.strip() for line in lines if line for sentence in self._split(line) if sentence.strip()]
