"""Entries that tell one thing stand together below the most important one, whoever of them a filter has left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.compile.entry_groups import entry_groups
from digest.compile.filter import filter_edition
from digest.compile.lead import RankedEntry, ranked
from digest.compile.view import build_view
from digest.records import Edition, Entry, EntryRelation, Grouping, Layout, RelationKind, StatementRelation, SubscriptionFilter
from tests.compile.editions import a_statement, an_edition, an_entry


def entry(title: str, *others: str, kind: RelationKind = RelationKind.EVENT, slot: date | None = None) -> Entry:
    """An entry of the source with its title, on one event with the entries with these titles."""
    relations = tuple(EntryRelation(StatementRelation(kind, ""), o, o, "", slot, key=o) for o in others)
    return replace(
        an_entry(a_statement(f"{title} is said.", title=title, source=title, link="", key=title)), relations=relations
    )


def titles(*entries: Entry) -> list[list[str]]:
    groups = entry_groups(ranked(entries))
    return [[each.entry.statement.title for each in group.members] for group in groups]


def test_entries_without_relations_stand_alone() -> None:
    assert titles(entry("one"), entry("two")) == [["one"], ["two"]]


def test_a_group_stands_where_its_most_important_entry_would() -> None:
    assert titles(entry("one", "three"), entry("two"), entry("three", "one")) == [["one", "three"], ["two"]]


def test_members_who_name_only_the_first_ones_are_one_group_all_the_same() -> None:
    assert titles(entry("four", "one"), entry("two", "one"), entry("one", "two")) == [["four", "two", "one"]]


@pytest.mark.parametrize(
    ("kind", "slot"),
    [(RelationKind.CONTAINED, None), (RelationKind.FOLLOW_UP, None), (RelationKind.EVENT, date(2026, 11, 2))],
)
def test_what_is_only_related_or_was_told_before_is_no_group(kind: RelationKind, slot: date | None) -> None:
    assert titles(entry("one", "two", kind=kind, slot=slot), entry("two")) == [["one"], ["two"]]


@pytest.mark.parametrize("kind", [RelationKind.SAME, RelationKind.JOINT])
def test_one_text_by_two_publishers_is_a_group(kind: RelationKind) -> None:
    assert titles(entry("one", "two", kind=kind), entry("x"), entry("two", "one", kind=kind)) == [["one", "two"], ["x"]]


def edition(grouping: Grouping = Grouping.TYPE) -> Edition:
    entries = (entry("one", "three"), entry("two"), entry("three", "one"), entry("four"))
    return replace(an_edition(*entries), layout=Layout(group=grouping))


def test_the_list_names_the_others_below_the_first_one() -> None:
    view = build_view(edition())
    lines = [[line.title for line in group.lines] for group in view.groups]
    (group,) = lines
    (place,) = (number for number, title in enumerate(group) if title.startswith("also: "))
    assert {group[place - 1], group[place].removeprefix("also: ")} == {"one", "three"}
    numbers = {entry.title: entry.number for entry in view.all_entries}
    assert abs(numbers["one"] - numbers["three"]) == 1


def test_by_source_each_stands_under_its_own_source() -> None:
    view = build_view(edition(Grouping.SOURCE))
    assert {group.title: [line.title for line in group.lines] for group in view.groups} == {
        name: [name] for name in ("one", "two", "three", "four")
    }


def test_who_asked_for_one_source_of_a_group_gets_its_entry() -> None:
    view = build_view(filter_edition(edition(), SubscriptionFilter(sources=("three",))))
    assert [line.title for line in view.lines] == ["three"]
    assert [entry.title for entry in view.all_entries] == ["three"]


def test_every_entry_is_shown_once_whatever_names_whom() -> None:
    chain = [entry(str(n), str((n * 7 + 3) % 12), str((n + 5) % 12)) for n in range(12)]
    shown = [title for group in titles(*chain) for title in group]
    assert sorted(shown) == sorted(str(n) for n in range(12))


def test_a_group_keeps_the_order_of_importance() -> None:
    by_rank: tuple[RankedEntry, ...] = ranked((entry("b", "a"), entry("a", "b")))
    assert [each.entry for each in entry_groups(by_rank)[0].members] == [each.entry for each in by_rank]
