"""Puts the entries of an edition that tell one thing together: those on one event, or with one text by several sources. Pure.

The most important of them comes first, and the others stand below it, each with its own points. A filter may have left some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.compile.lead import RankedEntry
from digest.records import RelationKind

_ONE_THING = frozenset({RelationKind.EVENT, RelationKind.SAME, RelationKind.JOINT})


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """An entry, and those that tell the same thing; most have none."""

    first: RankedEntry
    others: tuple[RankedEntry, ...] = ()

    @property
    def members(self) -> tuple[RankedEntry, ...]:
        """All entries, the first one first."""
        return (self.first, *self.others)


def entry_groups(ranked: Sequence[RankedEntry]) -> tuple[EntryGroup, ...]:
    """Return the groups in the order of their first entries; `ranked` are all entries, the most important first."""
    places = {each.entry.statement.key: place for place, each in enumerate(ranked)}
    above = list(range(len(ranked)))  # for each entry an entry of its group that is at least as important

    def first_of(place: int) -> int:
        while above[place] != place:
            place = above[place]
        return place

    for place, each in enumerate(ranked):
        for relation in each.entry.relations:
            other = places.get(relation.key)
            if other is not None and relation.slot is None and relation.relation.kind in _ONE_THING:
                one, two = sorted((first_of(place), first_of(other)))
                above[two] = one
    members: dict[int, list[RankedEntry]] = {}
    for place, each in enumerate(ranked):
        members.setdefault(first_of(place), []).append(each)
    return tuple(EntryGroup(group[0], tuple(group[1:])) for group in members.values())
