"""When a statement was published: which date of feed, page and text counts, and which is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.clean.document import ParsedDocument
from digest.clean.embargo import read_embargo
from digest.clean.publication_date import PublicationDate, date_context, publication_date
from digest.clean.rules.rule import TargetField
from digest.records import Profile, RawStatement
from digest.text.dates import DateContext

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE = ParsedDocument(lines=(), dates=("2026-11-03",))


def raw(*dates: str, language: str = "", published: datetime | None = None) -> RawStatement:
    return RawStatement("s", "k", "", b"", "text/html", NOW, language=language, published=published, dates=dates)


def published(
    statement: RawStatement, document: ParsedDocument = PAGE, zone: str = "UTC", language: str = "", **moved: str
) -> PublicationDate:
    context = date_context(statement, Profile(timezone=zone, language=language), document)
    return publication_date(statement, context, document, {TargetField(name): value for name, value in moved.items()})


def test_the_date_of_the_feed_goes_first_then_the_page_then_the_text() -> None:
    assert published(raw("2026-11-02T09:00:00Z")).origin == "feed"
    assert published(raw(), published="1 November 2026").origin == "page"
    assert published(raw(), ParsedDocument(lines=()), published="1 November 2026").day == date(2026, 11, 1)
    assert published(raw(), ParsedDocument(lines=())) == PublicationDate()


def test_a_date_of_the_feed_without_a_zone_is_in_the_zone_of_the_source() -> None:
    assert published(raw("2026-11-03 08:00"), zone="Asia/Tokyo").moment == datetime(2026, 11, 2, 23, tzinfo=UTC)
    assert published(raw("2026-11-03"), zone="Asia/Tokyo").day == date(2026, 11, 3)


def test_the_configured_language_decides_before_the_declared_one() -> None:
    assert published(raw("03/11/2026", language="en-US")).day == date(2026, 3, 11)
    assert published(raw("03/11/2026", language="en-US"), language="en-GB").day == date(2026, 11, 3)
    assert published(raw("03/11/2026", language="en-GB")).day == date(2026, 11, 3)


@pytest.mark.parametrize("written", ["Thu, 01 Jan 1970 00:00:00 GMT", "0", "1989-11-09", "2099-01-01T09:00:00Z", "4102444800"])
def test_a_moment_that_cannot_be_is_passed_over_for_the_next_date(written: str) -> None:
    assert published(raw(written, "2026-11-05T09:00:00Z")).moment == datetime(2026, 11, 5, 9, tzinfo=UTC)
    assert published(raw(written)).origin == "page"


def test_a_date_of_the_feed_some_days_ahead_is_shown_with_a_warning() -> None:
    ahead = published(raw((NOW + timedelta(days=4)).isoformat()))
    assert (ahead.moment, ahead.origin) == (NOW + timedelta(days=4), "feed")
    assert ahead.warning == "its feed dates it 2026-11-24, which had not come when it was read"
    assert published(raw((NOW + timedelta(hours=20)).isoformat())).warning == ""


def test_a_date_of_the_page_ahead_is_none() -> None:
    assert published(raw(), ParsedDocument(lines=(), dates=("2026-12-14",))) == PublicationDate()


def test_what_the_caller_knows_goes_before_all() -> None:
    given = datetime(1985, 3, 1, 12, tzinfo=UTC)
    assert published(raw("2026-11-02T09:00:00Z", published=given)).moment == given


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("EMBARGOED UNTIL 3:30 PM ET, JULY 4, 2026", datetime(2026, 7, 4, 19, 30, tzinfo=UTC)),
        ("July 4, 2026 3:30 PM", datetime(2026, 7, 4, 15, 30, tzinfo=UTC)),
        ("4 July 2026, 15:30 CEST", datetime(2026, 7, 4, 13, 30, tzinfo=UTC)),
        ("4 July 2026", datetime(2026, 7, 4, tzinfo=UTC)),
    ],
)
def test_an_embargo_ends_at_its_hour(line: str, end: datetime) -> None:
    assert read_embargo(line, DateContext()) == (end, "")


def test_an_embargo_whose_hour_cannot_be_read_is_kept_until_the_day_is_over_everywhere() -> None:
    end, warning = read_embargo("4 July 2026, 15:30 IST", DateContext())
    assert end == datetime(2026, 7, 5, 12, tzinfo=UTC)
    assert "its hour cannot be read" in warning


def test_an_embargo_without_a_date_is_a_warning() -> None:
    assert read_embargo("until further notice", DateContext())[0] is None
    assert read_embargo("", DateContext()) == (None, "")
