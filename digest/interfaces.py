"""The roles of the house on one screen. Rooms implement them, `app.py` joins them, `tests/fakes.py` stands in for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from digest.records import (
    Answer,
    AuditEntry,
    Edition,
    Entry,
    Failure,
    Fetched,
    FetchState,
    Model,
    Outgoing,
    Profile,
    RawStatement,
    Receipt,
    SourceReport,
    Statement,
    Summary,
    Target,
    Withdrawal,
)

Clock = Callable[[], datetime]
"""The time, aware and in UTC."""


class Source(Protocol):
    """A place where statements appear."""

    @property
    def name(self) -> str: ...

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """What is new or changed since `fetch_state`. Raise FetchError if the source as a whole cannot be read."""
        ...


class Cleaner(Protocol):
    """Takes the statement out of what was published. Pure."""

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """The cleaned statement. Raise InputError if there is no text in it."""
        ...


class Summariser(Protocol):
    """Says statements in key points."""

    @property
    def model(self) -> Model:
        """The model in use; known without loading it."""
        ...

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in the same order. Reads ahead only a bounded number of statements.

        `points` overrides the number of key points, which follows the length of the text. Raise ModelError if the model
        cannot be loaded.
        """
        ...


@runtime_checkable
class GeneratesText(Protocol):
    """Implemented by engines whose model generates text; lets progress show tokens per second."""

    @property
    def generated(self) -> int:
        """The number of tokens generated so far."""
        ...


class FallbackSummariser(Protocol):
    """A Summariser with an optional fallback for the statements on which it fails."""

    def answers(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Answer]:
        """One answer per statement, in the same order. Raise ModelError if the engine cannot be used and has no fallback."""
        ...

    def instead(self, statement: Statement, points: int | None, why: str) -> Answer:
        """The fallback's answer, without asking the engine; `why` is the reason, which readers see."""
        ...


class CompileEdition(Protocol):
    """Compiles an edition from what the store knows. Pure."""

    def __call__(
        self,
        *,
        digest: str,
        title: str,
        slot: date,
        timezone: str,
        sealed: datetime,
        entries: Iterable[Entry],
        sources: Iterable[SourceReport],
        failures: Iterable[Failure],
        excluded: Iterable[AuditEntry],
        withdrawn: Iterable[Withdrawal],
    ) -> Edition:
        """The edition of `slot`, its entries in the order of `sources`, newest first."""
        ...


class Renderer(Protocol):
    """Writes an edition in one format. Pure: the same edition and target always give the same bytes."""

    def render(self, edition: Edition, target: Target) -> bytes: ...


class Delivery(Protocol):
    """Hands out one row of the outbox."""

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Hand out `row.content` as it is.

        `before_commit` is called just before the step after which the receiver may have it (the final dot of SMTP); a channel
        on which doing it twice does no harm (a file) need not call it.
        Errors of the receiver are a Receipt, never an exception.
        """
        ...


class LivenessCheck(Protocol):
    """Looks whether the page of a statement is still there."""

    def is_gone(self, source: str, link: str) -> bool | None:
        """None if that cannot be said. Raise FetchError if the source's host does not answer at all."""
        ...


class Signer(Protocol):
    """Puts the sender's signature on a finished message."""

    def sign(self, content: bytes) -> bytes:
        """The whole message, signed. Raise DeliveryError."""
        ...


class SentCheck(Protocol):
    """Looks where a copy or a trace of every message is kept."""

    def was_delivered(self, row: Outgoing) -> bool:
        """Whether the message of `row` is there, by its Message-ID. Raise DeliveryError if that cannot be looked up."""
        ...


Advance = Callable[[], None]
"""To be called after each unit of work."""

Tokens = Callable[[], int]
"""Returns the number of tokens that a model has generated so far."""


class Track(Protocol):
    """Shows the progress of a piece of work with `total` units (None: unknown); with `tokens`, also the tokens per second."""

    def __call__(self, label: str, total: int | None, tokens: Tokens | None = None) -> AbstractContextManager[Advance]: ...


def tokens_of(engine: Summariser) -> Tokens | None:
    """The token counter of an engine; None if it generates no text."""
    return (lambda: engine.generated) if isinstance(engine, GeneratesText) else None
