"""What one round of work did, for the report and the exit code. Pure; holds no step."""

from __future__ import annotations

from dataclasses import dataclass

from digest.errors import BUG, DONE, BusyError, DeliveryError, FetchError
from digest.records import Edition, Failure, OutboxState, Outgoing, Receipt


@dataclass(frozen=True, slots=True)
class RunReport:
    """Everything that one round did. `unsealed` are digests that no source answered for, `uncertain` the rows of which
    nobody knows whether they arrived and that wait for a decision."""

    new: int = 0
    revised: int = 0
    read: int = 0
    waiting: int = 0
    failures: tuple[Failure, ...] = ()
    summarised: int = 0
    editions: tuple[Edition, ...] = ()
    unsealed: tuple[str, ...] = ()
    delivered: tuple[tuple[Outgoing, Receipt], ...] = ()
    uncertain: tuple[Outgoing, ...] = ()
    bugs: int = 0

    @property
    def exit_code(self) -> int:
        """The gravest thing that happened: a bug, a delivery to try again or lost, nothing reachable, or none of them."""
        states = {receipt.state for _, receipt in self.delivered}
        if self.bugs:
            return BUG
        if self.uncertain or states & {OutboxState.PENDING, OutboxState.UNCERTAIN}:
            return BusyError.exit_code
        if states & {OutboxState.FAILED, OutboxState.DEAD}:
            return DeliveryError.exit_code
        return FetchError.exit_code if self.unsealed else DONE
