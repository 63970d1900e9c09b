"""The extractive engine: the key points of a statement are its own sentences, chosen.

Statements are read ahead in windows, so that the sentences of many share the encoder's batches and memory stays the same
however many there are. Ranking is in `ranker.py` and `recipe.py`, choosing in `selection.py`, wording in `wording.py`; here is
only the order of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from digest.records import Failure, Model, Statement, Summary
from digest.summarise.candidates import Candidate, all_sentences, eligible
from digest.summarise.encoder import LONGEST_SENTENCE, Readings
from digest.summarise.features import describe
from digest.summarise.ranker import Ranker, shipped_ranker
from digest.summarise.recipe import Scores, by_position, by_recipe
from digest.summarise.selection import how_many, select
from digest.summarise.wording import companion, point

WINDOW_STATEMENTS = 64
WINDOW_CHARACTERS = 400_000
"""A window ends at 64 statements or at 400,000 characters: enough sentences to fill batches of equal length, and vectors of
about 6 MB."""

MOST_SENTENCES = 4_000
"""No more of a statement is read, and its summary says so: the longest briefing among 342 real statements has 880, a hearing
of a day some 4,000, and a hostile page of a megabyte 80,000, whose time would grow with their square."""

MOST_CHARACTERS = 1_000_000
"""Nor more than this, in whole sentences: seven times a briefing of 25,000 words, and half a minute on two cores."""

RECIPE = "position+centrality+title"
RANKER = "ranker {}"
"""Followed by the beginning of the fingerprint of its weights."""

PACKAGED_LANGUAGES = frozenset({"en"})

ORPHAN_WEIGHT = 0.3
"""How much of a grade (0 to 2) a sentence loses that surely cannot stand alone; by cross-validation."""


class Encoder(Protocol):
    """What the engine needs of an encoder."""

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def bfloat16(self) -> bool: ...
    def read(self, sentences: Sequence[str]) -> Readings: ...


class ExtractiveSummariser:
    """Chooses sentences by what an encoder, and a ranker trained on its vectors, say of them.

    `languages` are those that the encoder reads (empty: all); other text is ranked by position alone, with a warning.
    `ranker` takes the place of the shipped one; `trained=False` ranks without any, and so does an encoder that the shipped one
    was not trained on.
    `on_progress` is called with the number of statements answered so far, after each one.
    """

    def __init__(
        self,
        encoder: Encoder,
        *,
        trained: bool = True,
        ranker: Ranker | None = None,
        languages: frozenset[str] = PACKAGED_LANGUAGES,
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        self._encoder = encoder
        self._trained = trained
        self._own_ranker = ranker
        self._languages = languages
        self._on_progress = on_progress

    @property
    def model(self) -> Model:
        """The encoder and the ranking; known without loading them. Raise ModelError if the weights cannot be read."""
        settings = RANKER.format(self._ranker.revision[:12]) if self._ranker else RECIPE
        if self._encoder.bfloat16:
            settings += ", bfloat16"
        return Model(self._encoder.name, self._encoder.revision, self._encoder.device, settings)

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. At most 64 statements are read ahead.

        A statement without a sentence gives a Failure. Raise ModelError if the model cannot be loaded.
        """
        done = 0
        for window in windows(statements):
            for answer in self._answers(window, points):
                done += 1
                if self._on_progress:
                    self._on_progress(done)
                yield answer

    @cached_property
    def _ranker(self) -> Ranker | None:
        if not self._trained or self._own_ranker:
            return self._own_ranker if self._trained else None
        folder = shipped_ranker()
        ranker = Ranker(folder) if folder else None
        return ranker if ranker and ranker.encoder == self._encoder.revision else None

    def _answers(self, window: Sequence[Statement], points: int | None) -> Iterator[Summary | Failure]:
        drafts = [_read(all_sentences(statement)) for statement in window]
        readable = [bool(draft) and self._reads(statement) for statement, draft in zip(window, drafts, strict=True)]
        encoded = self._encode(window, drafts, readable)
        for statement, draft, can_read in zip(window, drafts, readable, strict=True):
            if not draft:
                yield Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
            else:
                yield self._summary(statement, draft, next(encoded) if can_read else None, points)

    def _encode(
        self, window: Sequence[Statement], drafts: Sequence[Sequence[Candidate]], readable: Sequence[bool]
    ) -> Iterator[Readings]:
        """Those of each readable statement: its title, then its sentences, 1 + n rows."""
        wanted = [
            [statement.title, *(sentence.text for sentence in draft)]
            for statement, draft, can_read in zip(window, drafts, readable, strict=True)
            if can_read
        ]
        if not wanted:
            return
        readings = self._encoder.read([sentence for sentences in wanted for sentence in sentences])
        start = 0
        for sentences in wanted:
            yield readings.rows(slice(start, start + len(sentences)))
            start += len(sentences)

    def _summary(
        self, statement: Statement, sentences: Sequence[Candidate], encoded: Readings | None, points: int | None
    ) -> Summary:
        rows = eligible(sentences)
        draft = [sentences[row] for row in rows]
        scores, orphan = self._scores(statement, sentences, rows, encoded)
        chosen = select(
            draft, scores, None if encoded is None else encoded.meaning[1:][rows], points or how_many(statement.text)
        )
        taken: set[int] = set(chosen)
        made = []
        for i in chosen:
            before = companion(i, draft, orphan, taken)
            taken |= {i if before is None else before}
            made.append(point(draft[i], None if before is None else draft[before]))
        warnings = () if encoded is not None else (f"ranked by position alone: {_unread(statement)}",)
        whole = len(sentences) == len(statement.sentences) and all(len(s.text) <= LONGEST_SENTENCE for s in sentences)
        return Summary(tuple(made), self.model, not whole, warnings)

    def _scores(
        self, statement: Statement, sentences: Sequence[Candidate], rows: list[int], encoded: Readings | None
    ) -> tuple[Scores, npt.NDArray[np.float64]]:
        """The score of each eligible sentence, and how likely it cannot stand alone (0 where nobody knows)."""
        draft = [sentences[row] for row in rows]
        if encoded is None:
            return by_position(draft), np.zeros(len(rows))
        title, vectors = (encoded.meaning[:1] if statement.title.strip() else None), encoded.meaning[1:]
        if self._ranker is None:
            return by_recipe(draft, vectors[rows], title), np.zeros(len(rows))
        judged = self._ranker.judge(encoded.rows(slice(1, None)), describe(statement, sentences, vectors, title))
        return (judged.grade - ORPHAN_WEIGHT * judged.orphan)[rows], judged.orphan[rows]

    def _reads(self, statement: Statement) -> bool:
        """Whether the encoder knows the language; a text that names none is judged by its letters."""
        language = statement.language.partition("-")[0].lower()
        if not self._languages or language in self._languages:
            return True
        return not language and "en" in self._languages and is_latin(statement.text)


def _read(sentences: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those that are read; the first always is."""
    kept = [sentence for sentence in sentences[:MOST_SENTENCES] if sentence.span.end <= MOST_CHARACTERS]
    return tuple(kept) or sentences[:1]


def windows(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Runs of statements that are worth encoding together."""
    window: list[Statement] = []
    size = 0
    for statement in statements:
        window.append(statement)
        size += len(statement.text)
        if len(window) >= WINDOW_STATEMENTS or size >= WINDOW_CHARACTERS:
            yield window
            window, size = [], 0
    if window:
        yield window


def is_latin(text: str) -> bool:
    """Whether at least half of the letters are plain Latin ones."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character.isascii() for character in letters) >= len(letters)


def _unread(statement: Statement) -> str:
    what = f"the language {statement.language!r}" if statement.language else "this script"
    return f"the model does not read {what}"
