"""The records of the relations between statements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """How two statements are related. `SAME`, `CORRECTED` and `JOINT` are one entry of an edition; see `is_one_entry`."""

    SAME = "same"
    CORRECTED = "corrected"
    REISSUED = "reissued"
    CONTAINED = "contained"
    COMPANION = "companion"
    JOINT = "joint"
    EVENT = "event"
    FOLLOW_UP = "follow_up"

    @property
    def is_one_entry(self) -> bool:
        """Whether statements that are so related are one entry."""
        return self in (RelationKind.SAME, RelationKind.CORRECTED, RelationKind.JOINT)


@dataclass(frozen=True, slots=True)
class StatementRelation:
    """How two statements are related, and why, in words; empty `changed` unless words of one stand for words of the other.

    Each pair of `changed` is what stands in the first statement and what stands in its place in the second; either may be
    empty.
    """

    kind: RelationKind
    reason: str
    changed: tuple[tuple[str, str], ...] = ()
