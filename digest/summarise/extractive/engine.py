"""The extractive engine: the key points of a statement are its own sentences, chosen.

Statements are read ahead in windows, so that the sentences of many share the encoder's batches and memory stays the same
however many there are. Ranking is in `ranker.py` and `recipe.py`, choosing in `selection.py`, wording in `wording.py`; here is
only the order of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Protocol

import numpy as np

from digest.records import BY_POSITION, Failure, Model, Statement, Summary
from digest.summarise.candidates import Candidate, all_sentences, eligible
from digest.summarise.device import Precision
from digest.summarise.extractive.baseline import by_position, by_recipe
from digest.summarise.extractive.decontextualise import companion, point
from digest.summarise.extractive.encoder import LONGEST_SENTENCE, Readings, Vectors
from digest.summarise.extractive.features import describe
from digest.summarise.extractive.mmr import how_many, select
from digest.summarise.extractive.ranker import Described, Judgement, Ranker, shipped_ranker

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
    def precision(self) -> Precision: ...
    @property
    def bfloat16(self) -> bool: ...
    def read(self, sentences: Sequence[str]) -> Readings: ...


@dataclass(frozen=True, slots=True)
class EncodedStatement:
    """A statement, the sentences of it that are read, and what the encoder made of its title and of them: 1 + n rows, or
    None where it does not know the language."""

    statement: Statement
    sentences: tuple[Candidate, ...]
    readings: Readings | None = None

    @property
    def vectors(self) -> Vectors:
        """Those of the sentences, (n, d); none without readings."""
        return self.readings.meaning[1:] if self.readings else np.zeros((0, 0), dtype=np.float32)

    @property
    def title(self) -> Vectors | None:
        """That of the title, (1, d), if there is one."""
        return self.readings.meaning[:1] if self.readings and self.statement.title.strip() else None

    @property
    def described(self) -> Described:
        """What the ranker is told. Raise TypeError without readings."""
        if self.readings is None:
            raise TypeError("a draft without readings cannot be described")
        features = describe(self.statement, self.sentences, self.vectors, self.title)
        return Described(self.readings.rows(slice(1, None)), features)

    @property
    def whole(self) -> bool:
        """Whether every sentence is read to its end."""
        every = len(self.sentences) == len(self.statement.sentences)
        return every and all(len(sentence.text) <= LONGEST_SENTENCE for sentence in self.sentences)


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
        if self._encoder.precision != "float32":
            settings += f", {self._encoder.precision}"
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
        drafts = self._drafts(window)
        for draft, judged in zip(drafts, self._judged(drafts), strict=True):
            statement = draft.statement
            if draft.sentences:
                yield self._summary(draft, judged, points or how_many(statement.text))
            else:
                yield Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)

    def _drafts(self, window: Sequence[Statement]) -> list[EncodedStatement]:
        """The statements as they are read: one call of the encoder for the titles and sentences of all."""
        sentences = [_read(all_sentences(statement)) for statement in window]
        wanted = [
            [statement.title, *(each.text for each in read)] if read and self._reads(statement) else []
            for statement, read in zip(window, sentences, strict=True)
        ]
        texts = [text for each in wanted for text in each]
        if not texts:
            return [EncodedStatement(*pair) for pair in zip(window, sentences, strict=True)]
        readings = self._encoder.read(texts)
        starts = accumulate((len(each) for each in wanted), initial=0)
        return [
            EncodedStatement(statement, read, readings.rows(slice(start, start + len(each))) if each else None)
            for statement, read, each, start in zip(window, sentences, wanted, starts, strict=False)
        ]

    def _judged(self, drafts: Sequence[EncodedStatement]) -> list[Judgement | None]:
        """What the trained ranker says of each draft; None without it, or where the encoder could not read."""
        judged: list[Judgement | None] = [None] * len(drafts)
        if self._ranker:
            read = [i for i, draft in enumerate(drafts) if draft.readings]
            described = [drafts[i].described for i in read]
            said = self._ranker.judge(described, self._encoder.device, bfloat16=self._encoder.bfloat16)
            for i, judgement in zip(read, said, strict=True):
                judged[i] = judgement
        return judged

    def _summary(self, draft: EncodedStatement, judged: Judgement | None, points: int) -> Summary:
        rows = eligible(draft.sentences)
        candidates = [draft.sentences[row] for row in rows]
        vectors = draft.vectors[rows] if draft.readings else None
        orphan = judged.orphan[rows] if judged else np.zeros(len(rows))
        if judged:
            scores = judged.grade[rows] - ORPHAN_WEIGHT * orphan
        else:
            scores = by_position(candidates) if vectors is None else by_recipe(candidates, vectors, draft.title)
        chosen = select(candidates, scores, vectors, points)
        taken: set[int] = set(chosen)
        made = []
        for i in chosen:
            before = companion(i, candidates, orphan, taken)
            taken |= {i if before is None else before}
            made.append(point(candidates[i], None if before is None else candidates[before]))
        warnings = () if draft.readings else (f"{BY_POSITION}: {_unread(draft.statement)}",)
        return Summary(tuple(made), self.model, not draft.whole, warnings)

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
    known = statement.language not in ("", "und")
    what = f"the language {statement.language!r}" if known else "this script, or its language is not known"
    return f"the model does not read {what}"
