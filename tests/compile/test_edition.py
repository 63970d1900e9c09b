"""The order of an edition, and what is said about it in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from digest.compile.edition import counts_text
from digest.compile.email_html import html_part
from digest.compile.html import HtmlRenderer
from digest.compile.mail_part import with_entries, with_lines
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.view import build_view
from digest.locale.catalogue import catalogue
from digest.records import (
    AuditEntry,
    Change,
    Entry,
    Failure,
    FetchStatus,
    KeyPoint,
    Model,
    SourceReport,
    Span,
    StatementStatus,
    StatementType,
    Summary,
    Withdrawal,
)
from tests.compile.editions import (
    FILE,
    MINILM,
    SEALED,
    a_statement,
    an_edition,
    an_entry,
    real_edition,
    span,
    verbatim,
    written,
)

HOUR = datetime(2026, 11, 23, 8, tzinfo=UTC)
SOURCES = (
    SourceReport("war.gov", "U.S. Department of War", FetchStatus.READ, 1, HOUR),
    SourceReport("state.gov", "U.S. Department of State", FetchStatus.READ, 3, HOUR),
)


def entry(title: str, source: str = "state.gov", published: datetime | None = HOUR) -> Entry:
    return an_entry(a_statement(title=title, link=f"https://www.state.gov/{title}/", source=source, published=published))


def titles(*entries: Entry) -> list[str]:
    return [item.title for item in build_view(an_edition(*entries, sources=SOURCES)).all_entries]


def test_sources_follow_their_configuration_and_the_newest_comes_first() -> None:
    entries = [
        entry("undated", published=None),
        entry("old", published=HOUR.replace(hour=1)),
        entry("new"),
        entry("unknown", source="elsewhere"),
        entry("of war", source="war.gov", published=HOUR.replace(hour=0)),
    ]
    orders = {tuple(titles(*order)) for order in permutations(entries)}
    assert orders == {("of war", "new", "old", "undated", "unknown")}


def test_statements_of_the_same_moment_have_one_order() -> None:
    assert titles(entry("b"), entry("a"), entry("c")) == titles(entry("c"), entry("b"), entry("a")) == ["a", "b", "c"]


def test_groups_bear_the_titles_of_their_sources() -> None:
    groups = build_view(an_edition(entry("one"), entry("two", source="elsewhere"), sources=SOURCES)).groups
    assert [(group.title, len(group.lines)) for group in groups] == [("U.S. Department of State", 1), ("elsewhere", 1)]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        an_edition(sealed=datetime(2026, 11, 23, 11))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("number", "updated", "expected"),
    [
        (0, 0, "no new statements"),
        (1, 0, "1 statement, from 1 source"),
        (2, 1, "2 statements, 1 updated, from 1 source"),
        (1200, 0, "1,200 statements, from 1 source"),
    ],
)
def test_counts(number: int, updated: int, expected: str) -> None:
    entries = [replace(entry(str(place)), updated=place < updated) for place in range(number)]
    assert counts_text(an_edition(*entries)) == expected


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (datetime(2021, 5, 27, 22, 29, 47, tzinfo=UTC), "America/New_York", "27 May 2021, 18:29 EDT"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "Asia/Kolkata", "24 November 2026, 05:00 IST"),
        (datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "America/Sao_Paulo", "23 November 2026, 05:05 UTC-03"),
        (datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "UTC", "23 November 2026, 08:05 UTC"),
        (datetime(2026, 11, 23, tzinfo=UTC), "America/New_York", "22 November 2026, 19:00 EST"),
    ],
)
def test_times_are_those_of_the_reader(moment: datetime, zone: str, expected: str) -> None:
    assert catalogue().local_time(moment, zone) == expected


def test_a_date_without_an_hour_is_that_of_the_publisher_wherever_it_is_read() -> None:
    tokyo = a_statement(published=datetime(2026, 11, 22, 15, tzinfo=UTC), day=date(2026, 11, 23))
    [item] = build_view(an_edition(an_entry(tokyo))).entries
    assert "23 November 2026" in item.facts


def test_the_facts_of_a_statement_are_who_when_and_what_each_once() -> None:
    statement = a_statement(issuer="U.S. Department of State", speaker="Ned Price", type=StatementType.JOINT_STATEMENT)
    [item] = build_view(an_edition(an_entry(statement))).entries
    assert item.facts == ("U.S. Department of State", "Ned Price", "23 November 2026, 03:30 EST", "Joint statement")
    elsewhere = replace(statement, issuer="Embassy in Baghdad", published=None, type=StatementType.OTHER)
    [item] = build_view(an_edition(an_entry(elsewhere))).entries
    assert item.facts == ("U.S. Department of State", "Ned Price", "Embassy in Baghdad", "undated")
    same = replace(elsewhere, issuer="u.s. department of state")
    [item] = build_view(an_edition(an_entry(same))).entries
    assert item.facts == ("U.S. Department of State", "Ned Price", "undated")


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        ("Government of the United States of America and the Government of Japan", False),
        ("United States and Japan", False),
        ("Foreign Ministers of Japan and the United States", True),
        ("United States", True),
    ],
)
def test_a_speaker_who_is_all_the_parties_is_named_as_these(speaker: str, shown: bool) -> None:
    statement = a_statement(speaker=speaker, parties=("Japan", "United States"), type=StatementType.JOINT_STATEMENT)
    [item] = build_view(an_edition(an_entry(statement))).entries
    assert (speaker in item.facts) == shown
    assert "Japan, United States" in item.facts


def test_a_statement_without_a_title_borrows_its_beginning() -> None:
    text = "A first sentence that is quite long and goes on for a while, so that it has to be cut somewhere between words."
    [item] = build_view(an_edition(an_entry(a_statement(text, title="\u200b ")))).entries
    assert item.title == "A first sentence that is quite long and goes on for a while, so that it has to be cut…"


def test_a_verbatim_point_links_to_its_sentence_and_another_shows_it() -> None:
    statement = a_statement("One thing is said. Another follows.")
    points = verbatim(statement, "One thing is said.", "A. Speaker"), written(statement, "Something else.", "Another follows.")
    [item] = build_view(an_edition(an_entry(statement, *points))).entries
    said, other = item.points
    assert (said.text, said.speaker, said.quotes) == ("One thing is said.", "A. Speaker", ())
    assert said.link == "https://www.state.gov/one/#:~:text=One%20thing%20is%20said."
    assert [quote.text for quote in other.quotes] == ["Another follows."]
    assert other.quotes[0].link == "https://www.state.gov/one/#:~:text=Another%20follows."


def test_what_a_reader_must_know_of_a_statement_stands_in_its_notes() -> None:
    summary = Summary((), MINILM, truncated=True, warnings=("the model was slow",))
    [item] = build_view(an_edition(an_entry(a_statement(warnings=("no date was found",)), summary=summary))).entries
    assert item.notes == (
        "No key points were found in this statement.",
        "Only a part of this statement was read; the rest is in the original.",
        "No date was found.",
        "The model was slow.",
    )


def test_an_update_shows_what_is_new_in_it_up_to_ten_sentences() -> None:
    statement = a_statement(" ".join(f"Sentence {number}." for number in range(12)))
    changed = tuple(Change(span(statement, f"Sentence {number}.")) for number in range(12))
    [item] = build_view(an_edition(an_entry(statement, updated=True, changed=changed))).entries
    assert [change.later for change in item.changes] == [f"Sentence {number}." for number in range(10)]
    assert "2 more sentences changed." in item.notes


def test_an_update_shows_the_earlier_wording_and_what_was_taken_out() -> None:
    statement = a_statement("They met on Monday.")
    changed = (Change(span(statement, "They met on Monday."), "They met on Sunday."), Change(None, "They \u202eparted."))
    entry = an_entry(statement, updated=True, changed=changed)
    [item] = build_view(an_edition(entry)).entries
    [reworded], [gone] = [point.change for point in item.points], item.changes
    assert reworded is not None
    assert [(str(piece.edit), piece.text) for piece in reworded.pieces] == [
        ("same", "They met on "),
        ("deleted", "Sunday"),
        ("inserted", "Monday"),
        ("same", "."),
    ]
    assert [(str(piece.edit), piece.text) for piece in gone.pieces] == [("deleted", "They parted.")]


def test_a_changed_sentence_is_told_once_whether_it_is_a_key_point_or_not() -> None:
    statement = a_statement("They met on Monday. They agreed on forty ships.")
    changed = (
        Change(span(statement, "They met on Monday."), "They met on Sunday."),
        Change(span(statement, "They agreed on forty ships."), "They agreed on ninety ships."),
    )
    edition = an_edition(an_entry(statement, verbatim(statement, "They met on Monday."), updated=True, changed=changed))
    for renderer, said in (
        (TextRenderer(), ("They met on [before: Sunday] *Monday*.", "They agreed on [before: ninety] *forty* ships.")),
        (MarkdownRenderer(), ("They met on ~~Sunday~~ **Monday**.", "They agreed on ~~ninety~~ **forty** ships.")),
        (HtmlRenderer(), ("They met on <del>Sunday</del> <ins>Monday</ins>.", "on <del>ninety</del> <ins>forty</ins> ships.")),
    ):
        written = " ".join(renderer.render(edition, FILE).decode().split())
        for one in said:
            assert written.count(one) == 1, (written, one)
        assert written.count("Monday") - written.count("day=Monday") <= 3  # the day of the edition, the sentence, its link


def test_an_update_in_which_something_only_moved_says_so() -> None:
    [item] = build_view(an_edition(an_entry(a_statement(), updated=True))).entries
    assert item.notes == ("Updated, and no sentence says anything else: something was moved.",)


def test_the_model_is_named_once_and_for_each_statement_where_several_meet() -> None:
    one = an_entry(a_statement(title="one"))
    other = an_entry(
        a_statement(title="two"), summary=Summary((KeyPoint("x", (Span(0, 3),), verbatim=False),), Model("a model", "1"))
    )
    alone, mixed = build_view(an_edition(one)), build_view(an_edition(one, other))
    assert alone.selection_notes == (
        "Key points are sentences of the statements, word for word, selected by the model all-MiniLM-L6-v2.",
    )
    assert not alone.entries[0].notes
    assert len(mixed.selection_notes) == 2
    assert [item.notes for item in mixed.entries] == [
        ("Selected by the model all-MiniLM-L6-v2.",),
        ("Written by the model a model.",),
    ]


def test_where_one_model_chose_most_only_the_others_are_named_at_their_statements() -> None:
    usual = [an_entry(a_statement(title=title)) for title in ("one", "two", "three")]
    other = Summary((KeyPoint("x", (Span(0, 3),), verbatim=False),), Model("a model", "1"))
    view = build_view(an_edition(an_entry(a_statement(title="four"), summary=other), *usual))
    assert {item.title: item.notes for item in view.entries if item.notes} == {"four": ("Written by the model a model.",)}
    assert ["written" in note for note in view.selection_notes] == [False, True]


def test_the_footer_tells_what_was_read_what_was_silent_and_what_failed() -> None:
    sections = {section.heading: section.lines for section in build_view(real_edition()).footer}
    assert sections == {
        "Statements": ("In this edition: 4 new, 1 updated",),
        "Read": ("U.S. Department of State: 2 new, 1 updated", "The White House: 2 new"),
        "Nothing new": ("U.S. Department of War: last new 3 November 2026, 11:30 EST",),
        "Failed": (
            "NATO: the server answered 503 (last new 20 November 2026, 09:05 EST)",
            "https://www.state.gov/gone/: while reading the page: the server answered 404",
        ),
    }


def test_a_source_that_was_never_read_is_neither_silent_nor_failed() -> None:
    [section] = build_view(an_edition(sources=(SourceReport("un.org", "United Nations", FetchStatus.NEVER),))).footer
    assert (section.heading, section.lines) == ("Not read yet", ("United Nations",))


def test_the_footer_of_a_thousand_sources_and_failures_is_bounded() -> None:
    reports = tuple(SourceReport(str(number), "", FetchStatus.FAILED, reason="x" * 1000) for number in range(1000))
    failures = tuple(Failure("page", "reading it", "y" * 1000, str(number)) for number in range(1000))
    [section] = build_view(an_edition(sources=reports, failures=failures)).footer
    assert section.lines[-1] == "and 1,950 more"
    assert sum(map(len, section.lines)) < 20_000


def test_an_edition_can_be_cut_after_any_number_of_entries_and_lines() -> None:
    whole = build_view(real_edition())
    parts = [with_entries(whole, whole.all_entries[:number]) for number in range(6)]
    assert [len(part.all_entries) for part in parts] == [0, 1, 2, 3, 4, 5]
    assert [part.omitted for part in parts] == [5, 4, 3, 2, 1, 0]
    assert [sum(line.is_shown for line in part.lines) for part in parts] == [0, 1, 2, 3, 4, 5]
    assert [len(with_lines(whole, number).lines) for number in range(7)] == [0, 1, 2, 3, 4, 5, 5]
    assert with_lines(whole, 2).left_out == 3


def test_a_source_is_silent_only_when_it_is_past_its_own_pace() -> None:
    late = SourceReport("a", "A", FetchStatus.READ, last_new=HOUR, expected=SEALED - timedelta(hours=1))
    early = SourceReport("b", "B", FetchStatus.UNCHANGED, last_new=HOUR, expected=SEALED + timedelta(hours=1))
    footer = build_view(an_edition(sources=(late, early))).footer
    assert [(section.heading, section.lines[0][:2]) for section in footer] == [
        ("Nothing new", "B:"),
        ("Silent for longer than usual", "A:"),
    ]


def test_the_footer_counts_what_was_fetched_and_is_not_in_the_edition() -> None:
    fates = [StatementStatus.EMBARGOED] * 1_200 + [StatementStatus.MERGED, StatementStatus.WAITING]
    [section] = build_view(
        an_edition(excluded=[AuditEntry("state.gov", "", "", fate, "") for fate in fates], sources=())
    ).footer
    assert section.lines == (
        "Shown by another source, too, and told once: 1",
        "Under embargo, to follow when it ends: 1,200",
    )


def test_a_withdrawn_statement_is_told_in_every_format_and_alone_makes_an_edition() -> None:
    gone = Withdrawal("key", "state.gov", "A <title>", "https://www.state.gov/a/", HOUR, date(2026, 11, 20))
    edition = an_edition(withdrawn=(gone,))
    for renderer in (TextRenderer(), MarkdownRenderer(), HtmlRenderer()):
        written = " ".join(renderer.render(edition, FILE).decode().split())
        assert "In the edition of 20 November 2026; its page is gone since 23 November 2026, 03:00 EST." in written
        assert "Nothing new has been published" not in written
        assert "<title>A" not in written
    assert "Withdrawn" in html_part(build_view(edition))
