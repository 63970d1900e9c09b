"""The record of a failure, for any stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that failed without stopping the run: what it concerns, what was being done, and why it failed."""

    subject: str
    doing: str
    reason: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: while {self.doing}: {self.reason}"
