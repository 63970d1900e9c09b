"""Which statement stands above its copies does not depend on how they arrived, and none disappears."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from digest.records import Entry, Model, RelationKind, Statement, StatementRelation, Summary
from digest.store.merging import leaders

START = datetime(2026, 3, 2, tzinfo=UTC)
SOURCES = ("ministry", "blog", "archive")
Related = tuple[list[Entry], dict[frozenset[int], RelationKind]]
KINDS = (RelationKind.SAME, RelationKind.CORRECTED, RelationKind.JOINT, RelationKind.REISSUED, RelationKind.CONTAINED)


def entry(number: int, hour: int | None, source: str, *, updated: bool) -> Entry:
    published = None if hour is None else START + timedelta(hours=hour)
    statement = Statement(f"key-{number}", source, f"https://a.example/{number}", "Talks", "We met.", (), (), published)
    return Entry(statement, Summary((), Model("m", ""), False), updated)


@st.composite
def statements(draw: st.DrawFn) -> Related:
    """Some entries, and how pairs of them are related."""
    hours = draw(st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=1, max_size=8))
    entries = [
        entry(number, hour, draw(st.sampled_from(SOURCES)), updated=draw(st.integers(0, 4)) == 0)
        for number, hour in enumerate(hours)
    ]
    pairs = [frozenset(pair) for pair in combinations(range(len(entries)), 2)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return entries, {pair: draw(st.sampled_from(KINDS)) for pair in chosen}


def below(entries: list[Entry], related: dict[frozenset[int], RelationKind], order: list[int]) -> dict[str, str]:
    """What stands below what, by key, if the entries arrive in `order`."""
    numbers = {place: arrival for arrival, place in enumerate(order)}
    both = {}
    for pair, kind in related.items():
        one, other = pair
        for first, second in ((one, other), (other, one)):
            both[numbers[first], numbers[second]] = StatementRelation(kind, "")
    by_number = {numbers[place]: each for place, each in enumerate(entries)}
    found = leaders(by_number, dict(sorted(both.items())), SOURCES)
    return {by_number[one].statement.key: by_number[other].statement.key for one, other in found.items()}


@given(statements(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference(given_: Related, random) -> None:  # type: ignore[no-untyped-def]
    entries, related = given_
    order = list(range(len(entries)))
    first = below(entries, related, order)
    random.shuffle(order)
    assert below(entries, related, order) == first


@given(statements())
def test_each_entry_stays_or_stands_below_one_that_stays_and_has_its_text(given_: Related) -> None:
    entries, related = given_
    found = below(entries, related, list(range(len(entries))))
    numbers = {each.statement.key: number for number, each in enumerate(entries)}
    for lower, upper in found.items():
        assert upper not in found
        assert related[frozenset((numbers[lower], numbers[upper]))].is_one_entry
        assert not entries[numbers[lower]].updated


@given(statements())
def test_of_entries_with_one_text_no_two_stay(given_: Related) -> None:
    entries, related = given_
    found = below(entries, related, list(range(len(entries))))
    for pair, kind in related.items():
        one, other = (entries[number] for number in pair)
        both_stay = one.statement.key not in found and other.statement.key not in found
        assert not (both_stay and kind.is_one_entry) or (one.updated and other.updated)


def test_the_newest_corrected_copy_stands_above_and_else_the_first_published() -> None:
    entries = [entry(number, hour, "ministry", updated=False) for number, hour in enumerate((3, 1, 2))]
    same = dict.fromkeys(map(frozenset, combinations(range(3), 2)), RelationKind.SAME)
    assert below(entries, same, [0, 1, 2]) == {"key-0": "key-1", "key-2": "key-1"}
    corrected = dict.fromkeys(same, RelationKind.CORRECTED)
    assert below(entries, corrected, [0, 1, 2]) == {"key-1": "key-0", "key-2": "key-0"}
