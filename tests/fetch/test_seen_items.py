"""Which items a source remembers, and what becomes of one that returns after it was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fetch.seen_items import KEEP_UNLISTED, remembered
from digest.records import SeenItem
from tests.pipeline.two_sources import Item, World, ministerial, page, two_sources

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
KEYS = st.sampled_from("abcdef")


def item(key: str, days: float, mark: str = "1") -> SeenItem:
    return SeenItem(key, mark, NOW - timedelta(days=days))


@given(
    known=st.dictionaries(KEYS, st.floats(min_value=-60, max_value=60)),
    read=st.sets(KEYS),
    listed=st.sets(KEYS),
)
def test_only_what_is_unlisted_and_was_read_long_ago_is_forgotten(
    known: dict[str, float], read: set[str], listed: set[str]
) -> None:
    before = {key: item(key, days) for key, days in known.items()}
    now = {key: item(key, 0, "2") for key in read}
    found = remembered(before, now, listed, NOW)
    assert {key: found[key] for key in read} == now
    forgotten = (known.keys() | read) - found.keys()
    assert forgotten == {key for key, days in known.items() if days > KEEP_UNLISTED.days and key not in listed | read}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_sources(tmp_path) as world:
        yield world


@pytest.mark.parametrize("text", [ministerial(1), ""], ids=["text in the feed", "text on its page"])
def test_an_item_that_returns_after_it_was_forgotten_is_not_told_again(text: str, world: World) -> None:
    world.ministry.html("/a", page("Tolls rise", ministerial(1)))
    old = Item(world.ministry.url("/a"), "Tolls rise", text, guid="1")
    new = Item(world.ministry.url("/b"), "Roads close", ministerial(2), guid="2")
    world.publish(world.ministry, old)
    assert "Tolls rise" in str(world.edition(0))
    world.publish(world.ministry, new)
    assert "Roads close" in str(world.edition(1))
    world.edition(40)
    world.publish(world.ministry, old, new)
    assert "Tolls rise" not in str(world.edition(41))
    assert "Tolls rise" not in str(world.edition(42))
