"""The interfaces between the stages and the pipeline. The stages implement them, `app.py` builds the implementations.

The fakes in `tests/fakes.py` implement them, too. The store has no protocol: `store.sql_store.SqlStore` is the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, runtime_checkable

from digest.records import (
    Answer,
    AuditEntry,
    Edition,
    EditionRelations,
    Entry,
    Failure,
    Fetched,
    FetchState,
    Layout,
    Model,
    Outgoing,
    Profile,
    RawStatement,
    Receipt,
    SharedSample,
    ShingleSample,
    SourceReport,
    Statement,
    StatementRelation,
    StoredText,
    Summary,
    Target,
    WatchedPhrase,
    Withdrawal,
    Wording,
)

Clock = Callable[[], datetime]
"""Returns the current time, aware and in UTC."""


@dataclass(frozen=True, slots=True)
class SourceSite:
    """A source on the web: its address, and whether requests to it have to look like those of a browser."""

    address: str
    browser: bool = False


class Source(Protocol):
    """A feed, an index page or a folder that publishes statements."""

    @property
    def name(self) -> str:
        """The name of the source in the configuration."""
        ...

    @property
    def site(self) -> SourceSite | None:
        """Its site on the web, where pages can be withdrawn; None if it is not on the web."""
        ...

    def check_offline(self) -> str:
        """What is there, without reading it and without network; "" if that cannot be said. Raise FetchError."""
        ...

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """What is new or changed since the fetch that returned `state`.

        Failures of single items are in the result. Raise FetchError if the source as a whole cannot be read.
        """
        ...


class Cleaner(Protocol):
    """Extracts the statement from a published document. Pure."""

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """The cleaned statement. Raise InputError if the document has no text."""
        ...


class Summariser(Protocol):
    """Chooses or writes the key points of statements."""

    @property
    def model(self) -> Model:
        """The model in use. Does not load it."""
        ...

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One result for each statement, in the same order. Reads ahead only a bounded number of statements.

        `points` overrides the number of key points, which otherwise depends on the length of the text. Raise ModelError if the
        model cannot be loaded.
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

    def fallback_answer(self, statement: Statement, points: int | None, why: str) -> Answer:
        """The fallback's answer, without asking the engine; `why` is the reason, which readers see."""
        ...


class FindWording(Protocol):
    """Says what is new in the words of a statement beside the earlier ones of its series, the latest first, and others."""

    def __call__(
        self,
        later: Statement,
        earlier: Sequence[Statement],
        others: Sequence[Statement],
        watched: Sequence[WatchedPhrase],
        /,
    ) -> Wording | None:
        """None if nothing is. Raise InputError if that takes too long to find."""
        ...


class Relater(Protocol):
    """Decides how statements are related. It may give up on a text that takes too long."""

    def sample(self, statement: Statement) -> ShingleSample:
        """What an index keeps of a statement, to find those that share words with it. Raise InputError if it is too long."""
        ...

    def candidates(self, own: ShingleSample, found: SharedSample) -> tuple[int, ...]:
        """The numbers of the revisions that share enough to be compared."""
        ...

    def relations(self, text: StoredText, others: Sequence[StoredText]) -> Sequence[StatementRelation | None]:
        """How a statement is related to each of `others`; None if it is not. Raise InputError if that takes too long."""
        ...


class EditionRelater(Protocol):
    """Decides how the statements of an edition are related, with one another and with earlier ones of their sources. Pure."""

    def likely_earlier(self, statement: Statement, titles: Sequence[tuple[str, str]], /) -> tuple[str, ...]:
        """The keys of the few earlier statements that a statement may follow, by `titles`: pairs of key and title."""
        ...

    def relations(
        self, statements: Sequence[Statement], earlier: Sequence[Statement], background: Sequence[Statement], /
    ) -> EditionRelations:
        """How `statements` are related; `background` are others of these days."""
        ...


