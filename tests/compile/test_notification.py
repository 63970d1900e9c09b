"""The chat message of an edition: what it says first, and that it stays short whatever publishers write."""

from __future__ import annotations

import pytest

from digest.compile.notification import MAX_CHARACTERS, NotificationRenderer
from digest.records import Format, Target
from tests.compile.editions import a_statement, an_edition, an_entry, real_edition

TARGET = Target("notify", "team", Format.NOTIFICATION)


def render(edition: object, link: str = "") -> str:
    return NotificationRenderer({("morning", "team"): link}).render(edition, TARGET).decode("utf-8")  # type: ignore[arg-type]


def test_it_says_the_subject_the_first_point_of_each_entry_and_where_the_edition_is() -> None:
    one = an_entry(a_statement("The minister resigned.", title="Resignation"))
    two = an_entry(a_statement("Ships may sail again.", title="Black Sea", link="https://www.state.gov/two/"))
    assert render(an_edition(one, two), "https://example.org/{day}.html") == (
        "Morning digest, 23 November 2026: 2 statements\n\n"
        "• Resignation: The minister resigned.\n"
        "• Black Sea: Ships may sail again.\n\n"
        "https://example.org/2026-11-23.html"
    )


def test_an_edition_with_nothing_new_is_its_subject_alone() -> None:
    assert render(an_edition()) == "Morning digest, 23 November 2026: no new statements"


def test_a_real_edition_fits() -> None:
    text = render(real_edition(), "https://example.org/{day}.html")
    assert len(text) <= MAX_CHARACTERS
    assert text.startswith("Morning digest, 23 November 2026: 5 statements · ")
    assert "\n\n• " in text


def test_what_is_left_out_is_counted() -> None:
    made = [an_entry(a_statement(title=f"Title {n}", link=f"https://www.state.gov/{n}/")) for n in range(12)]
    lines = render(an_edition(*made)).splitlines()[2:]
    assert [line.startswith("• Title ") for line in lines] == [True] * 5 + [False]
    assert lines[-1] == "and 7 more"


@pytest.mark.parametrize("entries", [1, 5, 200])
@pytest.mark.parametrize("endless", ["w" * 100_000, "w " * 50_000])
def test_it_stays_short_whatever_publishers_write(entries: int, endless: str) -> None:
    made = [an_entry(a_statement(endless, title=endless, link=f"https://www.state.gov/{n}/")) for n in range(entries)]
    text = render(an_edition(*made, title=endless), "https://example.org/{day}.html")
    assert len(text) <= MAX_CHARACTERS


def test_an_at_sign_of_a_publisher_alerts_nobody() -> None:
    text = render(
        an_edition(an_entry(a_statement("Ask @channel or press@state.gov.", title="@everyone", link="https://a.gov/1")))
    )
    assert "@channel" not in text
    assert "@everyone" not in text
    assert text.replace("\u200b", "").endswith("• @everyone: Ask @channel or press@state.gov.")


def test_the_title_is_one_line() -> None:
    title = render(an_edition(title="Two\nlines")).partition("\n\n")[0]
    assert title == "Two lines, 23 November 2026: no new statements"
