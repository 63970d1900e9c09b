"""What one reader gets of an edition."""

from __future__ import annotations

import pytest

from digest.compile.filter import filter_edition
from digest.compile.view import build_view
from digest.records import Edition, StatementType, SubscriptionFilter
from tests.compile.editions import a_statement, an_edition, an_entry, real_edition


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
