"""What one run did, for the printed report and the exit code. Pure; holds no step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digest.errors import BUG, DONE, BusyError, DeliveryError, FetchError
from digest.records import Edition, Failure, OutboxState, Outgoing, Receipt


@dataclass(frozen=True, slots=True)
class RunReport:
    """Everything that one run did.

    `new` and `revised` count statements, `read` the sources that were read and `waiting` those skipped until their
    Retry-After has passed. `sources` counts those of the configuration, of which `unreadable` failed the last time.
    `fallbacks` are the reasons why the engine gave no key points and its fallback did, each with the number of statements.
    `model_seconds` were spent on key points, and `tokens` generated. `unsealed` are the digests that were postponed because no
    source could be read. `skipped` are editions without anything new that nobody gets, each with the sources that have failed
    all day. `uncertain` are outbox rows that may or may not have arrived and wait for a decision. `troubled` are all rows that
    were tried in vain, in this run or before, until they are sent, resent, cancelled or acknowledged.
    """

    new: int = 0
    revised: int = 0
    read: int = 0
    waiting: int = 0
    sources: int = 0
    unreadable: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    summarised: int = 0
    fallbacks: tuple[tuple[str, int], ...] = ()
    model_seconds: float = 0.0
    tokens: int = 0
    editions: tuple[Edition, ...] = ()
    unsealed: tuple[str, ...] = ()
    skipped: tuple[tuple[str, date, tuple[str, ...]], ...] = ()
    delivered: tuple[tuple[Outgoing, Receipt], ...] = ()
    uncertain: tuple[Outgoing, ...] = ()
    troubled: tuple[Outgoing, ...] = ()
    bugs: int = 0

    @property
    def most_sources_failed(self) -> bool:
        """Whether more than half of the sources cannot be read."""
        return 2 * len(self.unreadable) > self.sources

    @property
    def exit_code(self) -> int:
        """Exit code of the most serious event: bug, delivery to retry, delivery lost, most sources unreadable, else 0."""
        states = {receipt.state for _, receipt in self.delivered} | {row.state for row in self.troubled}
        if self.bugs:
            return BUG
        if self.uncertain or states & {OutboxState.PENDING, OutboxState.UNCERTAIN}:
            return BusyError.exit_code
        if states & {OutboxState.FAILED, OutboxState.DEAD}:
            return DeliveryError.exit_code
        return FetchError.exit_code if self.unsealed or self.most_sources_failed else DONE
