"""The records of the relations between statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from digest.records.cleaned import Statement


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

    @property
    def reversed(self) -> StatementRelation:
        """The same relation, as the second statement has it to the first."""
        return replace(self, changed=tuple((after, before) for before, after in self.changed))


@dataclass(frozen=True, slots=True)
class EntryRelation:
    """What an entry says of a related statement that is no part of it: the source, title and link of that one.

    `slot` is that of the edition that told it, None if it is an entry of the same one. `is_within`: its text is the longer one.
    `key` is that of the statement, empty in editions of earlier versions; `day` is when it was published, if that is said.
    """

    relation: StatementRelation
    source: str
    title: str
    link: str
    slot: date | None = None
    is_within: bool = False
    key: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class EditionRelations:
    """How the statements of an edition are related, by their positions.

    `events` are groups of two or more on one event; `previous` are pairs of a statement and the earlier one that it follows.
    """

    events: tuple[tuple[int, ...], ...] = ()
    previous: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShingleSample:
    """What an index keeps of a text: the number of its shingles, and the hashes of some of them."""

    size: int
    hashes: frozenset[int]


@dataclass(frozen=True, slots=True)
class StoredText:
    """A stored revision that is compared with others: its number, its statement, and when it was seen."""

    number: int
    statement: Statement
    seen: datetime


@dataclass(frozen=True, slots=True)
class SharedSample:
    """What a revision shares with others by the index: how many hashes of its sample few others have, and for each revision
    with some of these the revision, their number, and its size. `alike` are the revisions with the very same words."""

    telling: int
    shared: tuple[tuple[int, int, int], ...]
    alike: tuple[int, ...] = ()
