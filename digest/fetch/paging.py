"""Says which further pages of a list of statements are read: as many as may hold something new. Pure.

The pages run from new to old. As long as the last statement of a page is new, there may be more on the next one.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.net.site import same_site
from digest.net.urls import normalise_url
from digest.records import FetchState

COMPLETE, INCOMPLETE = "complete", "incomplete"
"""What a source remembers of its last reading: after an incomplete one, all pages are read."""

_PLACES = ("{page}", "{page0}", "{offset}")


def page_address(address: str, number: int, offset: int) -> str:
    """The address of the page `number` of a list, from 1 on, before which `offset` items stand.

    In `address`, `{page}` stands for the number, `{page0}` for the number counted from 0, `{offset}` for the items before it.
    """
    for place, value in zip(_PLACES, (number, number - 1, offset), strict=True):
        address = address.replace(place, str(value))
    return address


def next_address(address: str, named: str, number: int, offset: int) -> str:
    """The address of the page `number`: the one that the page before it `named`, else made from `address`; empty if neither is
    possible. A page on another site is none."""
    if named:
        return named if same_site(named, address) else ""
    return page_address(address, number, offset) if any(place in address for place in _PLACES) else ""


def list_key(address: str) -> str:
    """The key under which a source remembers the reading of its list."""
    return f"index:{normalise_url(address)}"


def was_incomplete(state: FetchState, key: str) -> bool:
    """Whether a page of the list failed in the last reading."""
    return key in state.seen and state.seen[key].item == INCOMPLETE


def is_known(key: str, state: FetchState) -> bool:
    """Whether an item was read before, or is awaited."""
    known: tuple[Mapping[str, object], ...] = (state.seen, state.awaited)
    return any(key in each for each in known)
