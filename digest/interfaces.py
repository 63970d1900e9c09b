"""The roles of the house on one screen. Rooms implement them, `app.py` joins them, `tests/fakes.py` stands in for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    OutboxState,
    Outgoing,
    Pending,
    Profile,
    RawStatement,
    Receipt,
    RevisionLines,
    SourceReport,
    Statement,
    StoredRevision,
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

    def fetch(self, memory: FetchState, now: datetime) -> Fetched:
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


class Store(Protocol):
    """What is known between two runs. Every method is one short transaction; any may raise StoreError."""

    # 1 fetch, 2 clean
    def fetch_state(self, source: str) -> FetchState: ...
    def not_before(self, source: str) -> datetime | None:
        """When `source` asked to be read again, if it did."""
        ...

    def recent_lines(self, source: str, most: int) -> tuple[RevisionLines, ...]:
        """The lines of the newest `most` texts of `source`, as cleaned."""
        ...

    def stored_revision(self, cleaned: Statement) -> StoredRevision | None:
        """What is stored of the statement of `cleaned`, if the text that stands there is another."""
        ...

    def save_fetch(
        self, source: str, fetched: Fetched, cleaned: Sequence[tuple[RawStatement, Statement]], now: datetime
    ) -> tuple[int, int]:
        """Store statements, failures and memory together; the numbers of new statements and of new revisions."""
        ...

    def save_source_failure(self, source: str, failure: Failure, retry_at: datetime | None, now: datetime) -> None: ...
    def save_failure(self, failure: Failure, now: datetime, raw: bytes | None = None) -> None:
        """Store what failed, with the bytes that could not be used."""
        ...

    def pages_to_recheck(
        self, sources: Sequence[str], since: datetime, before: datetime, most: int
    ) -> tuple[tuple[str, str, str], ...]:
        """Key, source and link of statements in an edition, first seen after `since` and not looked at since `before`."""
        ...

    def record_recheck(self, key: str, gone: bool | None, now: datetime) -> None:
        """Whether the page of the statement `key` was gone; None if that could not be said."""
        ...

    # 3 summarise
    def unsummarised(self, models: Sequence[Model], most_tries: int) -> tuple[Pending, ...]:
        """Current revisions that are in no edition yet and have no summary by the first of `models`, oldest first.

        One that was tried `most_tries` times in vain is left alone once another of `models` has summarised it.
        """
        ...

    def save_summary(self, statement: Statement, summary: Summary, now: datetime) -> None:
        """Keep a summary under the model that made it; its tries in vain are forgotten."""
        ...

    def begin_tries(self, statements: Sequence[Statement], model: Model) -> None:
        """Note that `model` is being asked for these, before it is: whatever ends the process is known by that."""
        ...

    def end_tries(self, statements: Sequence[Statement], model: Model, *, counted: bool) -> None:
        """Note that tries ended without a summary by `model`; if they are not `counted`, they were none."""
        ...

    # 4 compile
    def begin_digest(self, digest: str, since: datetime) -> datetime:
        """From when on there are slots of `digest`: `since` at the first call, the same moment ever after.

        What was seen before the first call's `since` is not for it.
        """
        ...

    def sealed_slots(self, digest: str) -> tuple[date, ...]: ...
    def entries(
        self, digest: str, sources: Sequence[str], models: Sequence[Model], as_of: datetime, seen_by: datetime | None = None
    ) -> tuple[Entry, ...]:
        """Current revisions of `sources`, free to publish at `as_of`, that no edition of `digest` has taken, each with the
        summary by the first of `models` that has made one; with `seen_by`, only those seen by then."""
        ...

    def reports(self, sources: Sequence[str]) -> tuple[SourceReport, ...]: ...
    def failures(self, digest: str, sources: Sequence[str]) -> tuple[Failure, ...]:
        """What failed since the last edition of `digest` and was not put right."""
        ...

    def audit_entries(
        self, digest: str, sources: Sequence[str], models: Sequence[Model], window: tuple[datetime, datetime], now: datetime
    ) -> tuple[AuditEntry, ...]:
        """What became of everything that `sources` gave after `window[0]` and up to `window[1]`."""
        ...

    def last_sealed(self, digest: str) -> datetime | None:
        """When the newest edition was sealed; before the first one, from when on statements are for the digest."""
        ...

    def arrivals(self, sources: Sequence[str], since: datetime) -> Mapping[str, tuple[datetime, ...]]:
        """The moments since `since` at which each source gave something new, in order."""
        ...

    def open_withdrawals(self, digest: str, sources: Sequence[str]) -> tuple[Withdrawal, ...]:
        """Statements that an edition of `digest` held, whose pages are gone, and that none has told to be."""
        ...

    def seal(self, edition: Edition, rows: Sequence[Outgoing]) -> bool:
        """Store edition, members and outbox rows in one transaction; False if the slot was sealed before."""
        ...

    # 5 deliver
    def recover(self, now: datetime, wait_until: datetime) -> int:
        """Put right what a killed process left: SENDING becomes PENDING, DOTTED becomes UNCERTAIN until it is settled, which
        is not before `wait_until`; how many rows."""
        ...

    def uncertain(self) -> tuple[Outgoing, ...]:
        """Rows that may or may not have arrived."""
        ...

    def due(self, now: datetime) -> tuple[Outgoing, ...]: ...
    def mark(self, row: int, state: OutboxState, now: datetime, detail: str = "", not_before: datetime | None = None) -> bool:
        """Move a row of the outbox; False if there is no such row."""
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
