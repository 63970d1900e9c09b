"""The extractive engine: the key points of a statement are its own sentences, chosen.

Statements are read ahead in windows, so that the sentences of many share the encoder's batches and memory stays the same
however many there are. Ranking is in `recipe.py`, choosing in `selection.py`; here is only the order of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from digest.records import Failure, KeyPoint, Model, Statement, Summary
from digest.summarise.candidates import Candidate, candidates
from digest.summarise.encoder import Vectors
from digest.summarise.recipe import by_position, by_recipe
from digest.summarise.selection import how_many, select

WINDOW_STATEMENTS = 64
WINDOW_CHARACTERS = 400_000
"""A window ends at 64 statements or at 400,000 characters: enough sentences to fill batches of equal length, and vectors of
about 6 MB."""

RECIPE = "position+centrality+title"


class Encoder(Protocol):
    """What the engine needs of an encoder."""

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def device(self) -> str: ...
    def encode(self, sentences: Sequence[str]) -> Vectors: ...


class ExtractiveSummariser:
    """Chooses sentences by what an encoder says of them.

    `languages` are those that the encoder reads (empty: all); other text is ranked by position alone, with a warning.
    `on_progress` is called with the number of statements answered so far, after each one.
    """

    def __init__(
        self,
        encoder: Encoder,
        *,
        languages: frozenset[str] = frozenset({"en"}),
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        self._encoder = encoder
        self._languages = languages
        self._on_progress = on_progress

    @property
    def model(self) -> Model:
        """The encoder and the ranking; known without loading it. Raise ModelError if the weights cannot be read."""
        return Model(self._encoder.name, self._encoder.revision, self._encoder.device, RECIPE)

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

    def _answers(self, window: Sequence[Statement], points: int | None) -> Iterator[Summary | Failure]:
        drafts = [candidates(statement) for statement in window]
        readable = [bool(draft) and self._reads(statement) for statement, draft in zip(window, drafts, strict=True)]
        encoded = self._encode(window, drafts, readable)
        for statement, draft, can_read in zip(window, drafts, readable, strict=True):
            if not draft:
                yield Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
            else:
                yield self._summary(statement, draft, next(encoded) if can_read else None, points)

    def _encode(
        self, window: Sequence[Statement], drafts: Sequence[Sequence[Candidate]], readable: Sequence[bool]
    ) -> Iterator[Vectors]:
        """The vectors of each readable statement: its title, then its candidates (1 + n, d)."""
        wanted = [
            [statement.title, *(candidate.text for candidate in draft)]
            for statement, draft, can_read in zip(window, drafts, readable, strict=True)
            if can_read
        ]
        if not wanted:
            return
        vectors = self._encoder.encode([sentence for sentences in wanted for sentence in sentences])
        start = 0
        for sentences in wanted:
            yield vectors[start : start + len(sentences)]
            start += len(sentences)

    def _summary(
        self, statement: Statement, draft: Sequence[Candidate], encoded: Vectors | None, points: int | None
    ) -> Summary:
        wanted = points or how_many(statement.text)
        if encoded is None:
            chosen = select(draft, by_position(draft), None, wanted)
        else:
            title = encoded[:1] if statement.title.strip() else None
            chosen = select(draft, by_recipe(draft, encoded[1:], title), encoded[1:], wanted)
        warnings = () if encoded is not None else (f"ranked by position alone: {_unread(statement)}",)
        return Summary(tuple(_point(draft[i]) for i in chosen), self.model, warnings=warnings)

    def _reads(self, statement: Statement) -> bool:
        """Whether the encoder knows the language; a text that names none is judged by its letters."""
        language = statement.language.partition("-")[0].lower()
        if not self._languages or language in self._languages:
            return True
        return not language and "en" in self._languages and is_latin(statement.text)


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


def _point(candidate: Candidate) -> KeyPoint:
    return KeyPoint(candidate.text, (candidate.span,), candidate.speaker)


def _unread(statement: Statement) -> str:
    what = f"the language {statement.language!r}" if statement.language else "this script"
    return f"the model does not read {what}"
