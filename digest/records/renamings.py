"""The records of what a source or a digest is, apart from its name in the configuration."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


def place_of(address: str) -> str:
    """Return a hash by which an address can be compared. Addresses may hold secrets: "https://a.gov/feed?token=..."."""
    return hashlib.sha256(address.encode()).hexdigest()


class IdentityKind(StrEnum):
    """What has an identity."""

    SOURCE = "source"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Identity:
    """A source or a digest: its name, its `id` in the configuration (often empty), and its `places`.

    The place of a source is its address; the places of a digest are its targets: each as `place_of` gives it, so that the
    store holds no address with a password. A name that an earlier version stored has none.
    """

    name: str
    id: str = ""
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Renaming:
    """`new` of the configuration was taken for `old` of the store, for the reason `why`. `at` is when a run noticed it."""

    kind: IdentityKind
    old: str
    new: str
    why: str
    at: datetime