class CompileEdition(Protocol):
    """Compiles an edition from what the store knows. Pure."""

    def __call__(
        self,
        *,
        slug: str,
        title: str,
        slot: date,
        timezone: str,
        sealed: datetime,
        entries: Iterable[Entry],
        sources: Iterable[SourceReport],
        failures: Iterable[Failure],
        excluded: Iterable[AuditEntry],
        withdrawn: Iterable[Withdrawal],
        layout: Layout,
    ) -> Edition:
        """The edition of `slot`, its entries in the order of `sources`, newest first."""
        ...


class Renderer(Protocol):
    """Renders an edition in one format. Pure: the same edition and target always give the same bytes."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """The content of the file or message for `target`."""
        ...


class Delivery(Protocol):
    """Delivers rows of the outbox over one channel."""

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Deliver `row.content` unchanged.

        Calls `before_commit` just before the step after which the receiver may have the message (the final dot of SMTP). A
        channel on which a second delivery does no harm (a file) need not call it. An error of the receiver is a Receipt, never
        an exception.
        """
        ...

    def close(self) -> None:
        """End open connections, and forget the failures of this run. Called at the end of each run's deliveries."""
        ...


UncertainPolicy = Literal["resend", "hold", "probe"]
"""What to do with a row that may or may not have been delivered: deliver it again, leave it to a person, or use SentCheck."""


@dataclass(frozen=True)
class Channel:
    """A way to deliver editions: to files, by mail, to chat services. Its facts are known without reading a secret.

    `delivery` returns the Delivery for a row, or None if the configuration no longer has its target; it reads secrets, and
    raises ConfigError if that fails. `signer` and `sent_check` do so, too. Two addresses with the same `recipient_key` are one
    recipient. `checks` are the lines of `digest check`: a name, and a function that is called with `offline` and returns what
    it found; it raises DigestError. `keeps_removed`: what still waits for an address is delivered although the configuration no
    longer has it. `has_readers`: an address is one reader, who is told of a withdrawal only if told of the statement; files
    have another address each day. `comes_first`: it delivers before the others, which link to it. `is_shared`: several digests
    may have one address, so it does not tell which one a digest is. `connections`: so many rows are delivered at a time; its
    Delivery is then called by as many threads.
    """

    name: str
    delivery: Callable[[Outgoing], Delivery | None]
    on_uncertain: Callable[[Outgoing], UncertainPolicy] = lambda _: "resend"
    sent_check: Callable[[], SentCheck | None] = lambda: None
    signer: Callable[[], Signer | None] = lambda: None
    recipient_key: Callable[[str], str] = str
    can_unsubscribe: bool = False
    keeps_removed: bool = False
    has_readers: bool = True
    comes_first: bool = False
    is_shared: bool = False
    connections: int = 1
    checks: Mapping[str, Callable[[bool], str]] = field(default_factory=dict)


class LivenessCheck(Protocol):
    """Checks whether the pages of statements still exist."""

    def is_gone(self, source: str, link: str) -> bool | None:
        """Whether the page is gone; None if that cannot be told. Raise FetchError if the host of the source does not answer."""
        ...


class Signer(Protocol):
    """Signs rendered messages for the sender."""

    def sign(self, content: bytes) -> bytes:
        """The whole message with its signature. Raise DeliveryError if it cannot be signed."""
        ...


class SentCheck(Protocol):
    """Finds out whether an uncertain message was delivered, in the server's log or in a mailbox that gets a copy."""

    @property
    def place(self) -> str:
        """Where it looks, for messages."""
        ...

    def was_delivered(self, row: Outgoing) -> bool:
        """Whether the Message-ID of `row` is found. Raise DeliveryError if it cannot be looked up."""
        ...


Advance = Callable[[], None]
"""To be called after each unit of work."""

Tokens = Callable[[], int]
"""Returns the number of tokens that a model has generated so far."""


class Track(Protocol):
    """Shows the progress of a piece of work with `total` units (None: unknown); with `tokens`, also the tokens per second."""

    def __call__(self, label: str, total: int | None, tokens: Tokens | None = None) -> AbstractContextManager[Advance]:
        """A context that shows the work under `label` and yields the function to call after each unit."""
        ...


def tokens_of(engine: Summariser) -> Tokens | None:
    """The token counter of an engine; None if it generates no text."""
    return (lambda: engine.generated) if isinstance(engine, GeneratesText) else None
