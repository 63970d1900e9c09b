"""The headline of a plain text below the rows of its letterhead."""

from __future__ import annotations

import pytest

from digest.clean.letterhead import headline_row
from digest.clean.plain_text_parser import parse_plain_text

BODY = "The northern grounds are closed from Monday until the end of March. Boats have to leave the area by Friday."
HEADLINE = "Northern grounds close for the winter season"


@pytest.mark.parametrize(
    "letterhead",
    [
        ("MINISTRY OF FISHERIES",),
        ("Ministry of Fisheries", "PRESS RELEASE", "3 November 2026"),
        ("FOR IMMEDIATE RELEASE",),
        ("Press release no. 14/2026", "Oslo, 3 November 2026"),
        ("Office of the Prime Minister", "Media statement"),
        ("Communiqué de presse", "Paris, le 3 novembre 2026"),
        ("Ministerium für Fischerei", "Pressemitteilung"),
    ],
)
def test_the_row_below_a_letterhead_is_the_title(letterhead: tuple[str, ...]) -> None:
    parsed = parse_plain_text("\n\n".join((*letterhead, HEADLINE, BODY)), headline=True)
    assert parsed.title == HEADLINE
    assert [line.text for line in parsed.lines[:-1]] == [*letterhead, HEADLINE]


@pytest.mark.parametrize(
    "headline",
    [
        "Ministry of Fisheries closes the northern grounds",
        "Council agrees on the quotas of the coming year",
        "Government Cuts Taxes",
        "Statement by the minister on the northern grounds",
        "Press freedom is under threat, the ombudsman warns",
    ],
)
def test_a_headline_that_begins_like_a_letterhead_is_the_title(headline: str) -> None:
    assert parse_plain_text(f"{headline}\n\nBoats leave by Friday\n\n{BODY}", headline=True).title == headline


def test_a_letterhead_above_nothing_but_a_text_stays_the_title() -> None:
    assert parse_plain_text(f"Ministry of Fisheries\n\n{BODY}", headline=True).title == "Ministry of Fisheries"
    assert headline_row(("Ministry of Fisheries", "Press release")) == 0


def test_more_rows_than_a_letterhead_has_are_no_letterhead() -> None:
    assert headline_row(("Press release",) * 8 + (HEADLINE,)) == 0
