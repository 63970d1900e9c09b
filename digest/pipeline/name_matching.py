"""Decides which source or digest of the store each one of the configuration is, and gives it its name of today.

Names change, and addresses move. Whoever has the `id` is the same; then who has both name and place; then, for a source, who
has its address, and at last who has its name. A digest is known by its name first: readers of two digests are often the same.
A source that gets another name and another address at once is a new one, unless an `id` says which one it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.records import Identity, IdentityKind, Renaming

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

Test = Callable[[Identity, Identity], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """`configured` is the `known` one of the store, for the reason `why`."""

    configured: Identity
    known: Identity
    why: str

    @property
    def is_renamed(self) -> bool:
        """Whether the name differs."""
        return self.configured.name != self.known.name

    @property
    def has_moved(self) -> bool:
        """Whether no place is the same. A place that the store does not know has not moved."""
        return bool(self.known.places) and not self.configured.places & self.known.places


def match_identities(kind: IdentityKind, known: Sequence[Identity], configured: Sequence[Identity]) -> tuple[Match, ...]:
    """A match for each of `configured` that the store knows, in no order. None of `known` is matched twice."""
    names = {each.name for each in configured}
    tests: Iterable[tuple[Test, str]] = (
        (lambda new, old: bool(new.id) and new.id == old.id, "the same id"),
        (lambda new, old: bool(new.id) and new.id == old.name and old.name not in names, "its id is the earlier name"),
        (lambda new, old: new.name == old.name and bool(new.places & old.places), "the same"),
        *_order(kind, names),
    )
    left, matches = {each.name: each for each in known}, []
    open_ones = list(configured)
    for test, why in tests:
        for new in tuple(open_ones):
            if old := _best(new, [old for old in left.values() if _may_be(new, old) and test(new, old)]):
                matches.append(Match(new, old, why))
                del left[old.name]
                open_ones.remove(new)
    return tuple(matches)


def _order(kind: IdentityKind, names: set[str]) -> tuple[tuple[Test, str], ...]:
    same_name: tuple[Test, str] = (lambda new, old: new.name == old.name, "the same name")
    same_place: Test = lambda new, old: bool(new.places & old.places)  # noqa: E731
    if kind is IdentityKind.SOURCE:
        return (same_place, "the same address"), same_name
    return same_name, (lambda new, old: old.name not in names and same_place(new, old), "the same targets")


def _may_be(new: Identity, old: Identity) -> bool:
    """Two different ids are two things."""
    return not (new.id and old.id and new.id != old.id)


def _best(new: Identity, candidates: Sequence[Identity]) -> Identity | None:
    """The candidate that shares most places; None if two share as many, for then nobody can know."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    first, second = sorted(candidates, key=lambda old: -len(new.places & old.places))[:2]
    return first if len(new.places & first.places) > len(new.places & second.places) else None


def take_over_names(store: SqlStore, kind: IdentityKind, configured: Sequence[Identity], now: datetime) -> None:
    """Give everything in the store the name that it has in the configuration, so that nothing starts anew."""
    known = store.identities(kind)
    if set(configured) <= set(known):
        return
    matches = match_identities(kind, known, configured)
    moved = [match for match in matches if kind is IdentityKind.SOURCE and match.has_moved]
    renamed = [match for match in matches if match.is_renamed or match in moved]
    notes = {match.configured.name: ", at another address" for match in moved}
    renamings = [
        Renaming(kind, match.known.name, match.configured.name, match.why + notes.get(match.configured.name, ""), now)
        for match in renamed
    ]
    store.save_identities(kind, configured, renamings, [match.configured.name for match in moved], now)
