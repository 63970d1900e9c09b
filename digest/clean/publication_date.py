"""Decides when a statement was published: which of the dates that its feed, its page and its text give. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest.clean.document import ParsedDocument
from digest.clean.rules.rule import TargetField
from digest.records import Profile, RawStatement
from digest.text.date_lines import DateLineKind, date_line, date_of_adoption, date_of_place, date_of_title
from digest.text.dates import MAX_AHEAD, DateContext, WrittenDate, date_of_midnight, find_date, is_plausible, parse_date, to_utc
from digest.text.language import language_tag

_MAX_FIRST_LINES = 6  # of a text, in which its date may stand
_MAX_FEED_AHEAD = timedelta(days=31)  # a feed may announce; a date further ahead is a mistake


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a statement was published: `moment` in UTC, `day` if no time of day is known, and where it was read.

    `origin` is "feed", "page", "text", or empty if there is no date. `warning` says why the date is doubtful.
    """

    moment: datetime | None = None
    day: date | None = None
    origin: str = ""
    warning: str = ""


def date_context(raw: RawStatement, profile: Profile, document: ParsedDocument) -> DateContext:
    """Return what is known of the source that helps to read its dates."""
    declared = (profile.language, raw.language, document.language)
    return DateContext(profile.timezone, next((tag for written in declared if (tag := language_tag(written))), ""))


def publication_date(
    raw: RawStatement, context: DateContext, document: ParsedDocument, moved: Mapping[TargetField, str]
) -> PublicationDate:
    """Return the first date that can be one of publication: the caller's, the feed's, the page's, the text's.

    A date without a time gets the time of day at which the text says that it was released.
    """
    return _at_time(_first_date(raw, context, document, moved), moved.get(TargetField.RELEASED, ""), context)


def _at_time(found: PublicationDate, clock: str, context: DateContext) -> PublicationDate:
    timed = parse_date(f"{found.day:%Y-%m-%d} {clock}", context) if found.day and clock else None
    return replace(found, moment=timed.moment, day=None) if timed and timed.day is None and not timed.time_unread else found


def _first_date(
    raw: RawStatement, context: DateContext, document: ParsedDocument, moved: Mapping[TargetField, str]
) -> PublicationDate:
    if given := to_utc(raw.published):
        return PublicationDate(given, date_of_midnight(given, context.zone), "feed")
    for text in raw.dates:
        found = parse_date(text, context)
        if found and is_plausible(found.moment, raw.fetched, _MAX_FEED_AHEAD):
            return _with_warning(PublicationDate(found.moment, found.day, "feed"), raw.fetched)
    for origin, found in _dates_of_document(context, document, moved):
        if is_plausible(found.moment, raw.fetched):
            return PublicationDate(found.moment, found.day, origin)
    return PublicationDate()


def _dates_of_document(
    context: DateContext, document: ParsedDocument, moved: Mapping[TargetField, str]
) -> Iterator[tuple[str, WrittenDate]]:
    written = [("page", text) for text in document.dates]
    for origin, text in (*written, ("text", moved.get(TargetField.PUBLISHED, "")), *_first_lines(document)):
        if found := parse_date(text, context) or find_date(text, context):
            yield origin, found


def _first_lines(document: ParsedDocument) -> Iterator[tuple[str, str]]:
    """Yield the dates in the first lines of a text, as in "3 May 2026 Posted in News", and the one that ends its title."""
    for line in document.lines[:_MAX_FIRST_LINES]:
        if written := date_of_adoption(line.text):
            yield "text", written
    for line in () if document.is_page else document.lines[:_MAX_FIRST_LINES]:
        if written := date_of_place(line.text):
            yield "text", written
        dated = date_line(line.text)
        if dated and dated.kind is DateLineKind.BESIDE and line.text[0].isdigit():
            yield "text", dated.written
    if written := date_of_title(document.title):
        yield "text", written


def _with_warning(found: PublicationDate, now: datetime) -> PublicationDate:
    """Return a date of a feed with a warning if it lies in the future."""
    if found.moment is None or found.moment <= now + MAX_AHEAD:
        return found
    return replace(found, warning=f"its feed dates it {found.moment:%Y-%m-%d}, which had not come when it was read")
