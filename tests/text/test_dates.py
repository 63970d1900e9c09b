"""Dates on pages and in feeds: one moment, or none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.dates import date_of_midnight, find_date, from_timestamp, parse_feed_date, to_utc


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("April 5, 2021 3:30 PM", (2021, 4, 5, 15, 30)),
        ("5 April 2021", (2021, 4, 5)),
        ("Mon, 05 Apr 2021 24:00:00 GMT", (2021, 4, 6)),
        ("2021-04-05", (2021, 4, 5)),
        ("2021-04-05T10:00:00.123+02:00", (2021, 4, 5, 8)),
        ("2021-04-05 10:00 EDT", (2021, 4, 5, 14)),
        ("19 Sep. 2025 12:00:00 GMT", (2025, 9, 19, 12)),
        ("Monday, April 15, 2013 - 2:23pm", (2013, 4, 15, 14, 23)),
        ("Sept. 1st, 2021 at 12:05 a.m. EST", (2021, 9, 1, 5, 5)),
        ("25/12/2025 10:00", (2025, 12, 25, 10)),
        ("12/25/2025", (2025, 12, 25)),
        ("07.07.2025", (2025, 7, 7)),
    ],
)
def test_a_date_in_a_feed_is_one_moment_in_utc(text: str, moment: tuple[int, ...]) -> None:
    assert parse_feed_date(text) == datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "12/05/2025 10:00",
        "2021-13-01",
        "2021-02-30",
        "31 April 2021",
        "5 April",
        "April 5, 2021 25:00",
        "April 5, 2021 13:00 pm",
        "0000-01-01",
    ],
)
def test_what_may_be_two_dates_or_none_is_no_date_in_a_feed(text: str) -> None:
    assert parse_feed_date(text) is None


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9a-zA-Z]{1,9}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?"))
def test_no_text_breaks_the_reading_of_feed_dates(text: str) -> None:
    found = parse_feed_date(text)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize("seconds", [None, 10**18, -(10**18)])
def test_no_number_of_seconds_breaks_the_reading_of_timestamps(seconds: int | None) -> None:
    assert from_timestamp(seconds) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-07-04", (2021, 7, 4, 4)),
        ("2021-07-04T12:00:00+02:00", (2021, 7, 4, 10)),
        ("Sun, 04 Jul 2021 12:00:00 +0200", (2021, 7, 4, 10)),
        ("July 4, 2021 at 3:30 PM", (2021, 7, 4, 19, 30)),
        ("released 7.00 pm, 4 May 2021", (2021, 5, 4, 23)),
        ("Sept. 1, 2021", (2021, 9, 1, 4)),
        ("1er juillet 2021", (2021, 7, 1, 4)),
        ("3. März 2021", (2021, 3, 3, 5)),
        ("4 de julio de 2021", (2021, 7, 4, 4)),
        ("9 мая 2021", (2021, 5, 9, 4)),
    ],
)
def test_a_date_in_a_line_is_a_moment_in_the_zone_of_its_page(text: str, moment: tuple[int, ...]) -> None:
    assert find_date(text, "America/New_York") == datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("text", ["", "yesterday", "July 32, 2021", "4 Brumaire 2021", "0001-01-01", "9999-12-31"])
def test_a_line_without_a_date_has_none(text: str) -> None:
    assert find_date(text, "America/New_York") is None


def test_a_date_in_an_unknown_zone_is_none() -> None:
    assert find_date("2021-07-04", "Nowhere/City") is None


@given(st.text())
def test_no_text_breaks_the_search_for_a_date(text: str) -> None:
    found = find_date(text, "Asia/Tokyo")
    assert found is None or found.tzinfo is UTC


def test_midnight_is_a_date_without_a_time() -> None:
    assert date_of_midnight(datetime(2021, 7, 4, 4, tzinfo=UTC), "America/New_York") == date(2021, 7, 4)
    assert date_of_midnight(datetime(2021, 7, 4, tzinfo=UTC), "America/New_York") == date(2021, 7, 4)
    assert date_of_midnight(datetime(2021, 7, 4, 12, tzinfo=UTC), "America/New_York") is None
    assert date_of_midnight(None, "America/New_York") is None


def test_the_ends_of_the_calendar_are_no_moments() -> None:
    assert to_utc(datetime(1, 1, 1, tzinfo=UTC)) is None
    assert to_utc(datetime(9999, 12, 31, tzinfo=UTC)) is None
    assert to_utc(datetime(2021, 7, 4, tzinfo=UTC)) == datetime(2021, 7, 4, tzinfo=UTC)
