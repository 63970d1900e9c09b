"""The engine for summarisation models (BART, PEGASUS, T5, LED): prose in pieces, of which each sentence is a draft of a point.

Here is only the order of work: pieces of all statements of a window are written together, and where a statement has more
pieces than points, what was said of them is read once more. Whether a draft may be shown is for the gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.extractive.engine import windows
from digest.summarise.extractive.mmr import how_many
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.generative.batching import GenerationFailure, GenerationRequest
from digest.summarise.generative.chunking import breaks_of, pieces
from digest.summarise.generative.generator import Generator
from digest.summarise.generative.prompt import DraftPoint
from digest.summarise.generative.to_summary import summary

VERSION = "seq2seq 1"
"""Changes with what is asked of the model: summaries of another one are made anew."""

MOST_PIECES = 64
"""Of a statement, from the first on: about 60,000 words for BART. What is left out is said."""
MARGIN = 8
"""Tokens that the ends of a piece may take beside those of its parts."""
FEWEST = 8
"""Tokens that a text of a few words may be given."""

NEW_LINE = re.compile(r"<n>|\s*\n\s*")
"""PEGASUS writes <n> between sentences."""

Split = Callable[[str], Sequence[str]]
"""The sentences of a text."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read of one statement: its pieces, how many points it gets, and whether something was left out."""

    pieces: tuple[str, ...]
    points: int
    truncated: bool = False


class Seq2SeqSummariser:
    """Key points as `writer` says them; `split` cuts what it wrote into sentences."""

    def __init__(self, writer: Generator, split: Split, gate: Gate | None = None) -> None:
        self._writer, self._gate = writer, gate or Gate()
        self._split = split

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
            readings = [self._reading(statement, points) for statement in window]
            said = self._said(readings)
            yield from map(self._answer, window, readings, said)

    def _reading(self, statement: Statement, points: int | None) -> _Reading:
        found = self._pieces(statement.text, breaks_of(statement)) if statement.sentences else ()
        return _Reading(found[:MOST_PIECES], points or how_many(statement.text), len(found) > MOST_PIECES)

    def _pieces(self, text: str, breaks: Sequence[Sequence[int]], share: float = 1.0) -> tuple[str, ...]:
        room = self._writer.limit - self._writer.count(self._writer.network.manner.prefix) - MARGIN
        found = pieces(text, breaks, max(1, int(share * room)), self._writer.count)
        # Parts may have a few tokens more together than alone; then all pieces are made a little smaller.
        fit = all(len(self._ids(piece)) <= self._writer.limit for piece in found)
        return found if fit or share < 0.1 else self._pieces(text, breaks, 0.8 * share)

    def _ids(self, piece: str) -> tuple[int, ...]:
        return self._writer.network.tokens.encode(self._writer.network.manner.prefix + piece)

    def _order(self, piece: str) -> GenerationRequest:
        """A summary is shorter than its text, whatever length the model was taught."""
        ids = self._ids(piece)
        manner = self._writer.network.manner
        most = max(FEWEST, min(manner.most, len(ids)))
        return GenerationRequest(ids, min(manner.least, len(ids) // 2, most), most)

    def _said(self, readings: Sequence[_Reading]) -> list[tuple[str, ...] | GenerationFailure]:
        """What is said of each statement, a text a piece, of no more pieces than it gets points."""
        written = iter(self._writer.write([self._order(piece) for reading in readings for piece in reading.pieces]))
        said = [_whole([next(written) for _ in reading.pieces]) for reading in readings]
        again: dict[int, _Reading] = {}
        for place, (reading, texts) in enumerate(zip(readings, said, strict=True)):
            if isinstance(texts, tuple) and len(texts) > reading.points:
                shorter = self._joined(texts)
                if len(shorter) < len(texts):
                    again[place] = _Reading(shorter, reading.points)
        if again:
            for place, texts in zip(again, self._said(list(again.values())), strict=True):
                said[place] = texts
        return said

    def _joined(self, texts: Sequence[str]) -> tuple[str, ...]:
        sentences = [sentence for text in texts for sentence in self._sentences(text)]
        joined, starts = "", []
        for sentence in sentences:
            starts.append(len(joined))
            joined += f"{sentence} "
        return self._pieces(joined, (starts,))

    def _answer(self, statement: Statement, reading: _Reading, said: tuple[str, ...] | GenerationFailure) -> Summary | Failure:
        if isinstance(said, GenerationFailure):
            return Failure(statement.key, "summarising", f"{self.model.name}: {said.reason}", statement.source)
        if not reading.pieces:
            return Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
        drafts = [DraftPoint(sentence, ()) for sentence in self._chosen(said, reading.points)]
        made = summary(drafts, statement, self.model, truncated=reading.truncated, gate=self._gate)
        if not made.points:
            return Failure(statement.key, "summarising", f"{self.model.name} wrote nothing", statement.source)
        return made

    def _chosen(self, said: Sequence[str], points: int) -> list[str]:
        """The first sentence of every piece, then the second ones, until there are enough; none twice."""
        rounds = zip_longest(*(self._sentences(text) for text in said))
        sentences = dict.fromkeys(sentence for one in rounds for sentence in one if sentence)
        return list(sentences)[:points]

    def _sentences(self, text: str) -> list[str]:
        lines = (line.strip() for line in NEW_LINE.split(text))
        return [sentence.strip() for line in lines if line for sentence in self._split(line) if sentence.strip()]


def _whole(texts: Sequence[str | GenerationFailure]) -> tuple[str, ...] | GenerationFailure:
    """The texts of all pieces, or the first trouble with one of them."""
    trouble = next((text for text in texts if isinstance(text, GenerationFailure)), None)
    return trouble or tuple(text for text in texts if isinstance(text, str))
