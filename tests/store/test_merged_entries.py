"""Whatever arrives in whatever order: each statement is an entry or stands below one, and every link is kept."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.pipeline.relate_step import RelateStep
from digest.pipeline.report import RunReport
from digest.records import Entry, Statement
from digest.relate.compared_text import ComparedText
from digest.relate.pair_relation import relation_of
from digest.relate.text_relater import TextRelater
from digest.store.sql_store import SqlStore
from tests.relate.pairs import TEXT
from tests.store.test_store import NOW, collect, entries, statement, summarise

VARIANTS = (
    TEXT,
    TEXT.replace("agreement", "agreemnt"),
    TEXT.replace("$200", "$800"),
    TEXT.replace(" Deputy Minister Lund will lead the delegation to Abuja.", ""),
    TEXT.replace("ministers", "Ministers").replace("patient", "long"),
    f"The office adds a word. {TEXT} It adds another sentence at the end.",
)
TITLES = ("Talks on the fishing agreement", "Joint Statement on the Fishing Agreement")

drawn = st.tuples(st.sampled_from(VARIANTS), st.sampled_from(TITLES), st.integers(0, 40))


def made(number: int, text: str, title: str, hour: int) -> Statement:
    published = NOW - timedelta(hours=hour + 1)
    return replace(statement(f"state.gov/{number}", text), title=title, published=published)


def found_entries(statements: list[Statement], order: list[int]) -> tuple[Entry, ...]:
    """The entries of an edition if the statements arrive one after another in `order`."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(Path(folder) / "digest.db")
        store.start_digest("morning", NOW - timedelta(days=1))
        for number in order:
            collect(store, statements[number])
            RelateStep(store, TextRelater()).run(RunReport(), lambda: NOW)
        summarise(store)
        found = entries(store)
        store.close()
    return found


def below(found: tuple[Entry, ...]) -> dict[str, set[str]]:
    return {entry.statement.link: {also.link for also in entry.also} for entry in found}


@settings(max_examples=8, deadline=None)
@given(st.lists(drawn, min_size=2, max_size=5, unique_by=lambda row: row[2]), st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference_and_no_link_is_lost(rows, random) -> None:  # type: ignore[no-untyped-def]
    statements = [made(number, *row) for number, row in enumerate(rows)]
    order = list(range(len(statements)))
    first = below(found_entries(statements, order))
    random.shuffle(order)
    assert below(found_entries(statements, order)) == first
    links = [link for entry, others in first.items() for link in (entry, *others)]
    assert sorted(links) == sorted(each.link for each in statements)


@given(drawn, drawn, st.booleans())
def test_how_two_texts_are_related_does_not_depend_on_which_comes_first(one, other, is_one_source: bool) -> None:  # type: ignore[no-untyped-def]
    texts = [
        ComparedText(str(number), text, title, NOW - timedelta(hours=hour), source)
        for number, (source, (text, title, hour)) in enumerate(
            zip(("a", "a" if is_one_source else "b"), (one, other), strict=True)
        )
    ]
    found, back = relation_of(*texts), relation_of(*reversed(texts))
    if found is None or back is None:
        assert found is back
        return
    assert found.kind is back.kind
    assert sorted(found.changed) == sorted(back.reversed.changed)


def test_the_variants_cover_more_than_one_relation() -> None:
    """Guards the tests above: with texts that are all the same they would hold for a crude rule, too."""
    texts = [ComparedText(str(n), text, TITLES[0], NOW, "a") for n, text in enumerate(VARIANTS)]
    kinds = {found.kind for one in texts for other in texts if one is not other and (found := relation_of(one, other))}
    assert len(kinds) >= 2
    with pytest.raises(AssertionError):
        assert below(found_entries([made(0, VARIANTS[0], TITLES[0], 1)], [0])) == {}
