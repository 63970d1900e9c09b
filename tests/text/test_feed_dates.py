"""Dates that feeds print: one moment, or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.feed_dates import from_seconds, parse_date


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
def test_a_date_is_one_moment_in_utc(text: str, moment: tuple[int, ...]) -> None:
    assert parse_date(text) == datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]


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
def test_what_may_be_two_dates_or_none_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9a-zA-Z]{1,9}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?"))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize("seconds", [None, 10**18, -(10**18)])
def test_no_number_of_seconds_breaks_it(seconds: int | None) -> None:
    assert from_seconds(seconds) is None
