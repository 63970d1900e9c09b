"""What one reader gets of an edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.compile.edition import counts_text
from digest.compile.filter import filter_edition
from digest.compile.view import build_view
from digest.records import (
    AlsoGiven,
    Edition,
    FetchStatus,
    RelationKind,
    SourceReport,
    StatementRelation,
    StatementType,
    SubscriptionFilter,
    Withdrawal,
)
from tests.compile.editions import SEALED, a_statement, an_edition, an_entry, real_edition


def titles(edition: Edition) -> list[str]:
    return [entry.statement.title for entry in edition.entries]


def test_who_asks_for_nothing_in_particular_gets_all() -> None:
    assert filter_edition(real_edition(), SubscriptionFilter()) is not None
    assert filter_edition(real_edition(), SubscriptionFilter()) == real_edition()


def test_a_source_brings_its_statements_its_report_and_its_failures_only() -> None:
    edition = filter_edition(real_edition(), SubscriptionFilter(sources=("whitehouse.gov",)))
    assert {entry.statement.source for entry in edition.entries} == {"whitehouse.gov"}
    assert [report.source for report in edition.sources] == ["whitehouse.gov"]
    assert edition.failures == ()
    assert edition.filtered_out == 3


def test_types_and_words_must_both_fit() -> None:
    edition = an_edition(
        an_entry(a_statement("Talks on climate.", title="A", type=StatementType.READOUT)),
        an_entry(a_statement("Talks on trade.", title="B", type=StatementType.READOUT)),
        an_entry(a_statement("Remarks on climate.", title="C", type=StatementType.REMARKS)),
    )
    wish = SubscriptionFilter(types=(StatementType.READOUT,), keywords=("climate",))
    assert titles(filter_edition(edition, wish)) == ["A"]


@pytest.mark.parametrize(
    ("keyword", "text", "fits"),
    [
        ("Iran", "The IRAN talks.", True),
        ("Iran", "The Iranian talks.", False),
        ("Iran*", "The Iranian talks.", True),
        ("climate change", "On climate\n\nchange.", True),
        ("C++", "Written in C++.", True),
        ("(", "A bracket ( here.", True),
        ("étranger", "Ministère de l'Étranger", True),
        ("海上", "両政府は海上の安全", False),
        ("海上*", "両政府は 海上の安全", True),
    ],
)
def test_a_keyword_is_a_whole_word_in_any_case(keyword: str, text: str, fits: bool) -> None:
    edition = an_edition(an_entry(a_statement(text, title="Untitled")))
    assert bool(filter_edition(edition, SubscriptionFilter(keywords=(keyword,))).entries) == fits


def test_the_footer_says_how_many_statements_were_not_asked_for() -> None:
    lines = [
        line
        for section in build_view(filter_edition(real_edition(), SubscriptionFilter(sources=("whitehouse.gov",)))).footer
        for line in section.lines
    ]
    assert "Not among what you asked for: 3" in lines
    assert "The White House: 2 new" in lines


# --- what the footer and withdrawals tell a reader -------------------------------------------------------------------


def withdrawal(*shown: str) -> Withdrawal:
    statements = tuple(a_statement(text) for text in shown)
    return Withdrawal("key", "state.gov", "A title", "https://www.state.gov/a/", SEALED, date(2026, 11, 20), statements)


@pytest.mark.parametrize(
    ("wish", "is_told"),
    [
        (SubscriptionFilter(), True),
        (SubscriptionFilter(keywords=("grain",)), True),
        (SubscriptionFilter(keywords=("barley",)), True),
        (SubscriptionFilter(keywords=("visas",)), False),
        (SubscriptionFilter(types=(StatementType.READOUT,)), False),
        (SubscriptionFilter(sources=("state.gov",)), True),
        (SubscriptionFilter(sources=("other",)), False),
        (SubscriptionFilter(keywords=("grain", "visas"), types=(StatementType.OTHER,)), True),
    ],
)
def test_only_who_got_a_text_of_a_statement_is_told_of_its_withdrawal(wish: SubscriptionFilter, is_told: bool) -> None:
    edition = an_edition(withdrawn=(withdrawal("They spoke about grain.", "They spoke about barley."),))
    assert bool(filter_edition(edition, wish).withdrawn) == is_told


def footer_of(edition: Edition) -> dict[str, tuple[str, ...]]:
    return {section.heading: section.lines for section in build_view(edition).footer}


def test_a_source_of_which_nothing_matched_has_not_nothing_new() -> None:
    entries = [an_entry(a_statement(f"Number {number} is about grain.", title=str(number))) for number in range(10)]
    report = SourceReport("state.gov", "State Department", FetchStatus.READ, new=10, last_new=SEALED)
    edition = filter_edition(an_edition(*entries, sources=(report,)), SubscriptionFilter(keywords=("visas",)))
    assert footer_of(edition)["Read"] == ("State Department: 10 published, none matched",)
    assert "Nothing new" not in footer_of(edition)
    assert counts_text(edition) == "none of 10 statements matched"
    assert build_view(edition).nothing == "What has been published since the last edition is not among what you asked for."


def test_a_source_that_published_nothing_has_nothing_new_for_a_reader_with_a_filter() -> None:
    report = SourceReport("state.gov", "State Department", FetchStatus.READ, last_new=SEALED)
    edition = filter_edition(an_edition(sources=(report,)), SubscriptionFilter(keywords=("visas",)))
    assert footer_of(edition)["Nothing new"] == ("State Department: last new 23 November 2026, 06:00 EST",)
    assert counts_text(edition) == "no new statements"


def test_a_source_of_which_something_matched_says_how_much() -> None:
    entries = [an_entry(a_statement(f"About {what}.", title=what)) for what in ("grain", "visas", "ships")]
    report = SourceReport("state.gov", "State Department", FetchStatus.READ, new=3, last_new=SEALED)
    edition = filter_edition(an_edition(*entries, sources=(report,)), SubscriptionFilter(keywords=("visas",)))
    assert footer_of(edition)["Read"] == ("State Department: 1 new",)


def test_a_recipient_gets_an_entry_whose_copy_has_the_title_and_type_that_they_asked_for() -> None:
    statement = a_statement(source="state.gov", title="Remarks", type=StatementType.REMARKS)
    same = StatementRelation(RelationKind.SAME, "the same words")
    copy = AlsoGiven("k", "f", "gov.uk", "https://gov.uk/1", False, same, "Tariff talks", StatementType.STATEMENT)
    edition = an_edition(replace(an_entry(statement), also=(copy,)))
    for asked in (
        SubscriptionFilter(sources=("gov.uk",)),
        SubscriptionFilter(types=(StatementType.STATEMENT,)),
        SubscriptionFilter(keywords=("tariff",)),
    ):
        assert len(filter_edition(edition, asked).entries) == 1
    assert filter_edition(edition, SubscriptionFilter(keywords=("fisheries",))).entries == ()
