"""The list at the front of an edition: one line a statement, grouped as the digest asks."""

from __future__ import annotations

import pytest

from digest.compile.view import build_view
from digest.records import Entry, FetchStatus, Grouping, Layout, SourceReport, StatementType
from tests.compile.editions import a_statement, an_edition, an_entry


def entry(
    title: str, *, source: str = "state.gov", kind: StatementType = StatementType.STATEMENT, language: str = "en"
) -> Entry:
    link = f"https://a.example/{title}"
    return an_entry(a_statement(f"{title}.", title=title, source=source, type=kind, link=link, language=language))


SOURCES = (
    SourceReport("state.gov", "U.S. Department of State", FetchStatus.READ, 1),
    SourceReport("bmz", "Ministerium in Berlin", FetchStatus.READ, 1),
)


def groups(by: Grouping, *entries: Entry, language: str = "en") -> dict[str, list[str]]:
    view = build_view(an_edition(*entries, sources=SOURCES, layout=Layout(language, by)))
    return {group.title: [line.title for line in group.lines] for group in view.groups}


def test_every_statement_has_one_line_with_its_entry() -> None:
    entries = [entry(f"Statement {n}", source="bmz" if n % 2 else "state.gov") for n in range(9)]
    view = build_view(an_edition(*entries, sources=SOURCES))
    assert sorted(line.entry.number for line in view.lines) == list(range(1, 10))
    assert {line.entry for line in view.lines} == set(view.all_entries)


def test_by_type() -> None:
    found = groups(Grouping.TYPE, entry("A"), entry("B", kind=StatementType.ORDER), entry("C", kind=StatementType.OTHER))
    assert found == {"Order": ["B"], "Statement": ["A"], "Other": ["C"]}


def test_by_country_in_the_language_of_the_edition() -> None:
    entries = (
        entry("Call with Germany about trade"),
        entry("Gespräch mit Deutschland", source="bmz", language="de"),
        entry("The United States and Japan sign a pact"),
        entry("A garden tour"),
    )
    found = groups(Grouping.COUNTRY, *entries, language="de")
    assert set(found) == {"Deutschland", "Japan", "Sonstiges"}
    assert len(found["Deutschland"]) == 2
    assert list(found)[-1] == "Sonstiges"


def test_the_country_of_a_source_is_none_that_it_speaks_about() -> None:
    entries = [entry(f"The United States and {name} agree") for name in ("Chad", "Peru", "Japan", "Chad and Mali")]
    assert set(groups(Grouping.COUNTRY, *entries)) == {"Chad", "Peru", "Japan"}


def test_an_adjective_in_a_title_is_the_country_concerned() -> None:
    found = groups(
        Grouping.COUNTRY, entry("Call with the Kuwaiti Foreign Minister"), entry("The Spanish Prime Minister in Oslo")
    )
    assert set(found) == {"Kuwait", "Spain"}


def test_by_topic() -> None:
    found = groups(Grouping.TOPIC, entry("Vaccines for hospitals"), entry("Tariffs on trade in steel"), entry("A garden tour"))
    assert found == {
        "Economy and trade": ["Tariffs on trade in steel"],
        "Health": ["Vaccines for hospitals"],
        "Other": ["A garden tour"],
    }


@pytest.mark.parametrize("by", Grouping)
def test_a_group_that_has_routine_only_is_not_shown(by: Grouping) -> None:
    found = groups(by, entry("A"), entry("Good wishes", source="bmz", kind=StatementType.GREETING))
    assert [title for lines in found.values() for title in lines] == ["A"]


def test_a_long_title_is_shortened_in_the_list_and_whole_in_its_entry() -> None:
    title = "A very long title about the garden " * 10
    view = build_view(an_edition(*(entry(f"{title}{n}") for n in range(4))))
    assert all(len(line.title) <= 90 and line.title.endswith("…") for line in view.lines)
    assert all(one.title.startswith(title.strip()) for one in view.entries)
